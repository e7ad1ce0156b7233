// OAuth 1.0a as Magento's clients sign it, without the handshake: reads the claim of a signed
// request, and judges it against what is known of consumer and token. Pure; Magento's order of
// checks and its texts (magento-rest.md 5.5 to 5.7).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

namespace orderyard::api {

struct SignedRequest {
    std::string method;  // "GET"
    std::string url;     // as the client saw it, without query: "https://host:8443/rest/V1/x",
                         // path raw as sent
    std::string query;   // raw, without '?'
    std::string authorization;  // the header's value, or empty
    std::string form_body;      // of an application/x-www-form-urlencoded request, raw; else empty
};

struct OAuthRules {
    bool is_sha1_allowed = true;  // older clients sign with nothing else
};
inline constexpr std::int64_t kOAuthAheadSeconds = 600;
// Older ones are refused, since nonces are kept this long (and kOAuthAheadSeconds) only.
inline constexpr std::int64_t kOAuthAgeSeconds = 7'200;

struct OAuthRefusal {
    base::Error error;  // kInvalidInput: 400; kUnauthorized: 401; placeholders unrendered
    std::vector<base::Error> errors;  // the single ones, when the error sums up several
};
template <class T = void>
using OAuthResult = tl::expected<T, OAuthRefusal>;

// What a request says of itself.
struct OAuthClaim {
    std::string consumer_key, token, nonce, signature, signature_method;
    std::string timestamp;
    std::vector<std::pair<std::string, std::string>> signed_params;  // all oauth_* but the
                                                                     // signature, decoded
    bool is_in_header = true;  // else in the query or the form
};

// Whether the request is meant to be signed at all: an OAuth header, or oauth_signature in query or
// form.
bool IsOAuth(const SignedRequest& request);

// Form, presence, lengths, method and timestamp; nothing that needs a look into the database.
OAuthResult<OAuthClaim> ReadOAuthClaim(const SignedRequest& request, const OAuthRules& rules);

// What the database knows of the claim's consumer key and token.
struct OAuthParty {
    std::optional<std::int64_t> consumer_id;  // unset: no such consumer
    std::string consumer_secret;
    bool is_nonce_spent = false;
    std::optional<std::int64_t> token_owner_id;  // unset: no such token
    std::string token_secret;
};

// Consumer, timestamp, nonce, token, signature. The nonce is to be spent after this said yes.
OAuthResult<> CheckOAuthClaim(const SignedRequest& request, const OAuthClaim& claim,
                              const OAuthParty& party, base::Instant now);

// The three texts a client may have signed: RFC 5849's, Magento's, and with the query's names as
// sent.
std::vector<std::string> OAuthBaseStrings(const SignedRequest& request, const OAuthClaim& claim);
// Base64; `signature_method` is "HMAC-SHA256" or "HMAC-SHA1".
std::string OAuthSignature(std::string_view signature_method, std::string_view base_string,
                           std::string_view consumer_secret, std::string_view token_secret);

}  // namespace orderyard::api
