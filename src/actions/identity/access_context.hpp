// What the actions on users, sessions and integrations work with. They open their own transactions:
// a password is hashed for a tenth of a second, and no transaction is held open for that.
#pragma once

#include "base/password_hash.hpp"
#include "domain/identity/access.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// Database and clock must outlive every call. Good for several threads at once.
struct AccessContext {
    ports::Database& database;
    const ports::Clock& clock;
    base::PasswordCost password_cost = {};  // tests take a cheap one
    // What who asks may do himself: nobody gives more, and nobody touches who has more.
    domain::Grants held = domain::Grants::All();
};

}  // namespace orderyard::actions
