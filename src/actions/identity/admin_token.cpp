// A token is a session of another kind: it ends with everything that ends the user's sessions.
#include "actions/identity/admin_token.hpp"

#include "actions/identity/known_user.hpp"
#include "actions/identity/login_attempt.hpp"
#include "base/crypto.hpp"

namespace orderyard::actions {

namespace {

constexpr std::size_t kToken = 0;  // places in the attempt's limits
constexpr std::size_t kAccount = 1;
constexpr std::size_t kAddress = 2;
constexpr std::size_t kTokenRandomBytes = 20;  // 32 characters

base::Error SignInIncorrect() {
    return {base::ErrorCode::kUnauthorized, std::string(kSignInIncorrect), {}, {}};
}

}  // namespace

base::Result<std::string> IssueAdminToken(const AccessContext& context, const std::string& name,
                                          const std::string& password, const std::string& peer) {
    const auto attempt =
        LoginAttempt::Charge(context, {TokenLimit(name), AccountLimit(name), AddressLimit(peer)});
    if (!attempt) {
        return base::Fail(SignInIncorrect());
    }
    const KnownUser found = FindKnownUser(context, name);
    const bool is_right =
        base::IsPasswordOf(found.user ? found.password_hash : NobodysHash(context), password);
    const std::string token = base::RandomToken(kTokenRandomBytes);
    base::Result<std::string> result = base::Fail(SignInIncorrect());
    context.database.Write([&](ports::Transaction& tx) {
        result = base::Fail(SignInIncorrect());
        const base::Instant now = context.clock.Now();
        const auto user = FindActiveUser(tx, name);
        const bool is_same = found.user && user && user->id == found.user->id &&
                             tx.access().LoadSecrets(user->id).password_hash == found.password_hash;
        if (!is_right || !is_same || user->must_change_password) {
            Audit(tx, now, {domain::ActorKind::kSystem, "login"}, peer,
                  {"admin_token_failed", SubjectOf(found.user), "", ""});
            return;
        }
        attempt->TakeBack(tx, kToken, true);
        // Failures of the log-in stay: they may be wrong codes of a second factor.
        attempt->TakeBack(tx, kAccount, false);
        attempt->TakeBack(tx, kAddress, false);
        if (user->has_second_factor) {
            result =
                base::Fail({base::ErrorCode::kInvalidInput, std::string(kUseSecondFactor), {}, {}});
            return;
        }
        OpenSession(tx, *user, now, peer, "", true, token);
        Audit(tx, now, ActorOf(*user), peer, {"admin_token_issued", SubjectOf(*user), "", ""});
        result = token;
    });
    return result;
}

}  // namespace orderyard::actions
