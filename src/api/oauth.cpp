// Magento's texts are clients' to read: some retry when a 401 speaks of the nonce. Which of the
// three base strings a client signs depends on its library; each of them covers the same request.
#include "api/oauth.hpp"

#include <algorithm>
#include <array>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::api {

namespace {

using base::ErrorCode;
using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kKeyCharacters = 32;
constexpr std::size_t kParamsMax = 2'000;  // more than a URL of 8 KiB has
constexpr std::string_view kScheme = "oauth ";

tl::unexpected<OAuthRefusal> Refuse(ErrorCode code, std::string message, Pairs params = {}) {
    return tl::unexpected<OAuthRefusal>(
        {base::Error{code, std::move(message), std::move(params), {}}, {}});
}

bool HasScheme(std::string_view authorization) {
    return authorization.size() > kScheme.size() &&
           base::EqualsIgnoreAsciiCase(authorization.substr(0, kScheme.size()), kScheme);
}

bool IsOAuthName(std::string_view name) {
    return name.substr(0, 6) == "oauth_";
}

// Calls use(name, value, has one "=" exactly) for each pair, raw.
template <class Use>
void ForEachPair(std::string_view text, Use use) {
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
        if (pair.empty()) {
            continue;
        }
        const std::size_t equals = pair.find('=');
        const bool is_plain = equals != std::string_view::npos &&
                              pair.find('=', equals + 1) == std::string_view::npos;
        use(pair.substr(0, equals),
            equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1),
            is_plain);
    }
}

// The oauth_* pairs of the header, decoded; values quoted or not.
Pairs HeaderParams(std::string_view authorization) {
    Pairs params;
    for (const std::string& part : base::Split(authorization.substr(kScheme.size()), ',')) {
        const std::string_view pair = base::Trim(part);
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos || params.size() == kParamsMax) {
            continue;
        }
        std::string_view value = base::Trim(pair.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
            value = value.substr(1, value.size() - 2);
        }
        std::string name = base::PercentDecode(base::Trim(pair.substr(0, equals)));
        if (IsOAuthName(name)) {
            params.emplace_back(std::move(name), base::PercentDecode(value));
        }
    }
    return params;
}

// A form means a blank by '+', in a query it is left as it is.
std::string FormDecode(std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return base::PercentDecode(spaced);
}

Pairs OtherParams(const SignedRequest& request) {
    Pairs params;
    ForEachPair(request.query, [&](std::string_view name, std::string_view value, bool) {
        if (IsOAuthName(base::PercentDecode(name)) && params.size() < kParamsMax) {
            params.emplace_back(base::PercentDecode(name), base::PercentDecode(value));
        }
    });
    ForEachPair(request.form_body, [&](std::string_view name, std::string_view value, bool) {
        if (IsOAuthName(FormDecode(name)) && params.size() < kParamsMax) {
            params.emplace_back(FormDecode(name), FormDecode(value));
        }
    });
    return params;
}

std::string Param(const Pairs& params, std::string_view name) {
    for (const auto& [each, value] : params) {
        if (each == name) {
            return value;
        }
    }
    return {};
}

base::Error Missing(std::string_view field_name) {
    return {ErrorCode::kInvalidInput,
            "\"%fieldName\" is required. Enter and try again.",
            {{"fieldName", std::string(field_name)}},
            {}};
}

OAuthResult<> CheckPresent(const Pairs& params) {
    std::vector<base::Error> missing;
    for (const std::string_view name :
         {"oauth_consumer_key", "oauth_signature", "oauth_signature_method", "oauth_nonce",
          "oauth_timestamp", "oauth_token"}) {
        if (Param(params, name).empty()) {
            missing.push_back(Missing(name));
        }
    }
    if (missing.size() == 1) {
        return tl::unexpected<OAuthRefusal>({missing.front(), {}});
    }
    if (!missing.empty()) {
        return tl::unexpected<OAuthRefusal>(
            {{ErrorCode::kInvalidInput, "One or more input exceptions have occurred.", {}, {}},
             std::move(missing)});
    }
    return {};
}

// Natural order as PHP's strnatcmp has it for the names at hand: runs of digits count as numbers.
bool IsNaturallyBefore(std::string_view a, std::string_view b) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto number = [&](std::string_view text, std::size_t at) {
        std::size_t end = at;
        while (end < text.size() && is_digit(text[end])) {
            ++end;
        }
        while (at + 1 < end && text[at] == '0') {
            ++at;
        }
        return std::pair(text.substr(at, end - at), end);
    };
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (is_digit(a[i]) && is_digit(b[j])) {
            const auto [x, x_end] = number(a, i);
            const auto [y, y_end] = number(b, j);
            if (x.size() != y.size()) {
                return x.size() < y.size();
            }
            if (x != y) {
                return x < y;
            }
            i = x_end;
            j = y_end;
        } else if (a[i] != b[j]) {
            return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
        } else {
            ++i;
            ++j;
        }
    }
    return a.size() - i < b.size() - j;
}

int NaturalOrder(const std::string& a, const std::string& b) {
    if (IsNaturallyBefore(a, b)) {
        return -1;
    }
    return IsNaturallyBefore(b, a) ? 1 : a.compare(b);
}

// Encoded, then sorted, by bytes or as Magento does, and joined.
std::string Normalised(Pairs params, bool is_natural) {
    for (auto& [name, value] : params) {
        name = base::PercentEncode(name);
        value = base::PercentEncode(value);
    }
    std::sort(params.begin(), params.end(), [&](const auto& a, const auto& b) {
        if (!is_natural) {
            return a < b;
        }
        const int names = NaturalOrder(a.first, b.first);
        return names != 0 ? names < 0 : NaturalOrder(a.second, b.second) < 0;
    });
    std::string text;
    for (const auto& [name, value] : params) {
        text += (text.empty() ? "" : "&") + name + "=" + value;
    }
    return text;
}

// Scheme and host in lower case, the port only when it is not the scheme's own; the path raw.
std::string NormalUrl(std::string_view url) {
    const std::size_t scheme_end = url.find("://");
    if (scheme_end == std::string_view::npos) {
        return std::string(url);
    }
    const std::size_t path = std::min(url.find('/', scheme_end + 3), url.size());
    const std::string scheme = base::AsciiLower(url.substr(0, scheme_end));
    std::string host = base::AsciiLower(url.substr(scheme_end + 3, path - scheme_end - 3));
    const std::string own_port = scheme == "https" ? ":443" : ":80";
    if (host.size() > own_port.size() && host.ends_with(own_port)) {
        host.resize(host.size() - own_port.size());
    }
    return scheme + "://" + host + std::string(url.substr(path));
}

bool IsPlainText(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

bool IsTimely(const std::string& timestamp, base::Instant now) {
    const auto seconds = base::ParseInt(timestamp);
    return seconds && *seconds > 0 && *seconds <= now.seconds() + kOAuthAheadSeconds &&
           *seconds >= now.seconds() - kOAuthAgeSeconds;
}

}  // namespace

bool IsOAuth(const SignedRequest& request) {
    return HasScheme(request.authorization) ||
           !Param(OtherParams(request), "oauth_signature").empty();
}

OAuthResult<OAuthClaim> ReadOAuthClaim(const SignedRequest& request, const OAuthRules& rules) {
    OAuthClaim claim;
    Pairs params = HasScheme(request.authorization) ? HeaderParams(request.authorization) : Pairs();
    if (params.empty()) {
        params = OtherParams(request);
        claim.is_in_header = false;
    }
    const std::string version = Param(params, "oauth_version");
    if (!version.empty() && version != "1.0") {
        return Refuse(ErrorCode::kInvalidInput, "The \"%1\" Oauth version isn't supported.",
                      {{"1", version}});
    }
    if (auto present = CheckPresent(params); !present) {
        return tl::unexpected(present.error());
    }
    claim.consumer_key = Param(params, "oauth_consumer_key");
    claim.token = Param(params, "oauth_token");
    claim.nonce = Param(params, "oauth_nonce");
    claim.signature = Param(params, "oauth_signature");
    claim.signature_method = Param(params, "oauth_signature_method");
    claim.timestamp = Param(params, "oauth_timestamp");
    if (claim.token.size() != kKeyCharacters) {
        return Refuse(ErrorCode::kInvalidInput,
                      "The token length is invalid. Check the length and try again.");
    }
    if (claim.signature_method != "HMAC-SHA256" &&
        !(rules.is_sha1_allowed && claim.signature_method == "HMAC-SHA1")) {
        return Refuse(ErrorCode::kInvalidInput, "Signature method %1 is not supported",
                      {{"1", claim.signature_method}});
    }
    if (claim.consumer_key.size() != kKeyCharacters) {
        return Refuse(ErrorCode::kUnauthorized, "Consumer key is not the correct length");
    }
    if (!IsPlainText(claim.consumer_key)) {
        return Refuse(ErrorCode::kUnauthorized,
                      "A consumer having the specified key does not exist");
    }
    if (claim.nonce.size() > base::limits::kOAuthNonceBytesMax || !IsPlainText(claim.nonce)) {
        return Refuse(ErrorCode::kUnauthorized, "An error occurred validating the nonce");
    }
    std::erase_if(params, [](const auto& param) { return param.first == "oauth_signature"; });
    claim.signed_params = std::move(params);
    return claim;
}

std::vector<std::string> OAuthBaseStrings(const SignedRequest& request, const OAuthClaim& claim) {
    Pairs decoded = claim.signed_params;
    Pairs plain = claim.signed_params;
    Pairs as_sent = claim.signed_params;
    // oauth_* of query or form are in the claim already.
    ForEachPair(request.query, [&](std::string_view name, std::string_view value, bool is_plain) {
        const std::string decoded_name = base::PercentDecode(name);
        if (!claim.is_in_header && IsOAuthName(decoded_name)) {
            return;
        }
        decoded.emplace_back(decoded_name, base::PercentDecode(value));
        as_sent.emplace_back(std::string(name), base::PercentDecode(value));
        if (is_plain) {
            plain.emplace_back(decoded_name, base::PercentDecode(value));
        }
    });
    ForEachPair(request.form_body,
                [&](std::string_view name, std::string_view value, bool is_plain) {
                    const std::string decoded_name = FormDecode(name);
                    if (!claim.is_in_header && IsOAuthName(decoded_name)) {
                        return;
                    }
                    for (Pairs* params : {&decoded, &as_sent}) {
                        params->emplace_back(decoded_name, FormDecode(value));
                    }
                    if (is_plain) {
                        plain.emplace_back(decoded_name, FormDecode(value));
                    }
                });
    const std::string start =
        base::AsciiUpper(request.method) + "&" + base::PercentEncode(NormalUrl(request.url)) + "&";
    std::vector<std::string> texts;
    texts.push_back(start + base::PercentEncode(Normalised(std::move(decoded), false)));
    texts.push_back(start + base::PercentEncode(Normalised(std::move(plain), true)));
    texts.push_back(start + base::PercentEncode(Normalised(std::move(as_sent), false)));
    return texts;
}

std::string OAuthSignature(std::string_view signature_method, std::string_view base_string,
                           std::string_view consumer_secret, std::string_view token_secret) {
    const std::string key =
        base::PercentEncode(consumer_secret) + "&" + base::PercentEncode(token_secret);
    return base::Base64(signature_method == "HMAC-SHA256" ? base::HmacSha256(key, base_string)
                                                          : base::HmacSha1(key, base_string));
}

OAuthResult<> CheckOAuthClaim(const SignedRequest& request, const OAuthClaim& claim,
                              const OAuthParty& party, base::Instant now) {
    if (!party.consumer_id) {
        return Refuse(ErrorCode::kUnauthorized,
                      "A consumer having the specified key does not exist");
    }
    if (!IsTimely(claim.timestamp, now)) {
        return Refuse(ErrorCode::kUnauthorized, "An error occurred validating the nonce");
    }
    if (party.is_nonce_spent) {
        return Refuse(ErrorCode::kUnauthorized,
                      "The nonce is already being used by the consumer with ID %1",
                      {{"1", std::to_string(*party.consumer_id)}});
    }
    if (!party.token_owner_id) {
        return Refuse(ErrorCode::kUnauthorized, "Specified token does not exist");
    }
    if (*party.token_owner_id != *party.consumer_id) {
        return Refuse(ErrorCode::kUnauthorized,
                      "Token is not associated with the specified consumer");
    }
    bool is_signed = false;
    for (const std::string& text : OAuthBaseStrings(request, claim)) {
        const std::string signature =
            OAuthSignature(claim.signature_method, text, party.consumer_secret, party.token_secret);
        is_signed = base::EqualsConstantTime(signature, claim.signature) || is_signed;
    }
    if (!is_signed) {
        return Refuse(ErrorCode::kUnauthorized, "The signature is invalid. Verify and try again.");
    }
    return {};
}

}  // namespace orderyard::api
