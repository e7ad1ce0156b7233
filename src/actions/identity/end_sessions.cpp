// The rows go: their cookies and tokens are nobody's from the next request on.
#include "actions/identity/end_sessions.hpp"

#include <algorithm>

#include "actions/identity/authority.hpp"
#include "actions/identity/login_attempt.hpp"

namespace orderyard::actions {

base::Result<> EndSessionsOf(const AccessContext& context, domain::UserId id,
                             const domain::Actor& by, const std::string& peer) {
    base::Result<> result;
    context.database.Write([&](ports::Transaction& tx) {
        const auto user = tx.access().FindUser(id);
        if (!user) {
            result = base::Fail(base::NotFound("There is no such user."));
            return;
        }
        if (result = MayTouch(context, tx, *user); !result) {
            return;
        }
        tx.access().EndSessionsOf(id, 0);
        Audit(tx, context.clock.Now(), by, peer, {"sessions_ended", SubjectOf(*user), "", ""});
    });
    return result;
}

base::Result<> EndOwnSession(const AccessContext& context, const SignedIn& who,
                             std::int64_t session, const std::string& peer) {
    base::Result<> result;
    context.database.Write([&](ports::Transaction& tx) {
        const auto own = tx.access().SessionsOf(who.user.id);
        const bool is_own = std::any_of(own.begin(), own.end(),
                                        [&](const auto& each) { return each.id == session; });
        if (!is_own) {
            result = base::Fail(base::NotFound("You have no such session."));
            return;
        }
        tx.access().EndSession(session);
        Audit(tx, context.clock.Now(), ActorOf(who.user), peer,
              {"session_ended", SubjectOf(who.user), "", ""});
        result = {};
    });
    return result;
}

void EndOtherSessions(const AccessContext& context, const SignedIn& who, const std::string& peer) {
    context.database.Write([&](ports::Transaction& tx) {
        tx.access().EndSessionsOf(who.user.id, who.session.id);
        Audit(tx, context.clock.Now(), ActorOf(who.user), peer,
              {"sessions_ended", SubjectOf(who.user), "", "all but one"});
    });
}

}  // namespace orderyard::actions
