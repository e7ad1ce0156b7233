// Who gets through the door: all routes times all roles, from what the routes declare, and the life
// of sessions and admin tokens.
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "actions/identity/identity_fixture.hpp"
#include "api/fake_ports.hpp"
#include "api/needs.hpp"
#include "api/oauth.hpp"
#include "api/rest/route_table.hpp"
#include "api/routes.hpp"
#include "api/v1/v1.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"

namespace orderyard::api {
namespace {

using storage::TestEngine, storage::TestEngineName;

struct Door {
    http::Method method;
    std::string target;
    std::vector<std::string> resources;
    bool is_rest = false;
};

// Variables become a number that nothing has.
std::string TargetOf(std::string_view pattern) {
    std::string target;
    for (const std::string& part : base::Split(pattern, '/')) {
        if (!part.empty()) {
            target += "/" + (part.starts_with('{') ? "999999" : part);
        }
    }
    return target;
}

// Every route of both APIs, from the tables the router is made of; changes of Magento's routes also
// by their two ways to have them done later.
std::vector<Door> Doors() {
    std::vector<Door> doors;
    for (const auto& row : rest::RouteTable()) {
        for (const char* root : {"/rest", "/rest/async", "/rest/async/bulk"}) {
            if (row.method == http::Method::kGet && root != std::string("/rest")) {
                continue;
            }
            doors.push_back({row.method, root + TargetOf(row.pattern), {row.resource}, true});
            if (row.also != nullptr) {
                doors.back().resources.emplace_back(row.also);
            }
        }
    }
    for (const auto& row : v1::RouteNeeds()) {
        doors.push_back({row.method, TargetOf(row.pattern), {row.resource}});
        if (row.also != nullptr) {
            doors.back().resources.emplace_back(row.also);
        }
    }
    return doors;
}

class AccessTest : public actions::IdentityTest {
  protected:
    http::Response Call(http::Method method, const std::string& target,
                        std::vector<http::Header> headers = {}, const std::string& body = "") {
        if (!body.empty()) {
            headers.push_back({"Content-Type", "application/json"});
        }
        headers.push_back({"Host", "yard.test"});
        http::Request request = MakeRequest(method, target, std::move(headers), body);
        request.peer = "192.0.2.7";
        if (!api_) {
            ApiContext context{database(), clock, {}, {}, {}};
            context.password_cost = {8'192, 1};
            context.requests_per_minute = base::limits::kRequestsPerMinuteMax;
            context.anonymous_per_minute = base::limits::kRequestsPerMinuteMax;
            api_ = MakeApi(std::move(context));
        }
        return api_(request);
    }
    http::Response As(const Door& door, const std::string& token) {
        return Call(door.method, door.target, {{"Authorization", "Bearer " + token}});
    }
    std::string AdminTokenOf(const std::string& name) {
        const auto made =
            Call(http::Method::kPost, "/rest/V1/integration/admin/token", {},
                 R"({"username":")" + name + R"(","password":")" + actions::kPassword + "\"}");
        EXPECT_EQ(made.status, 200) << made.body;
        return std::string(boost::json::parse(made.body).as_string());
    }
    // Its access token.
    std::string MakeClient(const std::string& name, const domain::Grants& grants,
                           std::optional<base::Instant> expires_at = {}) {
        ports::Integration client;
        client.name = name;
        client.grants = grants;
        client.consumer_key = base::Hex(base::Sha256(name)).substr(0, 32);
        client.access_token = base::Hex(base::Sha256("t" + name)).substr(0, 32);
        client.expires_at = expires_at;
        client.requests_per_minute = base::limits::kRequestsPerMinuteMax;
        database().Write([&](ports::Transaction& tx) { tx.access().PutIntegration(client); });
        return client.access_token;
    }

  private:
    http::Handler api_;
};
ORDERYARD_ON_BOTH_ENGINES(AccessTest);

bool Grants(const domain::Role& role, const Door& door) {
    return std::all_of(door.resources.begin(), door.resources.end(), [&](const auto& resource) {
        return resource == kAnonymous || role.grants.Has(resource);
    });
}

// The built-in roles, and integrations with one right each.
std::vector<domain::Role> RolesToTry() {
    std::vector<domain::Role> roles = domain::BuiltinRoles();
    for (const char* resource : {"Magento_Sales::sales", "Magento_Catalog::products",
                                 "Orderyard::stores_view", "Orderyard::audit"}) {
        domain::Role& role = roles.emplace_back();
        role.code = resource;
        role.grants = domain::Grants({resource});
    }
    roles.emplace_back().code = "nothing at all";
    return roles;
}

TEST_P(AccessTest, EveryRouteTakesJustTheRolesItDeclares) {
    int refused = 0;
    for (const domain::Role& role : RolesToTry()) {
        const std::string token = MakeClient(role.code, role.grants);
        for (const Door& door : Doors()) {
            const int status = As(door, token).status;
            const std::string what =
                role.code + " " + std::string(http::ToString(door.method)) + " " + door.target;
            if (Grants(role, door)) {
                EXPECT_TRUE(status != 401 && status != 403 && status < 504 && status != 500)
                    << what << " " << status;
            } else {
                EXPECT_EQ(status, door.is_rest ? 401 : 403) << what;
                ++refused;
            }
        }
    }
    EXPECT_GT(refused, 100);
}

TEST_P(AccessTest, NobodyGetsInWithoutValidCredentials) {
    const std::string old = MakeClient("old", domain::Grants::All(), clock.now);
    const std::string revoked = MakeClient("revoked", domain::Grants::All());
    database().Write([&](ports::Transaction& tx) {
        auto client = tx.access().FindByAccessToken(revoked).value();
        client.is_active = false;
        tx.access().PutIntegration(client);
    });
    const std::string gone = AdminTokenOf("ada");
    ChangeUserOf("ada", [](actions::UserChange& change) { change.is_active = false; });
    for (const Door& door : Doors()) {
        if (door.resources.front() == kAnonymous) {
            continue;
        }
        EXPECT_EQ(Call(door.method, door.target).status, 401) << door.target;
        EXPECT_EQ(As(door, "nobodys-token").status, 401) << door.target;
        EXPECT_EQ(As(door, old).status, 401) << door.target << ", expired";
        EXPECT_EQ(As(door, revoked).status, 401) << door.target << ", revoked";
        EXPECT_EQ(As(door, gone).status, 401) << door.target << ", of a user switched off";
    }
}

TEST(AccessDeathTest, ARouteThatDeclaresNothingDoesNotStart) {
    CheckIsDeclared("Magento_Sales::hold", "/x");
    CheckIsDeclared(kAnonymous, "/x");
    EXPECT_DEATH(CheckIsDeclared(nullptr, "/x"), "no resource");
    EXPECT_DEATH(CheckIsDeclared("Magento_Sales::typo", "/x"), "no resource");
}

TEST_P(AccessTest, AdminTokensAsMagentoGivesThem) {
    const auto ask = [&](const std::string& body) {
        return Call(http::Method::kPost, "/rest/V1/integration/admin/token", {}, body);
    };
    EXPECT_EQ(ask("{}").status, 400);
    EXPECT_EQ(boost::json::parse(ask("{}").body).at("errors").as_array().size(), 2u);
    const http::Response wrong = ask(R"({"username":"ada","password":"wrong"})");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_NE(wrong.body.find("The account sign-in was incorrect"), std::string::npos);
    const http::Response right =
        ask(R"({"username":"ada","password":")" + actions::kPassword + "\"}");
    ASSERT_EQ(right.status, 200) << right.body;
    const std::string token(boost::json::parse(right.body).as_string());
    const auto status = [&](const std::string& target) {
        return As({http::Method::kGet, target, {}}, token).status;
    };
    EXPECT_EQ(status("/rest/V1/orders/999999"), 404);
    EXPECT_EQ(status("/rest/V1/customerGroups/1"), 401) << "a clerk";
    Pass(4 * 3'600 + 1);
    EXPECT_EQ(status("/rest/V1/orders/999999"), 401);
}

TEST_P(AccessTest, ASessionChangesThingsWithItsCsrfTokenOnly) {
    const http::Response in = Call(http::Method::kPost, "/api/v1/session", {},
                                   R"({"name":"ada","password":")" + actions::kPassword + "\"}");
    ASSERT_EQ(in.status, 200) << in.body;
    const std::string set = HeaderOf(in, "Set-Cookie");
    EXPECT_NE(set.find("; HttpOnly; SameSite=Strict"), std::string::npos) << set;
    const http::Header cookie{"Cookie", set.substr(0, set.find(';'))};
    const std::string csrf(boost::json::parse(in.body).at("csrf_token").as_string());
    EXPECT_EQ(Call(http::Method::kGet, "/api/v1/session", {cookie}).status, 200);
    EXPECT_EQ(Call(http::Method::kGet, "/rest/V1/orders/1", {cookie}).status, 401)
        << "no cookies there";
    const std::string hold = "/api/v1/orders/999999/hold";
    const auto change = [&](std::vector<http::Header> headers) {
        headers.push_back(cookie);
        return Call(http::Method::kPost, hold, std::move(headers)).status;
    };
    EXPECT_EQ(change({}), 403);
    EXPECT_EQ(change({{"X-CSRF-Token", "another"}}), 403);
    EXPECT_EQ(change({{"X-CSRF-Token", csrf}, {"Origin", "https://evil.test"}}), 403);
    EXPECT_EQ(change({{"X-CSRF-Token", csrf}, {"Sec-Fetch-Site", "cross-site"}}), 403);
    EXPECT_EQ(change({{"X-CSRF-Token", csrf}, {"Origin", "https://yard.test"}}), 404);
    EXPECT_EQ(
        Call(http::Method::kDelete, "/api/v1/session", {cookie, {"X-CSRF-Token", csrf}}).status,
        200);
    EXPECT_EQ(Call(http::Method::kGet, "/api/v1/session", {cookie}).status, 401);
}

TEST_P(AccessTest, ActingOnManyOrdersTakesTheRightToTheActItself) {
    const std::string packer = MakeClient("packer", domain::BuiltinRoles()[3].grants);
    const auto status = [&](const std::string& verb) {
        return Call(http::Method::kPost, "/api/v1/bulk", {{"Authorization", "Bearer " + packer}},
                    R"({"verb":")" + verb + R"(","orders":[999999]})")
            .status;
    };
    EXPECT_EQ(status("cancel"), 403);
    EXPECT_EQ(status("refund"), 403);
    EXPECT_EQ(status("ship"), 400) << "there is no such order";
}

TEST_P(AccessTest, AOneTimePasswordIsGoodForChangingItOnly) {
    const auto password = actions::ResetPassword(
        context(), SignIn("ada", actions::kPassword).user.id, actions::kAdmin, "");
    const http::Response in = Call(http::Method::kPost, "/api/v1/session", {},
                                   R"({"name":"ada","password":")" + *password + "\"}");
    ASSERT_EQ(in.status, 200) << in.body;
    const std::string set = HeaderOf(in, "Set-Cookie");
    const http::Header cookie{"Cookie", set.substr(0, set.find(';'))};
    const http::Header csrf{"X-CSRF-Token",
                            std::string(boost::json::parse(in.body).at("csrf_token").as_string())};
    EXPECT_EQ(Call(http::Method::kGet, "/api/v1/orders", {cookie}).status, 403);
    const http::Response changed =
        Call(http::Method::kPut, "/api/v1/session/password", {cookie, csrf},
             R"({"current_password":")" + *password + R"(","new_password":"seven 7 new words"})");
    ASSERT_EQ(changed.status, 200) << changed.body;
    const std::string next = HeaderOf(changed, "Set-Cookie");
    EXPECT_EQ(
        Call(http::Method::kGet, "/api/v1/orders", {{"Cookie", next.substr(0, next.find(';'))}})
            .status,
        200);
    EXPECT_EQ(Call(http::Method::kGet, "/api/v1/session", {cookie}).status, 401);
}

// Routes whose variable is no id, or that never say whether there is one.
bool TakesAnyWord(std::string_view target) {
    for (const char* word : {"/preferences/", "/operation-status/", "/inventory/", "/exports/"}) {
        if (target.find(word) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

TEST_P(AccessTest, NoRouteDoesAnythingForAnIdOfNobody) {
    const std::string owner = MakeClient("owner", domain::Grants::All());
    const std::string user = AdminTokenOf("ada");
    int looked = 0;
    for (const Door& door : Doors()) {
        if (door.target.find("999999") == std::string::npos || door.resources[0] == kAnonymous ||
            door.target.starts_with("/rest/async") || TakesAnyWord(door.target)) {
            continue;
        }
        const bool has_body =
            door.method != http::Method::kGet && door.method != http::Method::kDelete;
        const bool is_own = door.resources[0] == kSelf || door.resources[0] == kOwnSession;
        const http::Response answer =
            Call(door.method, door.target, {{"Authorization", "Bearer " + (is_own ? user : owner)}},
                 has_body ? "{}" : "");
        const std::string what =
            std::string(http::ToString(door.method)) + " " + door.target + ": " + answer.body;
        // Without a body there is nothing to be wrong but the id.
        if (has_body) {
            EXPECT_TRUE(answer.status >= 400 && answer.status != 500) << what << answer.status;
        } else {
            EXPECT_EQ(answer.status, 404) << what;
        }
        ++looked;
    }
    EXPECT_GT(looked, 100);
}

TEST_P(AccessTest, IdsThatAreNobodysAreNotFound) {
    const std::string owner = MakeClient("owner", domain::Grants::All());
    const auto call = [&](http::Method method, const std::string& path, const std::string& body) {
        return Call(method, "/api/v1" + path, {{"Authorization", "Bearer " + owner}}, body).status;
    };
    for (const char* path :
         {"/users/999/reset-password", "/users/999/unlock", "/users/999/remove-second-factor",
          "/integrations/999/rotate", "/integrations/999/revoke", "/webhooks/999/rotate",
          "/webhooks/999/test", "/webhooks/999/deliveries/1/replay"}) {
        EXPECT_EQ(call(http::Method::kPost, path, ""), 404) << path;
    }
    EXPECT_EQ(call(http::Method::kPut, "/users/999", "{}"), 404);
    EXPECT_EQ(call(http::Method::kDelete, "/webhooks/999", ""), 404);
    EXPECT_EQ(call(http::Method::kDelete, "/roles/999", ""), 404);
}

TEST_P(AccessTest, ASecretIsToldOnceOnly) {
    const std::string owner = MakeClient("owner", domain::Grants::All());
    const http::Header token{"Authorization", "Bearer " + owner};
    const auto made =
        Call(http::Method::kPost, "/api/v1/webhooks", {token},
             R"({"name":"erp","url":"https://hooks.example.com/","events":["order.shipped"]})");
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string secret(boost::json::parse(made.body).at("secret").as_string());
    const auto id = boost::json::parse(made.body).at("webhook").at("id").as_int64();
    for (const std::string& path :
         {std::string("/api/v1/webhooks"), "/api/v1/webhooks/" + std::to_string(id),
          std::string("/api/v1/audit")}) {
        const auto shown = Call(http::Method::kGet, path, {token});
        EXPECT_EQ(shown.status, 200) << path;
        EXPECT_EQ(shown.body.find(secret), std::string::npos) << path;
    }
}

TEST_P(AccessTest, WhoAsksTooOftenIsToldToWait) {
    const std::string token = MakeClient("busy", domain::Grants::All());
    ApiContext context{database(), clock, {}, {}, {}};
    context.requests_per_minute = 3;
    context.anonymous_per_minute = 2;
    database().Write([&](ports::Transaction& tx) {
        auto client = tx.access().FindByAccessToken(token).value();
        client.requests_per_minute = 4;
        tx.access().PutIntegration(client);
    });
    const auto api = MakeApi(std::move(context));
    const auto ask = [&](const std::string& target, std::vector<http::Header> headers,
                         const std::string& peer) {
        headers.push_back({"Host", "yard.test"});
        http::Request request = MakeRequest(http::Method::kGet, target, std::move(headers), "");
        request.peer = peer;
        return api(request);
    };
    const auto count = [&](const std::string& target, std::vector<http::Header> headers,
                           const std::string& peer) {
        int answered = 0;
        for (int i = 0; i < 8; ++i) {
            answered += ask(target, headers, peer).status == 429 ? 0 : 1;
        }
        return answered;
    };
    const http::Header bearer{"Authorization", "Bearer " + token};
    EXPECT_EQ(count("/api/v1/roles", {bearer}, "192.0.2.1"), 4) << "a limit of its own";
    const auto refused = ask("/rest/V1/orders/1", {bearer}, "192.0.2.2");
    EXPECT_EQ(refused.status, 429) << "one share for both APIs, from wherever";
    EXPECT_NE(HeaderOf(refused, "Retry-After"), "");
    EXPECT_EQ(count("/api/v1/roles", {}, "192.0.2.1"), 2);
    EXPECT_EQ(count("/rest/V1/orders/1", {{"X-Forwarded-For", "198.51.100.1"}}, "192.0.2.1"), 0);
    EXPECT_EQ(count("/api/v1/session", {}, "192.0.2.9"), 2) << "another address";
    Pass(60);
    EXPECT_EQ(count("/api/v1/roles", {bearer}, "192.0.2.1"), 4);
}

TEST_P(AccessTest, ASignedRequestIsLetInOnce) {
    const std::string token = MakeClient("signer", domain::Grants::All());
    const std::string key = base::Hex(base::Sha256("signer")).substr(0, 32);
    const std::string start =
        "OAuth oauth_consumer_key=\"" + key + "\", oauth_token=\"" + token +
        "\", oauth_signature_method=\"HMAC-SHA256\", oauth_nonce=\"n1\", oauth_timestamp=\"" +
        std::to_string(clock.now.micros / 1'000'000) + "\", oauth_signature=\"";
    SignedRequest request{"GET", "http://yard.test/rest/V1/orders/999999", "", start + "x\"", ""};
    const auto claim = ReadOAuthClaim(request, {});
    ASSERT_TRUE(claim) << claim.error().error.Text();
    const std::string signature =
        OAuthSignature("HMAC-SHA256", OAuthBaseStrings(request, *claim).front(), "", "");
    std::string encoded = signature;
    base::ReplaceAll(encoded, "+", "%2B");
    const auto status = [&](const std::string& signed_with, const std::string& path) {
        return Call(http::Method::kGet, path, {{"Authorization", start + signed_with + "\""}})
            .status;
    };
    EXPECT_EQ(status("wrong", "/rest/V1/orders/999999"), 401);
    EXPECT_EQ(status(encoded, "/rest/V1/orders/999998"), 401) << "signed for another path";
    EXPECT_EQ(status(encoded, "/rest/V1/orders/999999"), 404);
    EXPECT_EQ(status(encoded, "/rest/V1/orders/999999"), 401) << "the nonce is spent";
}

}  // namespace
}  // namespace orderyard::api
