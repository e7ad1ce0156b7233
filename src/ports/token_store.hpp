// Bearer tokens of API clients. Only a hash is stored.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"

namespace orderyard::ports {

struct ApiToken {
    std::int64_t id = 0;
    std::string name;
    std::string hash;  // SHA-256 of the token text, 32 bytes
    base::Instant created_at;
    std::optional<base::Instant> expires_at;
    std::optional<base::Instant> revoked_at;
    std::optional<base::Instant> last_used_at;
};

class TokenStore {
  public:
    virtual ~TokenStore() = default;
    virtual void Insert(ApiToken& token) = 0;
    virtual std::optional<ApiToken> FindByHash(const std::string& hash) = 0;
    virtual void MarkUsed(std::int64_t id, base::Instant at) = 0;
    virtual bool Revoke(std::int64_t id, base::Instant at) = 0;
    virtual std::vector<ApiToken> List() = 0;
};

}  // namespace orderyard::ports
