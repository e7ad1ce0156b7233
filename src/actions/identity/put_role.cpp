// Nobody gets a resource by a role that the program does not know: a mistyped one would be granted
// silently the day somebody adds it.
#include "actions/identity/put_role.hpp"

#include <algorithm>

#include "actions/identity/authority.hpp"
#include "actions/identity/login_attempt.hpp"
#include "base/text.hpp"

namespace orderyard::actions {

namespace {

constexpr std::size_t kCodeBytesMax = 64;
constexpr std::size_t kNameBytesMax = 200;

bool IsCode(const std::string& code) {
    return !code.empty() && code.size() <= kCodeBytesMax &&
           std::all_of(code.begin(), code.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
           });
}

base::Result<> Check(const AccessContext& context, ports::Transaction& tx,
                     const domain::Role& role) {
    if (!IsCode(role.code)) {
        return base::Fail(base::InvalidInput(
            "code", "A code has 1 to 64 small letters, digits and underscores."));
    }
    if (role.name.empty() || role.name.size() > kNameBytesMax ||
        base::CleanUtf8(role.name) != role.name) {
        return base::Fail(base::InvalidInput("name", "A name has 1 to 200 bytes."));
    }
    if (auto grants = CheckGrants(role.grants); !grants) {
        return base::Fail(grants.error());
    }
    if (auto may = MayGive(context, role.grants, "resources"); !may) {
        return may;
    }
    if (role.id.IsSet()) {
        const auto stored = tx.access().FindRole(role.id);
        if (!stored) {
            return base::Fail(base::NotFound("There is no such role."));
        }
        if (stored->is_builtin) {
            return base::Fail(base::NotAllowed("This role comes with the program."));
        }
        if (auto may = MayGive(context, stored->grants, "resources"); !may) {
            return may;
        }
    }
    for (const domain::Role& other : tx.access().ListRoles()) {
        if (other.id != role.id && other.code == role.code) {
            return base::Fail(
                {base::ErrorCode::kConflict, "There is a role of this code.", {}, "code"});
        }
    }
    return {};
}

std::string Shown(const domain::Grants& grants) {
    return base::Join({grants.resources().begin(), grants.resources().end()}, " ");
}

}  // namespace

base::Result<domain::Grants> CheckGrants(const domain::Grants& grants) {
    if (grants.resources().empty()) {
        return base::Fail(base::InvalidInput("resources", "At least one resource is needed."));
    }
    for (const std::string& id : grants.resources()) {
        if (!domain::IsResource(id)) {
            return base::Fail(base::InvalidInput("resources", "There is an unknown resource."));
        }
    }
    return grants;
}

base::Result<domain::Role> PutRole(const AccessContext& context, domain::Role role,
                                   const domain::Actor& by, const std::string& peer) {
    base::Result<domain::Role> result = domain::Role{};
    role.is_builtin = false;
    context.database.Write([&](ports::Transaction& tx) {
        domain::Role stored = role;
        if (auto checked = Check(context, tx, stored); !checked) {
            result = base::Fail(checked.error());
            return;
        }
        const auto before = tx.access().FindRole(stored.id);
        tx.access().PutRole(stored);
        Audit(tx, context.clock.Now(), by, peer,
              {before ? "role_changed" : "role_made", "role " + stored.code,
               before ? Shown(before->grants) : "", Shown(stored.grants)});
        result = std::move(stored);
    });
    return result;
}

base::Result<> DeleteRole(const AccessContext& context, domain::RoleId id, const domain::Actor& by,
                          const std::string& peer) {
    base::Result<> result;
    context.database.Write([&](ports::Transaction& tx) {
        const auto role = tx.access().FindRole(id);
        if (!role) {
            result = base::Fail(base::NotFound("There is no such role."));
            return;
        }
        if (result = MayGive(context, role->grants, "resources"); !result) {
            return;
        }
        if (!tx.access().DeleteRole(id)) {
            result = base::Fail(base::NotAllowed(
                "The role comes with the program, or there are users who have it."));
            return;
        }
        Audit(tx, context.clock.Now(), by, peer,
              {"role_deleted", "role " + role->code, Shown(role->grants), ""});
        result = {};
    });
    return result;
}

}  // namespace orderyard::actions
