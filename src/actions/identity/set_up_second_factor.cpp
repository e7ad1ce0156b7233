// An offered secret is stored but does not count until a code has shown that the app has it.
#include "actions/identity/set_up_second_factor.hpp"

#include "actions/identity/authority.hpp"
#include "actions/identity/confirm_password.hpp"
#include "actions/identity/login_attempt.hpp"
#include "actions/identity/second_factor.hpp"
#include "base/crypto.hpp"
#include "base/one_time_code.hpp"
#include "base/text.hpp"

namespace orderyard::actions {

namespace {

void Remove(ports::Transaction& tx, domain::User& user) {
    ports::UserSecrets secrets = tx.access().LoadSecrets(user.id);
    secrets.totp_secret.clear();
    secrets.totp_last_step = 0;
    secrets.recovery_hashes.clear();
    user.has_second_factor = false;
    tx.access().SaveUser(user);
    tx.access().SaveSecrets(user.id, secrets);
}

}  // namespace

base::Result<SecondFactorOffer> OfferSecondFactor(const AccessContext& context,
                                                  const SignedIn& who) {
    const std::string secret = base::RandomBytes(base::kOneTimeSecretBytes);
    bool is_free = false;
    context.database.Write([&](ports::Transaction& tx) {
        auto user = tx.access().FindUser(who.user.id);
        is_free = user && !user->has_second_factor;
        if (is_free) {
            ports::UserSecrets secrets = tx.access().LoadSecrets(user->id);
            secrets.totp_secret = secret;
            secrets.totp_last_step = 0;
            tx.access().SaveUser(*user);  // nobody confirms another secret at the same time
            tx.access().SaveSecrets(user->id, secrets);
        }
    });
    if (!is_free) {
        return base::Fail(base::NotAllowed("There is a second factor already."));
    }
    const std::string text = base::Base32(secret);
    return SecondFactorOffer{
        text, "otpauth://totp/Orderyard:" + base::PercentEncode(who.user.name) + "?secret=" + text +
                  "&issuer=Orderyard"};
}

base::Result<std::vector<std::string>> ConfirmSecondFactor(const AccessContext& context,
                                                           const SignedIn& who,
                                                           const std::string& code,
                                                           const std::string& peer) {
    base::Result<std::vector<std::string>> result = std::vector<std::string>();
    context.database.Write([&](ports::Transaction& tx) {
        const base::Instant now = context.clock.Now();
        auto user = tx.access().FindUser(who.user.id);
        ports::UserSecrets secrets = tx.access().LoadSecrets(who.user.id);
        if (!user || user->has_second_factor || secrets.totp_secret.empty()) {
            result = base::Fail(base::NotAllowed("There is no second factor to confirm."));
            return;
        }
        secrets.recovery_hashes.clear();
        if (!SpendCode(secrets, code, now)) {
            result = base::Fail(base::InvalidInput(
                "code", "The code is not the app's. Is the clock of the phone right?"));
            return;
        }
        result = MakeRecoveryCodes(secrets);
        user->has_second_factor = true;
        tx.access().SaveUser(*user);
        tx.access().SaveSecrets(user->id, secrets);
        tx.access().EndSessionsOf(user->id, who.session.id);
        Audit(tx, now, ActorOf(*user), peer, {"second_factor_added", SubjectOf(*user), "", ""});
    });
    return result;
}

base::Result<> RemoveSecondFactor(const AccessContext& context, const SignedIn& who,
                                  const std::string& password, const std::string& peer) {
    const auto confirmed = ConfirmPassword(context, who.user, password, "password", peer);
    if (!confirmed) {
        return base::Fail(confirmed.error());
    }
    context.database.Write([&](ports::Transaction& tx) {
        auto user = tx.access().FindUser(who.user.id);
        if (!user) {
            return;
        }
        Remove(tx, *user);
        confirmed->Forget(tx);
        Audit(tx, context.clock.Now(), ActorOf(*user), peer,
              {"second_factor_removed", SubjectOf(*user), "", ""});
    });
    return {};
}

base::Result<std::vector<std::string>> RenewRecoveryCodes(const AccessContext& context,
                                                          const SignedIn& who,
                                                          const std::string& password,
                                                          const std::string& peer) {
    const auto confirmed = ConfirmPassword(context, who.user, password, "password", peer);
    if (!confirmed) {
        return base::Fail(confirmed.error());
    }
    base::Result<std::vector<std::string>> result = std::vector<std::string>();
    context.database.Write([&](ports::Transaction& tx) {
        auto user = tx.access().FindUser(who.user.id);
        if (!user || !user->has_second_factor) {
            result = base::Fail(base::NotAllowed("There is no second factor."));
            return;
        }
        ports::UserSecrets secrets = tx.access().LoadSecrets(user->id);
        result = MakeRecoveryCodes(secrets);
        tx.access().SaveUser(*user);  // nobody spends one of the old codes at the same time
        tx.access().SaveSecrets(user->id, secrets);
        confirmed->Forget(tx);
        Audit(tx, context.clock.Now(), ActorOf(*user), peer,
              {"recovery_codes_renewed", SubjectOf(*user), "", ""});
    });
    return result;
}

base::Result<> RemoveSecondFactorOf(const AccessContext& context, domain::UserId id,
                                    const domain::Actor& by, const std::string& peer) {
    base::Result<> result;
    context.database.Write([&](ports::Transaction& tx) {
        auto user = tx.access().FindUser(id);
        if (!user) {
            result = base::Fail(base::NotFound("There is no such user."));
            return;
        }
        result = MayTouch(context, tx, *user);
        if (!result) {
            return;
        }
        Remove(tx, *user);
        tx.access().EndSessionsOf(id, 0);
        Audit(tx, context.clock.Now(), by, peer,
              {"second_factor_removed", SubjectOf(*user), "", ""});
    });
    return result;
}

}  // namespace orderyard::actions
