// Makes and changes users, the first owner among them.
#pragma once

#include <optional>
#include <string>

#include "actions/identity/access_context.hpp"
#include "base/result.hpp"
#include "domain/identity/access.hpp"
#include "domain/order/actor.hpp"

namespace orderyard::actions {

struct UserDraft {
    std::string name;  // 1 to 64 letters, digits and . _ - @
    std::string email;
    std::string full_name;
    domain::RoleId role_id;
    std::string language = "en";
    std::string zone = "UTC";
};

struct MadeUser {
    domain::User user;
    std::string one_time_password;  // told once; must be changed at the first log-in
};

// kConflict with field "name" when it is taken (in any case of letters); kInvalidInput names the
// field; kForbidden for a role with more rights than `context.held`.
base::Result<MadeUser> MakeUser(const AccessContext& context, const UserDraft& draft,
                                const domain::Actor& by, const std::string& peer);

// For a fresh installation: an owner, only while there is no user at all (kConflict).
base::Result<MadeUser> MakeFirstOwner(const AccessContext& context, const std::string& name,
                                      const std::string& email);

struct UserChange {
    std::optional<std::string> email, full_name, language, zone;
    std::optional<domain::RoleId> role_id;
    std::optional<bool> is_active;
};

// A new role and switching off end the user's sessions and admin tokens. kNotFound; kInvalidInput
// names the field; kConflict when `expected_version` is not the stored one (0: any); kNotAllowed
// for what would leave no active owner.
base::Result<domain::User> ChangeUser(const AccessContext& context, domain::UserId id,
                                      const UserChange& change, std::int64_t expected_version,
                                      const domain::Actor& by, const std::string& peer);

}  // namespace orderyard::actions
