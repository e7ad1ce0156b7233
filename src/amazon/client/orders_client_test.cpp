// What the client does about each answer, one line a case; and what it says to Amazon.
#include "amazon/client/orders_client.hpp"

#include <gtest/gtest.h>

#include "amazon/fakes/fake_amazon.hpp"

namespace orderyard::amazon {

namespace {

using base::Duration;
using fakes::Answer;
using fakes::Broken;

constexpr const char* kPage = R"({"orders":[]})";

domain::Store TestStore() {
    domain::Store store;
    store.id = domain::StoreId(3);
    store.code = "acme";
    store.region = "eu";
    store.api_url = "https://sellingpartnerapi-eu.amazon.com";
    store.token_url = "https://api.amazon.com/auth/o2/token";
    return store;
}

struct Bench {
    fakes::FakeClock clock;
    fakes::FakeDatabase database;
    fakes::ScriptedTransport transport;
    int sleeps = 0;
    OrdersClient client{transport, database, clock, Options()};

    OrdersClientOptions Options() {
        OrdersClientOptions options;
        options.random = [] { return 0.5; };
        options.sleep = [this](Duration duration, std::stop_token) {
            ++sleeps;
            clock.Advance(duration);
        };
        return options;
    }

    CallResult<wire::SearchAnswer> Search() {
        SearchParams params;
        params.last_updated_after = clock.now - Duration::Hours(1);
        return client.SearchOrders(TestStore(), params, Priority::kNewOrders, {});
    }
};

std::string Errors(const std::string& code, const std::string& message = "m") {
    return R"({"errors":[{"code":")" + code + R"(","message":")" + message + R"("}]})";
}

struct Reaction {
    const char* name;
    std::vector<fakes::SendResult> answers;
    std::optional<FailureKind> failure;  // nullopt: good
    int calls;
    int token_calls;
};

}  // namespace

TEST(OrdersClient, Reactions) {
    const auto good = Answer(200, kPage);
    const std::vector<Reaction> cases = {
        {"200", {good}, std::nullopt, 1, 1},
        {"400", {Answer(400, Errors("InvalidInput"))}, FailureKind::kBadRequest, 1, 1},
        {"400 without a body", {Answer(400, "")}, FailureKind::kBadRequest, 1, 1},
        {"401", {Answer(401, Errors("Unauthorized"))}, FailureKind::kForbidden, 1, 1},
        {"403", {Answer(403, Errors("Unauthorized"))}, FailureKind::kForbidden, 1, 1},
        {"404", {Answer(404, Errors("NotFound"))}, FailureKind::kNotFound, 1, 1},
        {"413", {Answer(413, "")}, FailureKind::kBadRequest, 1, 1},
        {"415", {Answer(415, "")}, FailureKind::kBadRequest, 1, 1},
        {"429", {Answer(429, Errors("QuotaExceeded"))}, FailureKind::kThrottled, 1, 1},
        {"500 once", {Answer(500, Errors("InternalFailure")), good}, std::nullopt, 2, 1},
        {"502 HTML once", {Answer(502, "<html>"), good}, std::nullopt, 2, 1},
        {"503 twice", {Answer(503, ""), Answer(503, ""), good}, std::nullopt, 3, 1},
        {"504 for ever",
         {Answer(504, ""), Answer(504, ""), Answer(504, ""), good},
         FailureKind::kServerFailed,
         3,
         1},
        {"no connection once", {Broken(TransportFailureKind::kConnect), good}, std::nullopt, 2, 1},
        {"cut for ever",
         {Broken(TransportFailureKind::kExchange), Broken(TransportFailureKind::kExchange),
          Broken(TransportFailureKind::kExchange)},
         FailureKind::kUnreachable,
         3,
         1},
        {"too large",
         {Broken(TransportFailureKind::kTooLarge), Broken(TransportFailureKind::kTooLarge),
          Broken(TransportFailureKind::kTooLarge)},
         FailureKind::kBadAnswer,
         3,
         1},
        {"plain http", {Broken(TransportFailureKind::kRefusedUrl)}, FailureKind::kBadRequest, 1, 1},
        {"stopped", {Broken(TransportFailureKind::kStopped)}, FailureKind::kStopped, 1, 1},
        {"302", {Answer(302, ""), Answer(302, ""), Answer(302, "")}, FailureKind::kBadAnswer, 3, 1},
        {"truncated once", {Answer(200, R"({"orders":[{"or)"), good}, std::nullopt, 2, 1},
        {"HTML as 200",
         {Answer(200, "<html>"), Answer(200, "<html>"), Answer(200, "<html>")},
         FailureKind::kBadAnswer,
         3,
         1},
        {"empty 200",
         {Answer(200, ""), Answer(200, ""), Answer(200, "")},
         FailureKind::kBadAnswer,
         3,
         1},
        {"errors as 200", {Answer(200, Errors("InternalFailure")), good}, std::nullopt, 2, 1},
        {"204", {Answer(204, ""), good}, std::nullopt, 2, 1},
    };
    for (const Reaction& each : cases) {
        Bench bench;
        bench.transport.script = {each.answers.begin(), each.answers.end()};
        const auto page = bench.Search();
        ASSERT_EQ(page.has_value(), !each.failure.has_value()) << each.name;
        if (each.failure) {
            EXPECT_EQ(page.error().kind, *each.failure) << each.name;
        }
        EXPECT_EQ(bench.transport.sent.size(), static_cast<std::size_t>(each.calls)) << each.name;
        EXPECT_EQ(bench.transport.token_calls, each.token_calls) << each.name;
        EXPECT_EQ(bench.sleeps, each.calls - 1) << each.name;
    }
}

TEST(OrdersClient, AnExpiredTokenIsRenewedOnceAndTheCallRepeated) {
    Bench bench;
    bench.transport.script = {Answer(200, kPage),
                              Answer(403, Errors("Unauthorized", "The access token has expired")),
                              Answer(200, kPage)};
    EXPECT_TRUE(bench.Search());
    bench.transport.token_script = {Answer(200, R"({"access_token":"second","expires_in":3600})")};
    EXPECT_TRUE(bench.Search());
    EXPECT_EQ(bench.transport.token_calls, 2);
    EXPECT_EQ(bench.transport.sent.back().headers[0].second, "second");
    bench.transport.script = {Answer(403, Errors("Unauthorized")),
                              Answer(403, Errors("Unauthorized")), Answer(200, kPage)};
    EXPECT_EQ(bench.Search().error().kind, FailureKind::kForbidden);
    EXPECT_EQ(bench.transport.token_calls, 3);
}

TEST(OrdersClient, TokenReactions) {
    const std::string grant = R"({"error":"invalid_grant","error_description":"Atzr|secret"})";
    const std::vector<std::tuple<const char*, fakes::SendResult, FailureKind>> cases = {
        {"invalid_grant", Answer(400, grant), FailureKind::kCredentials},
        {"invalid_client", Answer(401, R"({"error":"invalid_client"})"), FailureKind::kCredentials},
        {"bare 400", Answer(400, ""), FailureKind::kCredentials},
        {"throttled", Answer(429, ""), FailureKind::kThrottled},
        {"500", Answer(500, ""), FailureKind::kServerFailed},
        {"HTML", Answer(200, "<html>"), FailureKind::kBadAnswer},
        {"no token inside", Answer(200, "{}"), FailureKind::kBadAnswer},
        {"cut", Broken(TransportFailureKind::kExchange), FailureKind::kUnreachable},
    };
    for (const auto& [name, answer, kind] : cases) {
        Bench bench;
        bench.transport.token_script = {answer};
        const auto page = bench.Search();
        ASSERT_FALSE(page) << name;
        EXPECT_EQ(page.error().kind, kind) << name;
        EXPECT_EQ(page.error().text.find("Atzr"), std::string::npos) << name;
        EXPECT_TRUE(bench.transport.sent.empty()) << name;
        EXPECT_TRUE(bench.database.state.buckets.empty()) << name << ": no budget spent";
    }
    Bench bench;
    bench.database.state.credentials.reset();
    EXPECT_EQ(bench.Search().error().kind, FailureKind::kCredentials);
}

TEST(OrdersClient, TheBudgetIsSpentBeforeTheCallAndKept) {
    Bench bench;
    for (int i = 0; i < 10; ++i) {
        bench.transport.script.emplace_back(Answer(200, kPage));
        ASSERT_TRUE(bench.Search()) << i;
    }
    const auto refused = bench.Search();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, FailureKind::kBudget);
    EXPECT_GT(refused.error().wait.seconds(), 170);
    EXPECT_EQ(bench.transport.sent.size(), 10u);
    EXPECT_FALSE(refused.error().WasSent());
}

TEST(OrdersClient, ItLearnsTheRateFromAnswers) {
    Bench bench;
    bench.transport.script = {Answer(200, kPage, {{"x-amzn-ratelimit-limit", "50.5"}}),
                              Answer(200, kPage, {{"x-amzn-ratelimit-limit", "lots"}})};
    EXPECT_TRUE(bench.Search());
    EXPECT_TRUE(bench.Search());
    EXPECT_EQ(bench.database.state.buckets.at("searchOrders").rate_per_second, 50.5);
}

TEST(OrdersClient, A429StopsFurtherCallsForAWhile) {
    Bench bench;
    bench.transport.script = {Answer(429, "", {{"retry-after", "300"}})};
    EXPECT_GE(bench.Search().error().wait.seconds(), 300);
    EXPECT_EQ(bench.Search().error().kind, FailureKind::kBudget);
    EXPECT_EQ(bench.transport.sent.size(), 1u);
    bench.clock.Advance(Duration::Minutes(12));
    bench.transport.script = {Answer(200, kPage)};
    EXPECT_TRUE(bench.Search());
    EXPECT_EQ(bench.database.state.buckets.at("searchOrders").refusals, 0);
}

TEST(OrdersClient, TheBreakerRestsAfterFiveFailures) {
    Bench bench;
    EXPECT_FALSE(bench.Search());  // three tries
    EXPECT_FALSE(bench.Search());  // two more; the credit for repeats is used up with the second
    EXPECT_EQ(bench.Search().error().kind, FailureKind::kBreakerOpen);
    EXPECT_EQ(bench.transport.sent.size(), 5u);
    EXPECT_TRUE(bench.client.SayHello(TestStore(), {})) << "the door to the tokens is another one";
}

TEST(OrdersClient, RepeatsAreAboutATenthOfAllCalls) {
    Bench bench;
    bench.database.state.buckets["searchOrders"] = {
        domain::StoreId(3), "searchOrders", 1e4, bench.clock.now, 1e3, 1e4, {}, 0};
    int good = 0;
    for (int i = 0; i < 200; ++i) {  // every other answer fails, and a repeat always helps
        bench.transport.script = {Answer(500, ""), Answer(200, kPage)};
        good += bench.Search() ? 1 : 0;
        bench.clock.Advance(Duration::Minutes(2));
        for (int j = 0; j < 4; ++j) {
            bench.transport.script = {Answer(200, kPage)};
            EXPECT_TRUE(bench.Search());
        }
    }
    EXPECT_GT(good, 80);
    EXPECT_LT(good, 120) << "1000 calls, a tenth of them repeats";
}

TEST(OrdersClient, SaysWhatAmazonWantsToHear) {
    Bench bench;
    bench.transport.script = {Answer(200, kPage), Answer(200, R"({"order":{"orderId":"a/b"}})")};
    SearchParams params;
    params.last_updated_after = *base::Instant::ParseIso("2026-01-01T00:00:00Z");
    params.last_updated_before = *base::Instant::ParseIso("2026-01-02T00:00:00Z");
    params.marketplace_ids = {"A1", "B2"};
    params.page_token = "x+/=&y";
    EXPECT_TRUE(bench.client.SearchOrders(TestStore(), params, Priority::kNewOrders, {}));
    EXPECT_TRUE(bench.client.GetOrder(TestStore(), "a/b", Priority::kHint, {}));
    const auto& search = bench.transport.sent[0];
    EXPECT_TRUE(search.url.starts_with(
        "https://sellingpartnerapi-eu.amazon.com/orders/2026-01-01/orders?"));
    EXPECT_EQ(fakes::QueryValue(search.url, "lastUpdatedAfter"), "2026-01-01T00:00:00.000Z");
    EXPECT_EQ(fakes::QueryValue(search.url, "lastUpdatedBefore"), "2026-01-02T00:00:00.000Z");
    EXPECT_EQ(fakes::QueryValue(search.url, "createdAfter"), "");
    EXPECT_EQ(fakes::QueryValue(search.url, "marketplaceIds"), "A1,B2");
    EXPECT_EQ(fakes::QueryValue(search.url, "paginationToken"), "x+/=&y");
    EXPECT_EQ(fakes::QueryValue(search.url, "maxResultsPerPage"), "100");
    EXPECT_NE(fakes::QueryValue(search.url, "includedData").find("FULFILLMENT,PACKAGES"),
              std::string::npos);
    EXPECT_EQ(search.headers[0],
              (std::pair<std::string, std::string>{"x-amz-access-token", "Atza|good"}));
    EXPECT_EQ(search.headers[1].second, "Orderyard/0.1 (Language=C++/20; Platform=Linux)");
    EXPECT_NE(bench.transport.sent[1].url.find("/orders/a%2Fb?includedData="), std::string::npos);
}

TEST(OrdersClient, AnAnswerOfAnotherOrderIsNoAnswer) {
    Bench bench;
    const auto other = Answer(200, R"({"order":{"orderId":"2"}})");
    bench.transport.script = {other, other, other};
    const auto order = bench.client.GetOrder(TestStore(), "1", Priority::kHint, {});
    ASSERT_FALSE(order);
    EXPECT_EQ(order.error().kind, FailureKind::kBadAnswer);
}

TEST(OrdersClient, LearnsAmazonsClockFromTheTokenAlready) {
    Bench bench;
    const auto amazon_now = bench.clock.now - Duration::Days(1);
    bench.transport.token_script = {
        Answer(200, R"({"access_token":"t"})", {{"date", fakes::HttpDate(amazon_now)}})};
    EXPECT_TRUE(bench.client.SayHello(TestStore(), {}));
    EXPECT_EQ(bench.client.AmazonNow(TestStore().id).seconds(), amazon_now.seconds());
}

}  // namespace orderyard::amazon
