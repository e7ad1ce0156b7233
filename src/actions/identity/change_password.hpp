// A user's own new password, and a one-time password given by somebody else.
#pragma once

#include <string>

#include "actions/identity/access_context.hpp"
#include "actions/identity/check_session.hpp"
#include "actions/identity/log_in.hpp"
#include "base/result.hpp"
#include "domain/order/actor.hpp"

namespace orderyard::actions {

// All sessions and admin tokens of the user end; the answer holds a new session. Refused as
// kThrottled, as kUnauthorized with field "current_password" (it counts as a failed log-in), or as
// kInvalidInput with field "new_password" and the reason in words.
base::Result<LoggedIn> ChangePassword(const AccessContext& context, const SignedIn& who,
                                      const std::string& current_password,
                                      const std::string& new_password, const std::string& peer);

// A new one-time password, told once; the user must change it at the next log-in. Ends all sessions
// and the lock-out. kNotFound; kForbidden for a user with more rights than `context.held`.
base::Result<std::string> ResetPassword(const AccessContext& context, domain::UserId user,
                                        const domain::Actor& by, const std::string& peer);

// Ends the lock-out of a log-in name, whether there is such a user or not.
void UnlockLogIn(const AccessContext& context, const std::string& user_name,
                 const domain::Actor& by, const std::string& peer);

}  // namespace orderyard::actions
