// The login's refusals, tokens that end, and the rate limits behind them.
#include <gtest/gtest.h>

#include "sandbox/test_rig.hpp"
#include "sandbox/wire/rate_limits.hpp"

namespace orderyard::sandbox {
namespace {

const std::string kSearch = "lastUpdatedAfter=2026-11-01T00:00:00Z&maxResultsPerPage=1";

http::Response Token(Rig& rig, const std::string& form,
                     const std::string& type = "application/x-www-form-urlencoded") {
    return rig.Send(http::Method::kPost, "/auth/o2/token", form, {{"content-type", type}});
}

TEST(Login, Refuses) {
    Rig rig;
    const std::string client =
        "&client_id=amzn1.application-oa2-client.sandbox&client_secret=amzn1.oa2-cs.v1.sandbox";
    struct Case {
        std::string form;
        int status;
        const char* error;
    };
    const Case cases[] = {
        {"", 400, "invalid_request"},
        {"grant_type=password" + client, 400, "unsupported_grant_type"},
        {"grant_type=refresh_token&refresh_token=Atzr%7Csandbox", 400, "invalid_request"},
        {"grant_type=refresh_token&refresh_token=Atzr%7Csandbox&client_id=x&client_secret=y", 401,
         "invalid_client"},
        {"grant_type=refresh_token" + client, 400, "invalid_request"},
        {"grant_type=refresh_token&refresh_token=Atzr%7Cother" + client, 400, "invalid_grant"},
        {"grant_type=client_credentials" + client, 400, "invalid_scope"},
        {"grant_type=client_credentials&scope=orders" + client, 400, "invalid_scope"},
    };
    for (const Case& c : cases) {
        const http::Response response = Token(rig, c.form);
        EXPECT_EQ(response.status, c.status) << c.form;
        EXPECT_EQ(Rig::Parse(response).at("error").as_string(), c.error) << c.form;
        EXPECT_FALSE(Rig::Parse(response).at("error_description").as_string().empty());
    }
    EXPECT_EQ(Token(rig, "grant_type=refresh_token", "application/json").status, 400);
    EXPECT_EQ(Token(rig, "{\"grant_type\":7}", "application/json").status, 400);
    EXPECT_EQ(rig.Send(http::Method::kGet, "/auth/o2/token").status, 405);
}

TEST(Login, TakesJsonAsClientsOfOthersSendIt) {
    Rig rig;
    EXPECT_EQ(Token(rig,
                    R"({"grant_type":"refresh_token","refresh_token":"Atzr|sandbox",)"
                    R"("client_id":"amzn1.application-oa2-client.sandbox",)"
                    R"("client_secret":"amzn1.oa2-cs.v1.sandbox"})",
                    "application/json; charset=utf-8")
                  .status,
              200);
}

TEST(Login, TokensLiveAnHourAndCanBeRevoked) {
    Rig rig;
    EXPECT_TRUE(rig.token.starts_with("Atza|"));
    EXPECT_EQ(rig.Search(kSearch).status, 200);
    rig.Post("clock", R"({"advance_seconds":3599})");
    EXPECT_EQ(rig.Search(kSearch).status, 200);
    rig.Post("clock", R"({"advance_seconds":1})");
    const http::Response expired = rig.Search(kSearch);
    EXPECT_EQ(expired.status, 403);
    EXPECT_EQ(Rig::ErrorCodeOf(expired), "Unauthorized");
    EXPECT_NE(expired.body.find("expired"), std::string::npos);
    rig.token = rig.Login();
    EXPECT_EQ(rig.Search(kSearch).status, 200);
    rig.Post("login/revoke-access-tokens");
    EXPECT_EQ(rig.Search(kSearch).status, 403);
    rig.Post("login/revoke-refresh-token");
    EXPECT_EQ(Token(rig,
                    "grant_type=refresh_token&refresh_token=Atzr%7Csandbox&client_id=amzn1."
                    "application-oa2-client.sandbox"
                    "&client_secret=amzn1.oa2-cs.v1.sandbox")
                  .status,
              400);
    rig.Post("login/restore-refresh-token");
    EXPECT_FALSE(rig.Login().empty());
}

TEST(Login, OnlyASellersTokenReadsOrders) {
    Rig rig;
    rig.token = "";
    EXPECT_EQ(rig.Search(kSearch).status, 403);
    EXPECT_EQ(rig.Send(http::Method::kGet, "/orders/2026-01-01/orders?" + kSearch).status, 403);
    const http::Response grantless = Token(
        rig, "grant_type=client_credentials&scope=sellingpartnerapi%3A%3Anotifications&client_id=" +
                 rig.options.client_id + "&client_secret=" + rig.options.client_secret);
    ASSERT_EQ(grantless.status, 200);
    EXPECT_FALSE(Rig::Parse(grantless).contains("refresh_token"));
    rig.token = std::string(Rig::Parse(grantless).at("access_token").as_string());
    EXPECT_EQ(rig.Search(kSearch).status, 403);
}

TEST(RateLimits, AmazonsBurstThenOnePerThreeMinutes) {
    SandboxOptions options = Rig::Defaults();
    options.rate_plan = RatePlan::kAmazon;
    Rig rig(options);
    for (int i = 0; i < 20; ++i) {
        const http::Response response = rig.Search(kSearch);
        ASSERT_EQ(response.status, 200) << i;
        EXPECT_EQ(Rig::HeaderOf(response, "x-amzn-RateLimit-Limit"), "0.0056");
    }
    const http::Response throttled = rig.Search(kSearch);
    EXPECT_EQ(throttled.status, 429);
    EXPECT_EQ(Rig::ErrorCodeOf(throttled), "QuotaExceeded");
    EXPECT_EQ(Rig::HeaderOf(throttled, "x-amzn-RateLimit-Limit"), "");
    EXPECT_EQ(Rig::HeaderOf(throttled, "Retry-After"), "");
    EXPECT_EQ(rig.GetOrder("114-1111111-1111111").status, 404)
        << "another operation has its own bucket";
    rig.Post("clock", R"({"advance_seconds":178})");
    EXPECT_EQ(rig.Search(kSearch).status, 429);
    rig.Post("clock", R"({"advance_seconds":1})");
    EXPECT_EQ(rig.Search(kSearch).status, 200);
    EXPECT_EQ(rig.Search(kSearch).status, 429);
    EXPECT_EQ(rig.Control("state").at("throttled").to_number<int>(), 3);
}

TEST(RateLimits, PlansAndCallersAreApart) {
    const base::Instant now = base::Instant::FromSeconds(1'000);
    RateLimits fast(RatePlan::kFactor, 10);
    EXPECT_EQ(fast.Announced("searchOrders"), "0.056");
    EXPECT_EQ(fast.Announced("getOrder"), "5");
    RateLimits limits(RatePlan::kAmazon, 1);
    for (int i = 0; i < 10; ++i) {
        EXPECT_TRUE(limits.Take("app/a", "confirmShipment", now));
    }
    EXPECT_FALSE(limits.Take("app/a", "confirmShipment", now));
    EXPECT_TRUE(limits.Take("app/b", "confirmShipment", now));
    EXPECT_FALSE(limits.Take("app/a", "confirmShipment", now - base::Duration::Hours(1)))
        << "time does not go back";
}

}  // namespace
}  // namespace orderyard::sandbox
