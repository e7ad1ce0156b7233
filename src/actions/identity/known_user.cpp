// One look-up for all kinds of log-in.
#include "actions/identity/known_user.hpp"

#include "actions/identity/login_attempt.hpp"

namespace orderyard::actions {

KnownUser FindKnownUser(const AccessContext& context, const std::string& name) {
    KnownUser found;
    context.database.Read([&](ports::Transaction& tx) {
        found.user = FindActiveUser(tx, name);
        // Asked for nobody as well: that takes its time too.
        const domain::UserId id = found.user ? found.user->id : domain::UserId();
        found.password_hash = tx.access().LoadSecrets(id).password_hash;
    });
    return found;
}

}  // namespace orderyard::actions
