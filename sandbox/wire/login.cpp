// The token endpoint's rules in the order Amazon checks them: form, grant, client, refresh token.
#include "sandbox/wire/login.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "sandbox/world/dice.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::int64_t kTokenSeconds = 3600;
constexpr std::string_view kGrantlessScopes[] = {"sellingpartnerapi::notifications",
                                                 "sellingpartnerapi::client_credential:rotation",
                                                 "sellingpartnerapi::migration"};

http::Response OauthError(int status, std::string_view error, std::string_view description) {
    http::Response response = http::JsonResponse(
        status,
        json::serialize(json::object{{"error", error}, {"error_description", description}}));
    response.Set("Cache-Control", "no-store");
    return response;
}

std::map<std::string, std::string> ReadForm(std::string_view body) {
    std::map<std::string, std::string> form;
    for (std::string& pair : base::Split(body, '&')) {
        base::ReplaceAll(pair, "+", " ");
        const std::size_t equals = pair.find('=');
        if (equals != std::string::npos) {
            form.try_emplace(base::PercentDecode(std::string_view(pair).substr(0, equals)),
                             base::PercentDecode(std::string_view(pair).substr(equals + 1)));
        }
    }
    return form;
}

// Amazon's own documentation speaks of forms only, but real clients get by with JSON.
std::map<std::string, std::string> ReadJson(std::string_view body) {
    std::map<std::string, std::string> form;
    boost::system::error_code failed;
    const json::value parsed = json::parse(body, failed);
    if (const auto* members = failed ? nullptr : parsed.if_object()) {
        for (const auto& member : *members) {
            if (const auto* text = member.value().if_string()) {
                form.try_emplace(std::string(member.key()), std::string(*text));
            }
        }
    }
    return form;
}

}  // namespace

http::Response Login::Token(const http::Request& request, base::Instant now) {
    const std::string* type = request.FindHeader("content-type");
    const std::string media_type = type == nullptr ? "" : base::AsciiLower(*type);
    const bool is_json = media_type.starts_with("application/json");
    if (!is_json && !media_type.starts_with("application/x-www-form-urlencoded")) {
        return OauthError(400, "invalid_request",
                          "The Content-Type must be application/x-www-form-urlencoded");
    }
    std::map<std::string, std::string> form =
        is_json ? ReadJson(request.body) : ReadForm(request.body);
    const std::string& grant = form["grant_type"];
    if (grant.empty()) {
        return OauthError(400, "invalid_request",
                          "The request is missing a required parameter : grant_type");
    }
    if (grant != "refresh_token" && grant != "client_credentials") {
        return OauthError(400, "unsupported_grant_type",
                          "The authorization grant type is not supported");
    }
    for (const std::string_view needed : {"client_id", "client_secret"}) {
        if (form[std::string(needed)].empty()) {
            return OauthError(
                400, "invalid_request",
                "The request is missing a required parameter : " + std::string(needed));
        }
    }
    if (form["client_id"] != credentials_.client_id ||
        form["client_secret"] != credentials_.client_secret) {
        return OauthError(401, "invalid_client", "Client authentication failed");
    }
    if (grant == "client_credentials") {
        if (std::find(std::begin(kGrantlessScopes), std::end(kGrantlessScopes), form["scope"]) ==
            std::end(kGrantlessScopes)) {
            return OauthError(400, "invalid_scope",
                              "The requested scope is invalid, unknown or malformed");
        }
        return Issue(false, now);
    }
    if (form["refresh_token"].empty()) {
        return OauthError(400, "invalid_request",
                          "The request is missing a required parameter : refresh_token");
    }
    if (form["refresh_token"] != credentials_.refresh_token || is_refresh_token_revoked_) {
        return OauthError(400, "invalid_grant",
                          "The request has an invalid grant parameter : refresh_token");
    }
    return Issue(true, now);
}

std::string Login::NewToken(std::string_view prefix) {
    Dice dice({seed_, ++issued_count_, 0x704e});
    std::string token(prefix);
    for (int i = 0; i < 4; ++i) {
        token += base::Hex(std::to_string(dice.Next()));
    }
    return token;
}

std::string Login::IssueRestricted(base::Instant now) {
    const std::string token = NewToken("Atz.sprdt|");
    issued_[token] = {now + base::Duration::Seconds(kTokenSeconds), true, false, true};
    return token;
}

http::Response Login::Issue(bool has_seller, base::Instant now) {
    const std::string token = NewToken("Atza|");
    std::erase_if(issued_, [&](const auto& entry) {
        return entry.second.expires + base::Duration::Days(1) < now;
    });
    issued_[token] = {now + base::Duration::Seconds(kTokenSeconds), has_seller, false, false};
    json::object body{
        {"access_token", token}, {"token_type", "bearer"}, {"expires_in", kTokenSeconds}};
    if (has_seller) {
        body["refresh_token"] = credentials_.refresh_token;
    }
    http::Response response = http::JsonResponse(200, json::serialize(body));
    response.Set("Cache-Control", "no-store");
    return response;
}

TokenStanding Login::Check(std::string_view access_token, base::Instant now) const {
    const auto found = issued_.find(access_token);
    if (found == issued_.end()) {
        return TokenStanding::kUnknown;
    }
    if (found->second.is_revoked) {
        return TokenStanding::kRevoked;
    }
    if (found->second.expires <= now) {
        return TokenStanding::kExpired;
    }
    if (found->second.is_restricted) {
        return TokenStanding::kRestricted;
    }
    return found->second.has_seller ? TokenStanding::kGood : TokenStanding::kWithoutSeller;
}

void Login::RevokeAccessTokens() {
    for (auto& [token, issued] : issued_) {
        issued.is_revoked = true;
    }
}

}  // namespace orderyard::sandbox
