// Charged first, then read, then the slow hash outside of any transaction, then the outcome: the
// second factor is looked at in the transaction that opens the session, so that one code opens one.
#include "actions/identity/log_in.hpp"

#include "actions/identity/known_user.hpp"
#include "actions/identity/login_attempt.hpp"
#include "actions/identity/second_factor.hpp"
#include "base/crypto.hpp"

namespace orderyard::actions {

namespace {

constexpr std::size_t kAccount = 0;  // places in the attempt's limits
constexpr std::size_t kAddress = 1;

enum class Outcome { kIn, kWrong, kCodeNeeded };

base::Error WrongLogIn() {
    return {base::ErrorCode::kUnauthorized, "The name, the password or the code is wrong.", {}, {}};
}

base::Error CodeNeeded() {
    return {base::ErrorCode::kUnauthorized, "A code of the second factor is needed.", {}, "code"};
}

Outcome LetIn(ports::Transaction& tx, const LogInRequest& request, base::Instant now,
              const std::string& password_hash, const std::string& new_hash, LoggedIn& in) {
    const auto user = FindActiveUser(tx, request.name);
    if (!user) {
        return Outcome::kWrong;
    }
    ports::UserSecrets secrets = tx.access().LoadSecrets(user->id);
    if (secrets.password_hash != password_hash) {
        return Outcome::kWrong;  // changed since it was looked at
    }
    if (user->has_second_factor) {
        if (request.code.empty()) {
            return Outcome::kCodeNeeded;
        }
        if (!SpendCode(secrets, request.code, now)) {
            return Outcome::kWrong;
        }
    }
    if (!new_hash.empty()) {
        secrets.password_hash = new_hash;
    }
    in.user = *user;
    in.user.last_login_at = now;
    in.role = tx.access().FindRole(user->role_id).value();
    tx.access().SaveSecrets(user->id, secrets);
    tx.access().SaveUser(in.user);  // by version: the same code at the same time is a conflict
    in.session = OpenSession(tx, in.user, now, request.peer, request.agent, false, in.cookie);
    return Outcome::kIn;
}

void RecordFailure(const AccessContext& context, const std::optional<domain::User>& user,
                   const std::string& peer) {
    context.database.Write([&](ports::Transaction& tx) {
        Audit(tx, context.clock.Now(), {domain::ActorKind::kSystem, "login"}, peer,
              {"login_failed", SubjectOf(user), "", ""});
    });
}

}  // namespace

base::Result<LoggedIn> LogIn(const AccessContext& context, const LogInRequest& request) {
    const auto attempt =
        LoginAttempt::Charge(context, {AccountLimit(request.name), AddressLimit(request.peer)});
    if (!attempt) {
        return base::Fail(attempt.error());
    }
    const KnownUser found = FindKnownUser(context, request.name);
    const bool is_right = base::IsPasswordOf(
        found.user ? found.password_hash : NobodysHash(context), request.password);
    if (!found.user || !is_right) {
        RecordFailure(context, found.user, request.peer);
        return base::Fail(WrongLogIn());
    }
    const std::string new_hash =
        base::IsPasswordHashOutdated(found.password_hash, context.password_cost)
            ? base::HashPassword(request.password, context.password_cost)
            : "";
    LoggedIn in;
    in.cookie = base::RandomToken();
    Outcome outcome = Outcome::kWrong;
    context.database.Write([&](ports::Transaction& tx) {
        const base::Instant now = context.clock.Now();
        outcome = LetIn(tx, request, now, found.password_hash, new_hash, in);
        if (outcome != Outcome::kWrong) {
            // Without a code the account's charge stays: else whoever has the password could get
            // rid of his wrong codes by it.
            if (outcome == Outcome::kIn) {
                attempt->TakeBack(tx, kAccount, true);
            }
            attempt->TakeBack(tx, kAddress, false);
        }
        if (outcome == Outcome::kIn) {
            Audit(tx, now, ActorOf(in.user), request.peer, {"login", SubjectOf(in.user), "", ""});
        }
    });
    switch (outcome) {
        case Outcome::kIn: return in;
        case Outcome::kCodeNeeded: return base::Fail(CodeNeeded());
        case Outcome::kWrong: break;
    }
    RecordFailure(context, found.user, request.peer);
    return base::Fail(WrongLogIn());
}

}  // namespace orderyard::actions
