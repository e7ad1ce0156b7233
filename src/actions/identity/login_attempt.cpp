// A counter is read and charged in one transaction, before the slow hash: of a hundred guesses at
// once no more are looked at than of a hundred one after the other.
#include "actions/identity/login_attempt.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::actions {

namespace {

constexpr std::size_t kUserNameBytesMax = 64;
constexpr std::size_t kKeptNetworkBytes = 8;  // of an IPv6 address's 16

std::string NameKey(std::string_view user_name) {
    return base::Hex(base::Sha256(base::AsciiLower(user_name)));
}

}  // namespace

AttemptLimit AccountLimit(std::string_view user_name) {
    return {"user:" + NameKey(user_name), domain::kAccountLoginRule};
}

AttemptLimit TokenLimit(std::string_view user_name) {
    return {"token:" + NameKey(user_name), domain::kTokenLoginRule};
}

AttemptLimit AddressLimit(std::string_view peer) {
    std::array<char, sizeof(in6_addr)> address{};
    if (::inet_pton(AF_INET6, std::string(peer).c_str(), address.data()) == 1) {
        return {"net:" + base::Hex({address.data(), kKeptNetworkBytes}), domain::kAddressLoginRule};
    }
    return {"ip:" + std::string(base::TruncateUtf8(base::CleanUtf8(peer), kUserNameBytesMax)),
            domain::kAddressLoginRule};
}

base::Result<LoginAttempt> LoginAttempt::Charge(const AccessContext& context,
                                                std::vector<AttemptLimit> limits) {
    LoginAttempt attempt;
    std::int64_t wait_micros = 0;
    context.database.Write([&](ports::Transaction& tx) {
        attempt.charged_.clear();
        wait_micros = 0;
        const base::Instant now = context.clock.Now();
        for (const AttemptLimit& limit : limits) {
            const domain::LoginCounter counter = tx.access().LoadCounter(limit.key);
            wait_micros = std::max(wait_micros, domain::LoginWait(counter, now).micros);
            attempt.charged_.push_back(
                {limit, counter, domain::AfterFailure(counter, now, limit.rule)});
        }
        for (const Charged& charged : attempt.charged_) {
            if (wait_micros == 0) {
                tx.access().SaveCounter(charged.limit.key, charged.after);
            }
        }
    });
    if (wait_micros > 0) {
        const std::int64_t seconds = (wait_micros + 999'999) / 1'000'000;
        return base::Fail({base::ErrorCode::kThrottled,
                           "There were too many failed log-ins. Try again in "
                           "%retry_after_seconds seconds.",
                           {{"retry_after_seconds", std::to_string(seconds)}},
                           {}});
    }
    return attempt;
}

void LoginAttempt::TakeBack(ports::Transaction& tx, std::size_t limit, bool forgets) const {
    const Charged& charged = charged_.at(limit);
    domain::LoginCounter counter = tx.access().LoadCounter(charged.limit.key);
    if (forgets) {
        counter = {};
    } else if (counter == charged.after) {
        counter = charged.before;
    } else if (counter.failures > 0) {
        --counter.failures;  // others tried in the meantime: their waiting time stays
    }
    tx.access().SaveCounter(charged.limit.key, counter);
}

void Audit(ports::Transaction& tx, base::Instant now, const domain::Actor& actor,
           const std::string& peer, AuditNote note) {
    ports::AuditEntry entry;
    entry.at = now;
    entry.actor = actor;
    entry.peer = peer;
    entry.event = std::move(note.event);
    entry.subject = std::move(note.subject);
    entry.before = std::move(note.before);
    entry.after = std::move(note.after);
    tx.access().AppendAudit(std::move(entry));
}

domain::Actor ActorOf(const domain::User& user) {
    return {domain::ActorKind::kUser, user.name};
}

std::string SubjectOf(const domain::User& user) {
    return "user " + user.name;
}

std::string SubjectOf(const std::optional<domain::User>& user) {
    return user ? SubjectOf(*user) : "user unknown";
}

bool IsUserName(std::string_view name) {
    return !name.empty() && name.size() <= kUserNameBytesMax &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '_' || c == '-' || c == '@';
           });
}

std::optional<domain::User> FindActiveUser(ports::Transaction& tx, const std::string& typed_name) {
    if (!IsUserName(typed_name)) {
        return std::nullopt;
    }
    auto user = tx.access().FindUserByName(typed_name);
    return user && user->is_active ? user : std::nullopt;
}

std::string NobodysHash(const AccessContext& context) {
    static std::mutex mutex;
    static std::map<std::pair<std::size_t, int>, std::string> hashes;
    const std::lock_guard lock(mutex);
    std::string& hash = hashes[{context.password_cost.memory_bytes, context.password_cost.passes}];
    if (hash.empty()) {
        hash = base::HashPassword(base::RandomToken(), context.password_cost);
    }
    return hash;
}

ports::Session OpenSession(ports::Transaction& tx, const domain::User& user, base::Instant now,
                           const std::string& peer, const std::string& agent, bool is_admin_token,
                           const std::string& text) {
    ports::Session session;
    session.user_id = user.id;
    session.hash = base::Sha256(text);
    session.csrf_token = base::RandomToken();
    session.created_at = session.last_seen_at = now;
    session.peer = base::TruncateUtf8(base::CleanUtf8(peer), base::limits::kPeerAgentBytesMax);
    session.agent = base::TruncateUtf8(base::CleanUtf8(agent), base::limits::kPeerAgentBytesMax);
    session.is_admin_token = is_admin_token;
    tx.access().InsertSession(session);
    return session;
}

std::string OneTimePassword() {
    const std::string token = base::RandomToken(15);
    std::string password;
    for (std::size_t i = 0; i < token.size(); i += 4) {
        password += (i == 0 ? "" : "-") + token.substr(i, 4);
    }
    return password;
}

}  // namespace orderyard::actions
