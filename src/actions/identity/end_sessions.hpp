// Ends sessions and admin tokens that somebody else holds, or one's own on another device.
#pragma once

#include <cstdint>
#include <string>

#include "actions/identity/access_context.hpp"
#include "actions/identity/check_session.hpp"
#include "base/result.hpp"
#include "domain/order/actor.hpp"

namespace orderyard::actions {

// All of a user. kNotFound; kForbidden for a user with more rights than `context.held`.
base::Result<> EndSessionsOf(const AccessContext& context, domain::UserId user,
                             const domain::Actor& by, const std::string& peer);
// One of one's own; kNotFound for everybody else's.
base::Result<> EndOwnSession(const AccessContext& context, const SignedIn& who,
                             std::int64_t session, const std::string& peer);
// All of one's own but the one that asks.
void EndOtherSessions(const AccessContext& context, const SignedIn& who, const std::string& peer);

}  // namespace orderyard::actions
