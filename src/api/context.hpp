// What the API needs from the program around it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "api/web/asset.hpp"
#include "base/limits.hpp"
#include "base/password_hash.hpp"
#include "base/result.hpp"
#include "domain/ids.hpp"
#include "domain/mail/mail_rule.hpp"
#include "ports/channel_directory.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/export_folder.hpp"
#include "ports/system_watch.hpp"

namespace orderyard::api {

// The database and the clock must outlive every handler made with it. The functions may be called
// from several threads at once.
struct ApiContext {
    ports::Database& database;
    const ports::Clock& clock;
    // Asks for a sync of this store soon; returns at once. Empty: this server does not sync
    // (kUnavailable).
    std::function<base::Result<>(domain::StoreId)> sync_now;
    // Why the server should get no traffic now, in words; none: it is ready. Empty function: always
    // ready.
    std::function<std::vector<std::string>()> not_ready_reasons;
    // A bulk job has something to do; returns at once. Empty: whoever runs them looks by itself.
    std::function<void()> bulk_started = {};
    // The mail server that the configuration file names; it rules over the one in the database.
    std::optional<domain::MailServer> mail_server = {};
    // Sends a test mail and waits for its end; kUnavailable says what is wrong. Empty: this server
    // sends none.
    std::function<base::Result<>(const domain::MailServer&, const std::string& to)> try_mail = {};
    // Clients speak https to this server, or to a proxy before it that ends TLS.
    bool is_tls = false;
    // "https://orders.example.com", when clients know the server by another address than the one
    // it listens on. Empty: by the Host of their requests.
    std::string public_url = {};
    // What the channel can be asked beyond orders, and how this process is doing. nullptr: not here
    // (kUnavailable).
    ports::ChannelDirectory* channel = nullptr;
    ports::SystemWatch* system = nullptr;
    // Where the files of saved exports lie. nullptr: not here (kUnavailable).
    ports::ExportFolder* export_files = nullptr;
    // A run of a saved export is due; returns at once. Empty: whoever makes them looks by itself.
    std::function<void()> export_asked = {};
    base::PasswordCost password_cost = {};  // tests take a cheap one
    web::Assets web_assets = {};            // the admin web app
    // Of a token or user that has no limit of its own, and of an address without credentials.
    int requests_per_minute = base::limits::kRequestsPerMinuteDefault;
    int anonymous_per_minute = base::limits::kAnonymousPerMinuteDefault;
    bool webhooks_may_call_inside = false;  // private and loopback addresses
};

}  // namespace orderyard::api
