// What the program runs with: defaults, then a TOML file, then the environment, then flags; later
// wins.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/result.hpp"
#include "domain/mail/mail_rule.hpp"
#include "http/trusted_proxies.hpp"

namespace orderyard::app {

struct Config {
    std::string data_dir = "data";
    std::string database_url;     // empty: SQLite in data_dir
    std::string master_key_file;  // empty: in data_dir
    std::string exports_dir;      // empty: in data_dir; one folder for all servers of a database
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    int workers = 16;  // more than cores: many wait for the database or its disk
    std::string tls_certificate;
    std::string tls_key;
    std::string public_url;  // as clients know it, behind a proxy; empty: as it listens
    http::TrustedProxies trusted_proxies;
    base::LogLevel log_level = base::LogLevel::kInfo;
    base::LogFormat log_format = base::LogFormat::kHuman;
    std::string log_file;
    int database_readers = 4;
    int job_threads = 4;
    bool cancel_order_api = false;          // cancels by Amazon's cancelOrder instead of a feed
    bool webhooks_may_call_inside = false;  // private and loopback addresses
    int requests_per_minute = base::limits::kRequestsPerMinuteDefault;
    int anonymous_per_minute = base::limits::kAnonymousPerMinuteDefault;
    int purge_after_days = base::limits::kPurgeAfterDaysDefault;

    std::string mail_host;  // empty: the mail server is set up in the program
    int mail_port = 587;
    domain::MailSecurity mail_security = domain::MailSecurity::kStartTls;
    std::string mail_user;
    std::string mail_password;
    std::string mail_sender_name;
    std::string mail_sender_address;
    std::string mail_ca_file;
    int mail_timeout_seconds = 60;

    std::string DatabaseUrl() const;    // with the default filled in
    std::string MasterKeyFile() const;  // likewise
    std::string BackupDir() const { return data_dir + "/backups"; }
    std::string ExportDir() const {
        return exports_dir.empty() ? data_dir + "/exports" : exports_dir;
    }
};

// One setting: its key in the file ("server.port"), its environment variable
// (ORDERYARD_SERVER_PORT).
struct SettingHelp {
    std::string key;
    std::string variable;
    std::string text;
};
std::vector<SettingHelp> SettingsHelp();

using Override = std::pair<std::string, std::string>;  // key, value

// `file` may be empty: then orderyard.toml of the working directory is taken if it exists. Errors
// name the key, the line of the file or the variable, and what would be right.
base::Result<Config> LoadConfig(const std::string& file, const std::vector<Override>& flags);

}  // namespace orderyard::app
