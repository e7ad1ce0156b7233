// Asked for like a log-in, so that an open browser that somebody else has found does not go on.
#include "actions/identity/confirm_views.hpp"

#include <algorithm>

#include "actions/identity/confirm_password.hpp"
#include "actions/identity/login_attempt.hpp"
#include "actions/identity/second_factor.hpp"
#include "base/limits.hpp"
#include "ports/view_store.hpp"

namespace orderyard::actions {
namespace {

constexpr base::Duration kAlarmKept = base::Duration::Days(7);

base::Error WrongCode() {
    return {base::ErrorCode::kUnauthorized, "The code is wrong.", {}, "code"};
}

void Open(ports::Transaction& tx, const SignedIn& who, std::int64_t orders, base::Instant now,
          const std::string& peer) {
    tx.views().Hold(who.user.id);
    tx.views().PutAlarm({who.user.id, {}, ports::ViewAlarmKind::kConfirmed, orders, now},
                        now - kAlarmKept);
    Audit(tx, now, ActorOf(who.user), peer,
          {"personal_views_confirmed", SubjectOf(who.user), "",
           std::to_string(orders) + " more orders"});
}

base::Result<> ByPassword(const AccessContext& context, const SignedIn& who,
                          const ConfirmViewsRequest& request, std::int64_t orders,
                          const std::string& peer) {
    const auto confirmed = ConfirmPassword(context, who.user, request.password, "password", peer);
    if (!confirmed) {
        return base::Fail(confirmed.error());
    }
    context.database.Write([&](ports::Transaction& tx) {
        confirmed->Forget(tx);
        Open(tx, who, orders, context.clock.Now(), peer);
    });
    return {};
}

base::Result<> ByCode(const AccessContext& context, const SignedIn& who,
                      const ConfirmViewsRequest& request, std::int64_t orders,
                      const std::string& peer) {
    const auto attempt = LoginAttempt::Charge(context, {AccountLimit(who.user.name)});
    if (!attempt) {
        return base::Fail(attempt.error());
    }
    bool is_right = false;
    context.database.Write([&](ports::Transaction& tx) {
        const base::Instant now = context.clock.Now();
        auto user = tx.access().FindUser(who.user.id);
        ports::UserSecrets secrets = tx.access().LoadSecrets(who.user.id);
        is_right = user && user->has_second_factor && SpendCode(secrets, request.code, now);
        if (!is_right) {
            Audit(tx, now, ActorOf(who.user), peer,
                  {"login_failed", SubjectOf(who.user), "", "asked for a code again"});
            return;
        }
        tx.access().SaveSecrets(user->id, secrets);
        tx.access().SaveUser(*user);  // by version: the same code at the same time is a conflict
        attempt->TakeBack(tx, 0, true);
        Open(tx, who, orders, now, peer);
    });
    return is_right ? base::Result<>() : base::Result<>(base::Fail(WrongCode()));
}

}  // namespace

base::Result<std::int64_t> ConfirmViews(const AccessContext& context, const SignedIn& who,
                                        const ConfirmViewsRequest& request,
                                        const std::string& peer) {
    domain::ViewLimit limit;
    context.database.Read([&](ports::Transaction& tx) { limit = tx.views().Limit(); });
    if (!limit.Binds(who.role.code)) {
        return base::Fail(base::NotAllowed("Your role has no limit to confirm."));
    }
    const std::int64_t orders = std::min(std::max(request.orders, limit.orders_per_hour),
                                         base::limits::kOrdersConfirmedMax);
    const auto done = request.code.empty() ? ByPassword(context, who, request, orders, peer)
                                           : ByCode(context, who, request, orders, peer);
    return done ? base::Result<std::int64_t>(orders) : base::Fail(done.error());
}

base::Result<> PutViewLimit(const AccessContext& context, const domain::ViewLimit& limit,
                            const domain::Actor& by, const std::string& peer) {
    base::Result<> result;
    context.database.Write([&](ports::Transaction& tx) {
        result = {};
        const auto roles = tx.access().ListRoles();
        for (const std::string& code : limit.exempt_roles) {
            if (std::none_of(roles.begin(), roles.end(),
                             [&](const auto& role) { return role.code == code; })) {
                result = base::Fail(base::InvalidInput("exempt_roles", "There is no such role."));
                return;
            }
        }
        const auto text = [](const domain::ViewLimit& each) {
            std::string words = std::to_string(each.orders_per_hour) + " orders an hour";
            for (const std::string& code : each.exempt_roles) {
                words += ", not " + code;
            }
            return words;
        };
        const std::string before = text(tx.views().Limit());
        tx.views().PutLimit(limit);
        Audit(tx, context.clock.Now(), by, peer,
              {"personal_view_limit_changed", "personal views", before, text(limit)});
    });
    return result;
}

}  // namespace orderyard::actions
