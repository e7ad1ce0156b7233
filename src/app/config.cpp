// All settings are rows of one table: the file, the environment and the flags go through the same
// checks.
#include "app/config.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::app {
namespace {

using base::Result;

struct Setting {
    const char* key;
    const char* text;
    std::function<Result<>(Config&, const std::string&)> apply;
};

Result<> Refuse(const char* key, const std::string& value, const std::string& cure) {
    return base::Fail(base::InvalidInput(key, "'" + value + "' is not usable: " + cure));
}

auto Text(const char*, std::string Config::*member) {
    return [member](Config& config, const std::string& value) -> Result<> {
        config.*member = value;
        return {};
    };
}

template <class Number>
auto Whole(const char* key, Number Config::*member, std::int64_t least, std::int64_t most) {
    return [=](Config& config, const std::string& value) -> Result<> {
        const auto number = base::ParseInt(value);
        if (!number || *number < least || *number > most) {
            return Refuse(
                key, value,
                "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        }
        config.*member = static_cast<Number>(*number);
        return {};
    };
}

template <class Enum>
auto Choice(const char* key, Enum Config::*member,
            std::vector<std::pair<std::string, Enum>> words) {
    return [=](Config& config, const std::string& value) -> Result<> {
        std::vector<std::string> known;
        for (const auto& [word, choice] : words) {
            if (word == value) {
                config.*member = choice;
                return {};
            }
            known.push_back(word);
        }
        return Refuse(key, value, "one of " + base::Join(known, ", "));
    };
}

Result<> SetDatabaseUrl(Config& config, const std::string& value) {
    if (!value.empty() && !value.starts_with("sqlite:") && !value.starts_with("postgresql://")) {
        // Without the value: it may hold a password.
        return base::Fail(base::InvalidInput(
            "database.url", "use sqlite:FILE or postgresql://user:password@host:port/name"));
    }
    config.database_url = value;
    return {};
}

// Scheme and host, with a port if need be, and nothing after it: it goes into signatures as it is.
Result<> SetPublicUrl(Config& config, const std::string& value) {
    const bool has_scheme = value.starts_with("https://") || value.starts_with("http://");
    const std::string host = has_scheme ? value.substr(value.find("//") + 2) : "";
    const bool is_bare = host.find_first_of("/?#@ ") == std::string::npos;
    if (!value.empty() && (host.empty() || !is_bare)) {
        return Refuse("server.public_url", value,
                      "https:// and a host name, without a path: https://orders.example.com");
    }
    config.public_url = base::AsciiLower(value);
    return {};
}

Result<> SetTrustedProxies(Config& config, const std::string& value) {
    auto proxies = http::TrustedProxies::Parse(value);
    if (!proxies) {
        return base::Fail(base::InvalidInput("server.trusted_proxies", proxies.error().Text()));
    }
    config.trusted_proxies = std::move(*proxies);
    return {};
}

const std::vector<Setting>& Settings() {
    using base::LogFormat;
    using base::LogLevel;
    static const std::vector<Setting> kSettings{
        {"data_dir", "where database, keys and logs live by default",
         Text("data_dir", &Config::data_dir)},
        {"database.url", "sqlite:FILE or postgresql://user:password@host:port/name",
         SetDatabaseUrl},
        {"database.readers", "connections for reading",
         Whole("database.readers", &Config::database_readers, 1, 64)},
        {"keys.master_key_file", "32 random bytes that seal personal data; keep a copy elsewhere",
         Text("keys.master_key_file", &Config::master_key_file)},
        {"exports.dir",
         "folder for the files of saved exports; several servers on one database share it",
         Text("exports.dir", &Config::exports_dir)},
        {"server.address", "where to listen", Text("server.address", &Config::address)},
        {"server.port", "where to listen; 0: any free port",
         Whole("server.port", &Config::port, 0, 65535)},
        {"server.workers", "threads that answer requests",
         Whole("server.workers", &Config::workers, 1, 256)},
        {"server.tls_certificate", "PEM file; with tls_key: serve HTTPS",
         Text("server.tls_certificate", &Config::tls_certificate)},
        {"server.tls_key", "PEM file", Text("server.tls_key", &Config::tls_key)},
        {"server.public_url",
         "the address clients use when a proxy stands before the server, such as "
         "https://orders.example.com; decides cookies and OAuth signatures",
         SetPublicUrl},
        {"server.trusted_proxies",
         "addresses and networks of proxies whose X-Forwarded-For is believed, such as 10.0.0.7, "
         "172.16.0.0/12; unset: nobody's",
         SetTrustedProxies},
        {"jobs.threads", "background jobs at the same time",
         Whole("jobs.threads", &Config::job_threads, 1, 64)},
        {"amazon.cancel_order_api",
         "cancels by Amazon's cancelOrder, a preview that not every seller has, not by a feed",
         Choice<bool>("amazon.cancel_order_api", &Config::cancel_order_api,
                      {{"on", true}, {"off", false}})},
        {"limits.requests_per_minute", "of a token or a user; integrations have their own",
         Whole("limits.requests_per_minute", &Config::requests_per_minute, 1,
               base::limits::kRequestsPerMinuteMax)},
        {"limits.anonymous_per_minute", "of an address without valid credentials",
         Whole("limits.anonymous_per_minute", &Config::anonymous_per_minute, 1,
               base::limits::kRequestsPerMinuteMax)},
        {"webhooks.private_addresses", "may webhooks call private networks and this machine",
         Choice<bool>("webhooks.private_addresses", &Config::webhooks_may_call_inside,
                      {{"on", true}, {"off", false}})},
        {"privacy.purge_after_days",
         "names and addresses are destroyed so many days after delivery; Amazon allows 30",
         Whole("privacy.purge_after_days", &Config::purge_after_days, 1,
               base::limits::kPurgeAfterDaysMax)},
        {"mail.host", "mail server; unset: it is set up in the program",
         Text("mail.host", &Config::mail_host)},
        {"mail.port", "587, or 465 with tls", Whole("mail.port", &Config::mail_port, 1, 65535)},
        {"mail.security", "none, starttls or tls; both encryptions are required once chosen",
         Choice<domain::MailSecurity>("mail.security", &Config::mail_security,
                                      {{"none", domain::MailSecurity::kNone},
                                       {"starttls", domain::MailSecurity::kStartTls},
                                       {"tls", domain::MailSecurity::kTls}})},
        {"mail.user", "empty: no log-in", Text("mail.user", &Config::mail_user)},
        {"mail.password", "better given as the environment variable",
         Text("mail.password", &Config::mail_password)},
        {"mail.sender_name", "name that mails come from",
         Text("mail.sender_name", &Config::mail_sender_name)},
        {"mail.sender_address", "address that mails come from",
         Text("mail.sender_address", &Config::mail_sender_address)},
        {"mail.ca_file", "PEM file of the authority that the mail server's certificate is from",
         Text("mail.ca_file", &Config::mail_ca_file)},
        {"mail.timeout_seconds", "how long one mail may take",
         Whole("mail.timeout_seconds", &Config::mail_timeout_seconds,
               domain::kMailTimeoutSecondsMin, domain::kMailTimeoutSecondsMax)},
        {"log.level", "trace, debug, info, warn or error",
         Choice<LogLevel>("log.level", &Config::log_level,
                          {{"trace", LogLevel::kTrace},
                           {"debug", LogLevel::kDebug},
                           {"info", LogLevel::kInfo},
                           {"warn", LogLevel::kWarn},
                           {"error", LogLevel::kError}})},
        {"log.format", "human or json",
         Choice<LogFormat>("log.format", &Config::log_format,
                           {{"human", LogFormat::kHuman}, {"json", LogFormat::kJson}})},
        {"log.file", "empty: standard error", Text("log.file", &Config::log_file)},
    };
    return kSettings;
}

std::string VariableOf(std::string_view key) {
    std::string name = "ORDERYARD_" + base::AsciiUpper(key);
    base::ReplaceAll(name, ".", "_");
    return name;
}

Result<> Apply(Config& config, const std::string& key, const std::string& value) {
    const auto& settings = Settings();
    const auto setting = std::find_if(settings.begin(), settings.end(),
                                      [&](const Setting& each) { return each.key == key; });
    if (setting != settings.end()) {
        return setting->apply(config, value);
    }
    std::vector<std::string> known;
    for (const auto& each : settings) {
        known.emplace_back(each.key);
    }
    return base::Fail(
        base::InvalidInput(key, "unknown setting; known are " + base::Join(known, ", ")));
}

base::Error Placed(const base::Error& error, const std::string& place) {
    return base::InvalidInput(error.field, place + ": " + error.field + ": " + error.Text());
}

std::optional<std::string> TextOf(const toml::node& node) {
    if (const auto* text = node.as_string()) {
        return text->get();
    }
    if (const auto* number = node.as_integer()) {
        return std::to_string(number->get());
    }
    if (const auto* list = node.as_array()) {
        std::vector<std::string> texts;
        for (const toml::node& each : *list) {
            if (!each.is_string()) {
                return std::nullopt;
            }
            texts.push_back(each.as_string()->get());
        }
        return base::Join(texts, ",");
    }
    return std::nullopt;
}

Result<> ApplyTable(Config& config, const toml::table& table, const std::string& prefix,
                    const std::string& file) {
    for (const auto& [name, node] : table) {
        const std::string key = prefix + std::string(name.str());
        if (const auto* inner = node.as_table()) {
            if (auto applied = ApplyTable(config, *inner, key + ".", file); !applied) {
                return applied;
            }
            continue;
        }
        const std::string place = file + " line " + std::to_string(node.source().begin.line);
        const auto text = TextOf(node);
        if (!text) {
            return base::Fail(base::InvalidInput(
                key, place + ": " + key + ": a text or a whole number, or a list of texts."));
        }
        if (auto applied = Apply(config, key, *text); !applied) {
            return base::Fail(Placed(applied.error(), place));
        }
    }
    return {};
}

Result<> ApplyFile(Config& config, const std::string& file) {
    if (!std::ifstream(file)) {
        return base::Fail(base::InvalidInput(
            "config", file + " cannot be read: " + std::string(std::strerror(errno))));
    }
    try {
        return ApplyTable(config, toml::parse_file(file), "", file);
    } catch (const toml::parse_error& error) {
        // A bare word is the mistake that is made most.
        return base::Fail(base::InvalidInput(
            "config", file + " line " + std::to_string(error.source().begin.line) + ": " +
                          std::string(error.description()) +
                          "; write key = \"text\" or key = number"));
    }
}

Result<> CheckWhole(const Config& config) {
    if (config.tls_certificate.empty() != config.tls_key.empty()) {
        return base::Fail(base::InvalidInput("server.tls_key",
                                             "server.tls_certificate and server.tls_key go "
                                             "together: set both or none"));
    }
    return {};
}

}  // namespace

std::string Config::DatabaseUrl() const {
    return database_url.empty() ? "sqlite:" + data_dir + "/orderyard.db" : database_url;
}

std::string Config::MasterKeyFile() const {
    return master_key_file.empty() ? data_dir + "/master.key" : master_key_file;
}

std::vector<SettingHelp> SettingsHelp() {
    std::vector<SettingHelp> help;
    for (const auto& setting : Settings()) {
        help.push_back({setting.key, VariableOf(setting.key), setting.text});
    }
    return help;
}

Result<Config> LoadConfig(const std::string& file, const std::vector<Override>& flags) {
    Config config;
    const std::string path = !file.empty() ? file : "orderyard.toml";
    if (!file.empty() && !std::filesystem::exists(file)) {
        return base::Fail(base::InvalidInput("config", "there is no file " + file));
    }
    if (std::filesystem::is_directory(path)) {
        return base::Fail(base::InvalidInput("config", path + " is a folder, not a file"));
    }
    if (std::filesystem::exists(path)) {
        if (auto applied = ApplyFile(config, path); !applied) {
            return base::Fail(applied.error());
        }
    }
    for (const auto& setting : Settings()) {
        const std::string variable = VariableOf(setting.key);
        if (const char* value = std::getenv(variable.c_str())) {
            if (auto applied = Apply(config, setting.key, value); !applied) {
                return base::Fail(Placed(applied.error(), "environment variable " + variable));
            }
        }
    }
    for (const auto& [key, value] : flags) {
        if (auto applied = Apply(config, key, value); !applied) {
            return base::Fail(Placed(applied.error(), "command line"));
        }
    }
    if (auto checked = CheckWhole(config); !checked) {
        return base::Fail(checked.error());
    }
    return config;
}

}  // namespace orderyard::app
