// Codes of a second factor: of the app, or one of the recovery codes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "ports/access_store.hpp"

namespace orderyard::actions {

// Marks the code as used; false when it is not good. The secrets are to be saved.
bool SpendCode(ports::UserSecrets& secrets, std::string_view code, base::Instant now);

// Groups of four, 120 random bits each; the hashes go into the secrets.
std::vector<std::string> MakeRecoveryCodes(ports::UserSecrets& secrets);

}  // namespace orderyard::actions
