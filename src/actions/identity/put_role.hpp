// Roles of the seller's own, beside the seven that come with the program.
#pragma once

#include <string>

#include "actions/identity/access_context.hpp"
#include "base/result.hpp"
#include "domain/identity/access.hpp"
#include "domain/order/actor.hpp"

namespace orderyard::actions {

// Makes (id unset) or changes a role. kInvalidInput names the field ("code", "name", "resources");
// kNotFound; kNotAllowed for a builtin one; kForbidden when it has, or would get, more than
// `context.held`; kConflict with field "code" when it is taken. The new
// grants count with the next request of its users.
base::Result<domain::Role> PutRole(const AccessContext& context, domain::Role role,
                                   const domain::Actor& by, const std::string& peer);
// kNotFound; kNotAllowed: builtin, or users have it.
base::Result<> DeleteRole(const AccessContext& context, domain::RoleId id, const domain::Actor& by,
                          const std::string& peer);

// As a role and an integration may have them: known resources only, at least one.
base::Result<domain::Grants> CheckGrants(const domain::Grants& grants);

}  // namespace orderyard::actions
