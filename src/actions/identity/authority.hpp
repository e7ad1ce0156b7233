// Nobody gives rights that he does not hold, and nobody changes users, roles or integrations that
// have more than he.
#pragma once

#include <string>

#include "actions/identity/access_context.hpp"
#include "base/result.hpp"
#include "domain/identity/access.hpp"

namespace orderyard::actions {

// kForbidden with `field` and the right that is missing.
base::Result<> MayGive(const AccessContext& context, const domain::Grants& wanted,
                       const std::string& field);
// kForbidden for a user whose role has rights that are not held.
base::Result<> MayTouch(const AccessContext& context, ports::Transaction& tx,
                        const domain::User& user);

}  // namespace orderyard::actions
