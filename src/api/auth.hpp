// Who calls: bearer tokens, known by the hash of their text only.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/message.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/token_store.hpp"

namespace orderyard::api {

// The token of "Authorization: Bearer <token>": the scheme in any case, exactly two parts. Else
// nullopt.
std::optional<std::string> BearerToken(const http::Request& request);

class TokenGate {
  public:
    TokenGate(ports::Database& database, const ports::Clock& clock)
        : database_(database), clock_(clock) {}

    // The caller's token, or nullopt for nobody: no token, an unknown, expired or revoked one. Why
    // is never told. Looks in the database every time, so that a revoked token ends at once;
    // remembers the use at most once a minute.
    std::optional<ports::ApiToken> Admit(const http::Request& request);

  private:
    void RememberUse(const ports::ApiToken& token, base::Instant now);

    ports::Database& database_;
    const ports::Clock& clock_;
    std::mutex mutex_;
    std::unordered_map<std::int64_t, base::Instant>
        marked_at_;  // by token id; spares a write for each of a crowd
};

}  // namespace orderyard::api
