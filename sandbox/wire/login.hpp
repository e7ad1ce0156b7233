// Login with Amazon: hands out access tokens for a refresh token or for the application itself, and
// knows which ones still count.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "http/message.hpp"

namespace orderyard::sandbox {

struct Credentials {
    std::string client_id;
    std::string client_secret;
    std::string refresh_token;
};

enum class TokenStanding { kGood, kUnknown, kExpired, kRevoked, kWithoutSeller, kRestricted };

class Login {
  public:
    Login(Credentials credentials, std::uint64_t seed)
        : credentials_(std::move(credentials)), seed_(seed) {}

    // POST /auth/o2/token. Errors are {error, error_description}, as of OAuth, not SP-API's list.
    http::Response Token(const http::Request& request, base::Instant now);
    // kWithoutSeller: a grantless token, which reads nobody's orders.
    TokenStanding Check(std::string_view access_token, base::Instant now) const;

    // A restricted data token, good for an hour; the operations served here take none.
    std::string IssueRestricted(base::Instant now);

    void RevokeAccessTokens();  // those handed out so far
    void RevokeRefreshToken() { is_refresh_token_revoked_ = true; }
    void RestoreRefreshToken() { is_refresh_token_revoked_ = false; }

  private:
    struct Issued {
        base::Instant expires;
        bool has_seller = false;
        bool is_revoked = false;
        bool is_restricted = false;
    };

    std::string NewToken(std::string_view prefix);
    http::Response Issue(bool has_seller, base::Instant now);

    Credentials credentials_;
    std::uint64_t seed_;
    std::uint64_t issued_count_ = 0;
    bool is_refresh_token_revoked_ = false;
    std::map<std::string, Issued, std::less<>> issued_;
};

}  // namespace orderyard::sandbox
