// The session's row goes: its cookie is nobody's from the next request on.
#include "actions/identity/log_out.hpp"

#include "actions/identity/login_attempt.hpp"

namespace orderyard::actions {

void LogOut(const AccessContext& context, const SignedIn& who, const std::string& peer) {
    context.database.Write([&](ports::Transaction& tx) {
        tx.access().EndSession(who.session.id);
        Audit(tx, context.clock.Now(), ActorOf(who.user), peer,
              {"logout", SubjectOf(who.user), "", ""});
    });
}

}  // namespace orderyard::actions
