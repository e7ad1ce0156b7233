// A new password ends everything the old one had opened.
#include "actions/identity/change_password.hpp"

#include "actions/identity/authority.hpp"
#include "actions/identity/confirm_password.hpp"
#include "actions/identity/login_attempt.hpp"
#include "base/crypto.hpp"

namespace orderyard::actions {

base::Result<LoggedIn> ChangePassword(const AccessContext& context, const SignedIn& who,
                                      const std::string& current_password,
                                      const std::string& new_password, const std::string& peer) {
    if (const auto why = domain::WhyNotPassword(new_password, who.user.name, who.user.email)) {
        return base::Fail(base::InvalidInput("new_password", *why));
    }
    if (new_password == current_password) {
        return base::Fail(
            base::InvalidInput("new_password", "The new password is the one in use."));
    }
    const auto attempt =
        ConfirmPassword(context, who.user, current_password, "current_password", peer);
    if (!attempt) {
        return base::Fail(attempt.error());
    }
    const std::string hash = base::HashPassword(new_password, context.password_cost);
    base::Result<LoggedIn> result = base::Fail(base::NotFound("There is no such user."));
    const std::string cookie = base::RandomToken();
    context.database.Write([&](ports::Transaction& tx) {
        const base::Instant now = context.clock.Now();
        auto user = tx.access().FindUser(who.user.id);
        if (!user || !user->is_active) {
            result = base::Fail(base::NotFound("There is no such user."));
            return;
        }
        ports::UserSecrets secrets = tx.access().LoadSecrets(user->id);
        secrets.password_hash = hash;
        user->must_change_password = false;
        tx.access().SaveUser(*user);
        tx.access().SaveSecrets(user->id, secrets);
        tx.access().EndSessionsOf(user->id, 0);
        attempt->Forget(tx);
        LoggedIn in;
        in.cookie = cookie;
        in.session = OpenSession(tx, *user, now, peer, who.session.agent, false, cookie);
        in.role = tx.access().FindRole(user->role_id).value();
        Audit(tx, now, ActorOf(*user), peer, {"password_changed", SubjectOf(*user), "", ""});
        in.user = std::move(*user);
        result = std::move(in);
    });
    return result;
}

base::Result<std::string> ResetPassword(const AccessContext& context, domain::UserId id,
                                        const domain::Actor& by, const std::string& peer) {
    const std::string password = OneTimePassword();
    const std::string hash = base::HashPassword(password, context.password_cost);
    base::Result<std::string> result = base::Fail(base::NotFound("There is no such user."));
    context.database.Write([&](ports::Transaction& tx) {
        auto user = tx.access().FindUser(id);
        if (!user) {
            result = base::Fail(base::NotFound("There is no such user."));
            return;
        }
        if (auto may = MayTouch(context, tx, *user); !may) {
            result = base::Fail(may.error());
            return;
        }
        ports::UserSecrets secrets = tx.access().LoadSecrets(id);
        secrets.password_hash = hash;
        user->must_change_password = true;
        tx.access().SaveUser(*user);
        tx.access().SaveSecrets(id, secrets);
        tx.access().EndSessionsOf(id, 0);
        tx.access().SaveCounter(AccountLimit(user->name).key, {});
        Audit(tx, context.clock.Now(), by, peer, {"password_reset", SubjectOf(*user), "", ""});
        result = password;
    });
    return result;
}

void UnlockLogIn(const AccessContext& context, const std::string& user_name,
                 const domain::Actor& by, const std::string& peer) {
    context.database.Write([&](ports::Transaction& tx) {
        tx.access().SaveCounter(AccountLimit(user_name).key, {});
        tx.access().SaveCounter(TokenLimit(user_name).key, {});
        Audit(tx, context.clock.Now(), by, peer,
              {"login_unlocked", SubjectOf(FindActiveUser(tx, user_name)), "", ""});
    });
}

}  // namespace orderyard::actions
