// The nonce is spent after the signature is known to be right: a stranger who guesses nonces cannot
// spoil them for a client.
#include "api/oauth_gate.hpp"

#include "base/log.hpp"

namespace orderyard::api {

namespace {

constexpr base::Duration kUseRememberedEvery = base::Duration::Minutes(1);
// A nonce must outlive every timestamp with which it could come again.
constexpr base::Duration kNonceKept =
    base::Duration::Seconds(kOAuthAgeSeconds + kOAuthAheadSeconds + 60);

OAuthParty PartyOf(const std::optional<ports::Integration>& consumer,
                   const std::optional<ports::Integration>& owner) {
    OAuthParty party;
    if (consumer) {
        party.consumer_id = consumer->id.value;
        party.consumer_secret = consumer->consumer_secret;
    }
    if (owner) {
        party.token_owner_id = owner->id.value;
        party.token_secret = owner->access_token_secret;
    }
    return party;
}

}  // namespace

bool OAuthGate::IsLive(const ports::Integration& integration) const {
    return integration.is_active &&
           (!integration.expires_at || clock_.Now() < *integration.expires_at);
}

OAuthResult<ports::Integration> OAuthGate::Admit(const SignedRequest& request) {
    const auto claim = ReadOAuthClaim(request, rules_);
    if (!claim) {
        return tl::unexpected(claim.error());
    }
    const base::Instant now = clock_.Now();
    std::optional<ports::Integration> consumer;
    std::optional<ports::Integration> owner;
    database_.Read([&](ports::Transaction& tx) {
        consumer = tx.access().FindByConsumerKey(claim->consumer_key);
        owner = tx.access().FindByAccessToken(claim->token);
    });
    OAuthParty party = PartyOf(consumer, owner);
    if (auto checked = CheckOAuthClaim(request, *claim, party, now); !checked) {
        return tl::unexpected(checked.error());
    }
    database_.Write([&](ports::Transaction& tx) {
        party.is_nonce_spent =
            !tx.access().SpendNonce(claim->consumer_key, claim->nonce, now, now - kNonceKept);
    });
    if (auto checked = CheckOAuthClaim(request, *claim, party, now); !checked) {
        return tl::unexpected(checked.error());
    }
    RememberUse(*consumer, now);
    return std::move(*consumer);
}

std::optional<ports::Integration> OAuthGate::AdmitBearer(const std::string& access_token) {
    std::optional<ports::Integration> found;
    database_.Read(
        [&](ports::Transaction& tx) { found = tx.access().FindByAccessToken(access_token); });
    if (!found || !IsLive(*found)) {
        return std::nullopt;
    }
    RememberUse(*found, clock_.Now());
    return found;
}

void OAuthGate::RememberUse(const ports::Integration& integration, base::Instant now) {
    if (integration.last_used_at && now - *integration.last_used_at < kUseRememberedEvery) {
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        const auto [entry, is_new] = marked_at_.try_emplace(integration.id.value, now);
        if (!is_new && now - entry->second < kUseRememberedEvery) {
            return;
        }
        entry->second = now;
    }
    try {
        database_.Write(
            [&](ports::Transaction& tx) { tx.access().MarkIntegrationUsed(integration.id, now); });
    } catch (const ports::DatabaseUnavailable&) {
        // Reading must go on while the disk is full.
        base::LogWarn("integration_use_not_remembered", {{"integration", integration.id.value}});
    } catch (const ports::VersionConflict&) {
        base::LogWarn("integration_use_not_remembered", {{"integration", integration.id.value}});
    }
}

}  // namespace orderyard::api
