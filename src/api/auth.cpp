// The hash is of 192 random bits (base::RandomToken), so a plain SHA-256 cannot be guessed
// backwards and looking it up in an index gives nothing away by its timing.
#include "api/auth.hpp"

#include "base/crypto.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

namespace orderyard::api {
namespace {

constexpr base::Duration kUseRememberedEvery = base::Duration::Minutes(1);
constexpr std::size_t kTokenBytesMax = 512;

bool IsLive(const ports::ApiToken& token, base::Instant now) {
    return !token.revoked_at && (!token.expires_at || now < *token.expires_at);
}

}  // namespace

std::optional<std::string> BearerToken(const http::Request& request) {
    const std::string* header = request.FindHeader("authorization");
    if (header == nullptr) {
        return std::nullopt;
    }
    const std::vector<std::string> parts = base::Split(base::Trim(*header), ' ');
    if (parts.size() != 2 || !base::EqualsIgnoreAsciiCase(parts[0], "Bearer") || parts[1].empty() ||
        parts[1].size() > kTokenBytesMax) {
        return std::nullopt;
    }
    return parts[1];
}

std::optional<ports::ApiToken> TokenGate::Admit(const http::Request& request) {
    const std::optional<std::string> text = BearerToken(request);
    if (!text) {
        return std::nullopt;
    }
    const std::string hash = base::Sha256(*text);
    std::optional<ports::ApiToken> token;
    database_.Read([&](ports::Transaction& tx) { token = tx.tokens().FindByHash(hash); });
    const base::Instant now = clock_.Now();
    if (!token || !IsLive(*token, now)) {
        return std::nullopt;
    }
    RememberUse(*token, now);
    return token;
}

void TokenGate::RememberUse(const ports::ApiToken& token, base::Instant now) {
    if (token.last_used_at && now - *token.last_used_at < kUseRememberedEvery) {
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        const auto [entry, is_new] = marked_at_.try_emplace(token.id, now);
        if (!is_new && now - entry->second < kUseRememberedEvery) {
            return;
        }
        entry->second = now;
    }
    try {
        database_.Write([&](ports::Transaction& tx) { tx.tokens().MarkUsed(token.id, now); });
    } catch (const ports::DatabaseUnavailable&) {
        // Reading must go on while the disk is full.
        base::LogWarn("token_use_not_remembered", {{"token_id", token.id}});
    } catch (const ports::VersionConflict&) {
        base::LogWarn("token_use_not_remembered", {{"token_id", token.id}});
    }
}

}  // namespace orderyard::api
