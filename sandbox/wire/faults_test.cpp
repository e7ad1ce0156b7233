// The fault script: when rules fire, and what each kind does to an answer.
#include "sandbox/wire/faults.hpp"

#include <gtest/gtest.h>

#include <set>

#include "sandbox/test_rig.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

const std::string kQuery =
    "lastUpdatedAfter=2026-10-01T00:00:00Z&maxResultsPerPage=50&includedData=FULFILLMENT";

std::vector<std::string> Ids(const http::Response& response) {
    std::vector<std::string> ids;
    const json::object page = Rig::Parse(response);
    for (const json::value& order : page.at("orders").as_array()) {
        const json::value* id = order.as_object().if_contains("orderId");
        ids.push_back(id == nullptr ? "" : std::string(id->as_string()));
    }
    return ids;
}

http::Response WithFault(Rig& rig, const std::string& rule, const std::string& query = kQuery) {
    const http::Response added = rig.Post("faults", rule);
    EXPECT_EQ(added.status, 201) << added.body;
    http::Response response = rig.Search(query);
    rig.Send(http::Method::kDelete, "/control/faults");
    return response;
}

TEST(Faults, FireByCountTurnAndChance) {
    struct Case {
        const char* rule;
        std::string pattern;  // x: fires
    };
    const Case cases[] = {
        {R"({"kind":"http_500"})", "xxxxxx"},
        {R"({"kind":"http_500","nth":3})", "..x..."},
        {R"({"kind":"http_500","every":2})", ".x.x.x"},
        {R"({"kind":"http_500","count":2})", "xx...."},
        {R"({"kind":"http_500","probability":0})", "......"},
        {R"({"kind":"http_500","operation":"getOrder"})", "......"},
        {R"({"kind":"expired_token_400"})", "......"},
    };
    for (const Case& c : cases) {
        FaultScript script(1);
        ASSERT_TRUE(script.Add(json::parse(c.rule).as_object()));
        std::string pattern;
        for (int i = 0; i < 6; ++i) {
            pattern += script.Draw("searchOrders", false).empty() ? '.' : 'x';
        }
        EXPECT_EQ(pattern, c.pattern) << c.rule;
    }
    FaultScript one(1);
    FaultScript two(1);
    int fired = 0;
    ASSERT_TRUE(one.Add(json::parse(R"({"kind":"http_500","probability":0.3})").as_object()));
    ASSERT_TRUE(two.Add(json::parse(R"({"kind":"http_500","probability":0.3})").as_object()));
    for (int i = 0; i < 1'000; ++i) {
        const bool is_fired = !one.Draw("x", false).empty();
        EXPECT_EQ(is_fired, !two.Draw("x", false).empty());
        fired += is_fired ? 1 : 0;
    }
    EXPECT_NEAR(fired, 300, 60);
}

TEST(Faults, RefusesRules) {
    Rig rig;
    const std::pair<const char*, const char*> cases[] = {
        {R"({})", "kind"},
        {R"({"kind":"explode"})", "kind"},
        {R"({"kind":"http_500","nth":"one"})", "nth"},
        {R"({"kind":"http_500","nth":-1})", "rule"},
        {R"([{"kind":"http_500"},{"kind":"omit_order","percent":101}])", "rule"},
    };
    for (const auto& [rule, field] : cases) {
        const http::Response response = rig.Post("faults", rule);
        EXPECT_EQ(response.status, 400) << rule;
        EXPECT_EQ(Rig::Parse(response).at("field").as_string(), field) << rule;
    }
    EXPECT_TRUE(rig.Control("faults").at("rules").as_array().empty())
        << "all rules of a list or none";
}

TEST(Faults, ReplaceAnswers) {
    struct Case {
        const char* kind;
        int status;
        const char* content;
    };
    const Case cases[] = {
        {"http_400", 400, "InvalidInput"},
        {"http_403", 403, "Unauthorized"},
        {"http_500", 500, "InternalFailure"},
        {"http_503_html", 503, "<html>"},
        {"html_200", 200, "<html>"},
        {"errors_body_200", 200, "\"errors\""},
        {"429_with_retry_after:17", 429, "QuotaExceeded"},
    };
    Rig rig;
    for (const Case& c : cases) {
        const http::Response response =
            WithFault(rig, R"({"kind":")" + std::string(c.kind) + "\"}");
        EXPECT_EQ(response.status, c.status) << c.kind;
        EXPECT_NE(response.body.find(c.content), std::string::npos) << c.kind;
    }
    EXPECT_EQ(Rig::HeaderOf(WithFault(rig, R"({"kind":"429_with_retry_after:17"})"), "Retry-After"),
              "17");
    const http::Response empty = WithFault(rig, R"({"kind":"empty_200"})");
    EXPECT_EQ(empty.status, 200);
    EXPECT_TRUE(empty.body.empty());
}

TEST(Faults, HarmTheWire) {
    Rig rig;
    EXPECT_EQ(WithFault(rig, R"({"kind":"reset_before_answer"})").fault.close_after_bytes,
              std::optional<std::size_t>(0));
    EXPECT_GT(WithFault(rig, R"({"kind":"reset_mid_body"})").fault.close_after_bytes.value_or(0),
              600U);
    EXPECT_EQ(WithFault(rig, R"({"kind":"slow_body:10"})").fault.body_bytes_per_second,
              std::optional<std::size_t>(10));
    EXPECT_EQ(WithFault(rig, R"({"kind":"delay","delay_millis":70})").fault.delay_millis, 70);
    const http::Response cut = WithFault(rig, R"({"kind":"truncated_json"})");
    boost::system::error_code error;
    json::value parsed = json::parse(cut.body, error);
    EXPECT_TRUE(error);
    EXPECT_EQ(Rig::HeaderOf(rig.Search(kQuery), "Date"), "Sun, 22 Nov 2026 12:00:00 GMT");
    EXPECT_EQ(Rig::HeaderOf(WithFault(rig, R"({"kind":"clock_skew_seconds:-90"})"), "Date"),
              "Sun, 22 Nov 2026 11:58:30 GMT");
}

TEST(Faults, HarmPages) {
    Rig rig;
    const std::vector<std::string> good = Ids(rig.Search(kQuery));
    ASSERT_EQ(good.size(), 50U);
    std::vector<std::string> reversed = Ids(WithFault(rig, R"({"kind":"reorder_page"})"));
    std::reverse(reversed.begin(), reversed.end());
    EXPECT_EQ(reversed, good);
    const std::vector<std::string> without =
        Ids(WithFault(rig, R"({"kind":"omit_order:)" + good[4] + "\"}"));
    EXPECT_EQ(without.size(), 49U);
    EXPECT_EQ(std::count(without.begin(), without.end(), good[4]), 0);
    const std::vector<std::string> some = Ids(WithFault(rig, R"({"kind":"omit_order:20"})"));
    EXPECT_GT(some.size(), 30U);
    EXPECT_LT(some.size(), 48U);
    EXPECT_EQ(some, Ids(WithFault(rig, R"({"kind":"omit_order:20"})"))) << "always the same ones";
    EXPECT_EQ(Ids(WithFault(rig, R"({"kind":"duplicate_orders"})")).size(), 100U);
}

TEST(Faults, RepeatPagesForEver) {
    Rig rig;
    const json::object first = Rig::Parse(rig.Search(kQuery));
    const std::string token =
        base::PercentEncode(std::string(first.at("pagination").at("nextToken").as_string()));
    const http::Response again =
        WithFault(rig, R"({"kind":"repeat_page"})", kQuery + "&paginationToken=" + token);
    EXPECT_EQ(Rig::Parse(again), first);
    EXPECT_NE(Ids(rig.Search(kQuery + "&paginationToken=" + token)), Ids(again));
    EXPECT_EQ(
        WithFault(rig, R"({"kind":"expired_token_400"})", kQuery + "&paginationToken=" + token)
            .status,
        400);
}

TEST(Faults, HarmOrders) {
    Rig rig;
    const std::string id = Ids(rig.Search(kQuery))[0];
    const std::vector<std::string> words = {"AWAITING_DRONE", "carbonFootprint"};
    EXPECT_NE(WithFault(rig, R"({"kind":"unknown_enum"})").body.find("AWAITING_DRONE"),
              std::string::npos);
    EXPECT_NE(WithFault(rig, R"({"kind":"extra_fields:)" + id + "\"}").body.find("carbonFootprint"),
              std::string::npos);
    const http::Response malformed = WithFault(rig, R"({"kind":"malformed_order:30"})");
    EXPECT_EQ(malformed.status, 200);
    EXPECT_NE(malformed.body, rig.Search(kQuery).body);
    rig.Post("faults", R"({"kind":"wrong_order","operation":"getOrder"})");
    EXPECT_NE(rig.Order(id).at("orderId").as_string(), id);
}

TEST(Faults, SayWhetherTheCallWasCarriedOut) {
    struct Case {
        const char* rule;
        bool is_carried_out;
    };
    const Case cases[] = {
        {R"({"kind":"http_500"})", false},
        {R"({"kind":"http_500","applied":true})", true},
        {R"({"kind":"reset_before_answer"})", true},
        {R"({"kind":"reset_before_answer","applied":false})", false},
        {R"({"kind":"429_with_retry_after"})", false},
        {R"({"kind":"html_200"})", true},
        {R"({"kind":"truncated_json"})", true},
    };
    for (const Case& c : cases) {
        Rig rig;
        const json::object placed =
            Rig::Parse(rig.Post("orders", R"({"marketplace":"US","lines":[{"quantity":1}]})"));
        const std::string id(placed.at("order_ids").at(0).as_string());
        const std::string item(
            placed.at("order").at("orderItems").at(0).at("orderItemId").as_string());
        ASSERT_EQ(rig.Post("faults", c.rule).status, 201);
        rig.Confirm(
            id,
            R"({"marketplaceId":"ATVPDKIKX0DER","packageDetail":{"packageReferenceId":"1","carrierCode":"UPS",)"
            R"("trackingNumber":"1Z","shipDate":"2026-11-22T12:00:00Z","orderItems":[{"orderItemId":")" +
                item + R"(","quantity":1}]}})");
        EXPECT_EQ(rig.Control("packages/" + id).at("packages").as_array().size(),
                  c.is_carried_out ? 1U : 0U)
            << c.rule;
    }
}

}  // namespace
}  // namespace orderyard::sandbox
