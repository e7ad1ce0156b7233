// Magento's POST /V1/integration/admin/token: a user's name and password for an opaque token of 32
// characters.
#pragma once

#include <string>
#include <string_view>

#include "actions/identity/access_context.hpp"
#include "base/result.hpp"

namespace orderyard::actions {

inline constexpr std::int64_t kAdminTokenSeconds = 4 * 3'600;

// Magento's sentences.
inline constexpr std::string_view kSignInIncorrect =
    "The account sign-in was incorrect or your account is disabled temporarily. Please wait and "
    "try again later.";
inline constexpr std::string_view kUseSecondFactor =
    "Please use the 2fa provider-specific endpoints to obtain a token.";

// Both texts given; empty ones are the caller's to refuse. kUnauthorized with kSignInIncorrect for
// everything from a wrong password to a lock-out (6 failures of a name: 1,800 s, and the lock-out
// of the log-in counts as well) and a one-time password not yet changed. kInvalidInput with
// kUseSecondFactor for a user who has one: a password alone must not get past it. CheckAdminToken
// knows the token.
base::Result<std::string> IssueAdminToken(const AccessContext& context, const std::string& name,
                                          const std::string& password, const std::string& peer);

}  // namespace orderyard::actions
