// The lock is never held while a token is fetched; `is_fetching` is what keeps others out.
#include "amazon/client/token_cache.hpp"

#include <algorithm>

namespace orderyard::amazon {

namespace {

constexpr std::int64_t kLifeSecondsMin = 60;
constexpr std::int64_t kLifeSecondsMax = 86'400;
constexpr std::int64_t kRefusalRestMillis = 30'000;
constexpr std::int64_t kRefusalRestMillisMax = 3'600'000;

std::int64_t RestAfter(int refusals) {
    std::int64_t rest = kRefusalRestMillis;
    for (int i = 1; i < refusals && rest < kRefusalRestMillisMax; ++i) {
        rest *= 2;
    }
    return std::min(rest, kRefusalRestMillisMax);
}

}  // namespace

TokenCache::Entry& TokenCache::EntryOf(const std::string& key) {
    auto& entry = entries_[key];
    if (!entry) {
        entry = std::make_unique<Entry>();
    }
    return *entry;
}

CallResult<AccessToken> TokenCache::Get(const std::string& key, const Fetch& fetch) {
    std::unique_lock lock(mutex_);
    Entry& entry = EntryOf(key);
    const std::int64_t now = clock_.MonotonicMillis();
    const bool is_alive = !entry.token.empty() && now < entry.ends_at_millis;
    if (is_alive && (now < entry.renew_at_millis || entry.is_fetching)) {
        return AccessToken{entry.token, false};
    }
    if (entry.is_fetching) {
        const std::int64_t flight = entry.flights;
        ended_.wait(lock, [&] { return entry.flights != flight; });
        if (!entry.token.empty()) {
            return AccessToken{entry.token, true};
        }
        return tl::unexpected(entry.failure);
    }
    if (!is_alive && now < entry.ask_again_at_millis) {
        CallFailure failure = entry.failure;
        failure.wait = base::Duration::Millis(entry.ask_again_at_millis - now);
        return tl::unexpected(std::move(failure));
    }
    entry.is_fetching = true;
    lock.unlock();
    CallResult<wire::TokenAnswer> answer = tl::unexpected(CallFailure{});
    try {
        answer = fetch();
    } catch (...) {
        lock.lock();
        (void)Finish(entry, tl::unexpected(CallFailure{}));
        throw;
    }
    lock.lock();
    return Finish(entry, std::move(answer));
}

CallResult<AccessToken> TokenCache::Finish(Entry& entry, CallResult<wire::TokenAnswer> answer) {
    entry.is_fetching = false;
    entry.flights += 1;
    ended_.notify_all();
    const std::int64_t now = clock_.MonotonicMillis();
    if (answer) {
        const std::int64_t life_seconds =
            std::clamp(answer->expires_in_seconds, kLifeSecondsMin, kLifeSecondsMax);
        entry.token = std::move(answer->access_token);
        entry.ends_at_millis = now + life_seconds * 1000;
        entry.renew_at_millis = now + life_seconds * 1000 * 55 / 60;
        entry.failures_in_row = 0;
        return AccessToken{entry.token, true};
    }
    entry.failure = std::move(answer.error());
    if (entry.failure.kind == FailureKind::kCredentials) {
        entry.failures_in_row += 1;
        entry.ask_again_at_millis = now + RestAfter(entry.failures_in_row);
    }
    if (!entry.token.empty() && now < entry.ends_at_millis) {
        // Trouble at the door does not shorten the life of the token in hand; try again in a
        // minute.
        entry.renew_at_millis = now + 60'000;
        return AccessToken{entry.token, false};
    }
    entry.token.clear();
    return tl::unexpected(entry.failure);
}

void TokenCache::Drop(const std::string& key, const std::string& token) {
    const std::lock_guard lock(mutex_);
    Entry& entry = EntryOf(key);
    if (entry.token == token) {
        entry.token.clear();
    }
}

}  // namespace orderyard::amazon
