// Answers to requests with an Idempotency-Key, kept with the effect in one transaction.
#pragma once

#include <optional>
#include <string>

#include "base/instant.hpp"

namespace orderyard::ports {

struct IdempotentAnswer {
    std::string caller;  // who: token or user; keys of different callers do not meet
    std::string key;
    std::string route;      // method and path
    std::string body_hash;  // hex SHA-256 of the request
    int status = 0;
    std::string body;  // sealed at rest
    base::Instant created_at;
    base::Instant expires_at;
};

class IdempotencyStore {
  public:
    virtual ~IdempotencyStore() = default;
    // Whatever is stored under (caller, key) and not expired.
    virtual std::optional<IdempotentAnswer> Find(const std::string& caller, const std::string& key,
                                                 base::Instant now) = 0;
    // A key that is taken throws VersionConflict: the transaction runs again and finds it.
    virtual void Put(const IdempotentAnswer& answer) = 0;
    virtual int DeleteExpired(base::Instant now, int limit) = 0;
};

}  // namespace orderyard::ports
