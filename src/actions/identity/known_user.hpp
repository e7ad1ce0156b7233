// What a log-in finds out about a name before it checks the password.
#pragma once

#include <optional>
#include <string>

#include "actions/identity/access_context.hpp"
#include "domain/identity/access.hpp"

namespace orderyard::actions {

struct KnownUser {
    std::optional<domain::User> user;  // an active one
    std::string password_hash;         // of nobody: empty
};
// Takes as long for a name that is nobody's.
KnownUser FindKnownUser(const AccessContext& context, const std::string& name);

}  // namespace orderyard::actions
