// Admits integrations: by OAuth 1.0a signature, or by their access token alone as a bearer.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "api/oauth.hpp"
#include "ports/access_store.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::api {

class OAuthGate {
  public:
    OAuthGate(ports::Database& database, const ports::Clock& clock, OAuthRules rules = {})
        : database_(database), clock_(clock), rules_(rules) {}

    // The integration that signed. An integration that is switched off or expired passes here and
    // is not to be served: IsLive tells (Magento answers it like a missing right).
    OAuthResult<ports::Integration> Admit(const SignedRequest& request);
    // The integration whose access token this is; nobody for an unknown token or one no longer
    // live.
    std::optional<ports::Integration> AdmitBearer(const std::string& access_token);

    bool IsLive(const ports::Integration& integration) const;

  private:
    void RememberUse(const ports::Integration& integration, base::Instant now);

    ports::Database& database_;
    const ports::Clock& clock_;
    OAuthRules rules_;
    std::mutex mutex_;
    std::unordered_map<std::int64_t, base::Instant> marked_at_;  // spares a write a request
};

}  // namespace orderyard::api
