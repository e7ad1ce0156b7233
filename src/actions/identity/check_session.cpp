// The database is asked every time: ending a session, a user or a right counts with the next
// request.
#include "actions/identity/check_session.hpp"

#include "actions/identity/admin_token.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"

namespace orderyard::actions {

namespace {

constexpr base::Duration kUseRememberedEvery = base::Duration::Minutes(1);
// Clocks are corrected by seconds all the time.
constexpr base::Duration kClockSlack = base::Duration::Minutes(5);
constexpr std::size_t kTextBytesMax = 128;

bool IsLive(const ports::Session& session, base::Instant now) {
    using namespace base::limits;
    if (now + kClockSlack < session.last_seen_at) {
        return false;
    }
    if (session.is_admin_token) {
        return now < session.created_at + base::Duration::Seconds(kAdminTokenSeconds);
    }
    return now < session.last_seen_at + base::Duration::Seconds(kSessionIdleSecondsMax) &&
           now < session.created_at + base::Duration::Seconds(kSessionSecondsMax);
}

std::optional<SignedIn> Check(const AccessContext& context, std::string_view text,
                              bool is_admin_token) {
    if (text.empty() || text.size() > kTextBytesMax) {
        return std::nullopt;
    }
    const std::string hash = base::Sha256(text);
    const base::Instant now = context.clock.Now();
    std::optional<SignedIn> who;
    context.database.Read([&](ports::Transaction& tx) {
        who.reset();
        const auto session = tx.access().FindSession(hash);
        if (!session || session->is_admin_token != is_admin_token || !IsLive(*session, now)) {
            return;
        }
        const auto user = tx.access().FindUser(session->user_id);
        if (!user || !user->is_active) {
            return;
        }
        who = SignedIn{*session, *user, tx.access().FindRole(user->role_id).value()};
    });
    return who;
}

}  // namespace

std::optional<SignedIn> CheckSession(const AccessContext& context, std::string_view cookie,
                                     SessionUse use) {
    auto who = Check(context, cookie, false);
    const base::Instant now = context.clock.Now();
    if (who && use == SessionUse::kByPerson &&
        now - who->session.last_seen_at >= kUseRememberedEvery) {
        try {
            context.database.Write(
                [&](ports::Transaction& tx) { tx.access().TouchSession(who->session.id, now); });
            who->session.last_seen_at = now;
        } catch (const ports::DatabaseUnavailable&) {
            // Reading must go on while the disk is full.
            base::LogWarn("session_use_not_remembered", {{"session", who->session.id}});
        } catch (const ports::VersionConflict&) {
            base::LogWarn("session_use_not_remembered", {{"session", who->session.id}});
        }
    }
    return who;
}

std::optional<SignedIn> CheckAdminToken(const AccessContext& context, std::string_view token) {
    return Check(context, token, true);
}

}  // namespace orderyard::actions
