// Ends a session.
#pragma once

#include <string>

#include "actions/identity/access_context.hpp"
#include "actions/identity/check_session.hpp"

namespace orderyard::actions {

void LogOut(const AccessContext& context, const SignedIn& who, const std::string& peer);

}  // namespace orderyard::actions
