// Log-in with a password and, where one is set up, a second factor. Whoever guesses is slowed down,
// then locked out (quality-bar.md S2); unknown users look exactly like known ones.
#pragma once

#include <string>

#include "actions/identity/access_context.hpp"
#include "base/result.hpp"
#include "domain/identity/access.hpp"
#include "ports/access_store.hpp"

namespace orderyard::actions {

struct LogInRequest {
    std::string name;
    std::string password;
    std::string code;   // of the authenticator app, or a recovery code; empty: none yet
    std::string peer;   // the caller's address
    std::string agent;  // the browser, cut short when stored
};

struct LoggedIn {
    std::string cookie;  // the session's text, told once; only its hash is stored
    ports::Session session;
    // With must_change_password the session is good for change_password and nothing else.
    domain::User user;
    domain::Role role;
};

// Refused as
//   kThrottled    too many failures of this name or address; params {"retry_after_seconds"}
//   kUnauthorized wrong name, password or code, or a user switched off: one text for all
//   kUnauthorized with field "code": the password is right, a code is needed as well
// Every outcome is in the audit trail.
base::Result<LoggedIn> LogIn(const AccessContext& context, const LogInRequest& request);

}  // namespace orderyard::actions
