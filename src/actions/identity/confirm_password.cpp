// As slow as a log-in, and as throttled: whoever has found an open browser must not find out the
// password there.
#include "actions/identity/confirm_password.hpp"

namespace orderyard::actions {

base::Result<ConfirmedPassword> ConfirmPassword(const AccessContext& context,
                                                const domain::User& user,
                                                const std::string& password,
                                                const std::string& field, const std::string& peer) {
    auto attempt = LoginAttempt::Charge(context, {AccountLimit(user.name)});
    if (!attempt) {
        return base::Fail(attempt.error());
    }
    std::string hash;
    context.database.Read(
        [&](ports::Transaction& tx) { hash = tx.access().LoadSecrets(user.id).password_hash; });
    if (base::IsPasswordOf(hash, password)) {
        return ConfirmedPassword(std::move(*attempt));
    }
    context.database.Write([&](ports::Transaction& tx) {
        Audit(tx, context.clock.Now(), ActorOf(user), peer,
              {"login_failed", SubjectOf(user), "", "asked for the password again"});
    });
    return base::Fail({base::ErrorCode::kUnauthorized, "The password is wrong.", {}, field});
}

}  // namespace orderyard::actions
