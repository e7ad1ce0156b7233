// A role that is not there any more has no rights.
#include "actions/identity/authority.hpp"

#include "ports/access_store.hpp"

namespace orderyard::actions {

base::Result<> MayGive(const AccessContext& context, const domain::Grants& wanted,
                       const std::string& field) {
    for (const std::string& resource : wanted.resources()) {
        if (!context.held.Has(resource)) {
            return base::Fail({base::ErrorCode::kForbidden,
                               "Nobody gives more rights than he holds: yours lack %resource.",
                               {{"resource", resource}},
                               field});
        }
    }
    return {};
}

base::Result<> MayTouch(const AccessContext& context, ports::Transaction& tx,
                        const domain::User& user) {
    const auto role = tx.access().FindRole(user.role_id);
    if (role && !context.held.Covers(role->grants)) {
        return base::Fail(
            {base::ErrorCode::kForbidden, "This user has rights that you do not have.", {}, {}});
    }
    return {};
}

}  // namespace orderyard::actions
