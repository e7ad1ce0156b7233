// What the API needs from the program around it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/password_hash.hpp"
#include "base/result.hpp"
#include "domain/ids.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

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
    bool is_tls = false;                    // clients speak https to this server
    base::PasswordCost password_cost = {};  // tests take a cheap one
};

}  // namespace orderyard::api
