// The small parts around a call: breaker, clock, token cache, failure classes.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "amazon/client/call_failure.hpp"
#include "amazon/client/channel_clock.hpp"
#include "amazon/client/circuit_breaker.hpp"
#include "amazon/client/token_cache.hpp"
#include "amazon/fakes/fake_amazon.hpp"

namespace orderyard::amazon {

namespace {

using base::Duration;
using base::Instant;

CallResult<wire::TokenAnswer> Token(const std::string& text) {
    return wire::TokenAnswer{text, 3600};
}

CallResult<wire::TokenAnswer> NoToken(FailureKind kind) {
    return tl::unexpected(MakeFailure(kind, "getToken"));
}

}  // namespace

TEST(CircuitBreaker, OpensAfterFiveInARow) {
    CircuitBreaker breaker;
    for (int i = 0; i < 4; ++i) {
        breaker.Failed(0, 0.5);
        EXPECT_FALSE(breaker.IsOpen());
    }
    breaker.Succeeded();
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(breaker.MillisToWait(0), 0);
        breaker.Failed(0, 0.5);
    }
    EXPECT_TRUE(breaker.IsOpen());
    EXPECT_EQ(breaker.MillisToWait(1'000), 59'000);
}

TEST(CircuitBreaker, OpensWhenHalfOfTwentyFail) {
    CircuitBreaker breaker;
    for (int i = 0; i < 19; ++i) {
        i % 2 == 0 ? breaker.Failed(0, 0) : breaker.Succeeded();
        EXPECT_FALSE(breaker.IsOpen()) << i;
    }
    breaker.Failed(0, 0);
    EXPECT_TRUE(breaker.IsOpen());
}

TEST(CircuitBreaker, OneProbeAMinute) {
    CircuitBreaker breaker;
    for (int i = 0; i < 5; ++i) {
        breaker.Failed(0, 0.0);
    }
    EXPECT_EQ(breaker.MillisToWait(0), 40'000);  // 60 s - 20 s
    EXPECT_EQ(breaker.MillisToWait(40'000), 0);
    EXPECT_GT(breaker.MillisToWait(40'001), 0) << "only one goes ahead";
    breaker.Failed(40'500, 0.5);
    EXPECT_EQ(breaker.MillisToWait(40'500), 60'000);
    EXPECT_EQ(breaker.MillisToWait(100'500), 0);
    breaker.Succeeded();
    EXPECT_FALSE(breaker.IsOpen());
    EXPECT_EQ(breaker.MillisToWait(100'501), 0);
}

TEST(ChannelClock, TakesTheMedian) {
    ChannelClock clock;
    clock.Restore(Duration::Seconds(7));
    EXPECT_EQ(clock.Offset().seconds(), 7);
    const Instant now = Instant::FromSeconds(1'000'000);
    for (const int offset : {10, 11, 3000, 9, 10}) {
        clock.AddSample(now + Duration::Seconds(offset), now);
    }
    EXPECT_EQ(clock.Offset().millis(), 10'500);  // the header is cut to seconds: half a second more
}

TEST(ChannelClock, AStepIsBelievedWhenTwoAgree) {
    ChannelClock clock;
    const Instant now = Instant::FromSeconds(1'000'000);
    for (int i = 0; i < 9; ++i) {
        clock.AddSample(now, now);
    }
    clock.AddSample(now + Duration::Days(1), now);
    EXPECT_EQ(clock.Offset().seconds(), 0);
    clock.AddSample(now + Duration::Days(1), now);
    EXPECT_EQ(clock.Offset().seconds(), 86'400);
}

TEST(ChannelClock, ForgottenSamplesDoNotOutvoteTheNext) {
    ChannelClock clock;
    const Instant now = Instant::FromSeconds(1'000'000);
    for (int i = 0; i < 9; ++i) {
        clock.AddSample(now, now);
    }
    clock.ForgetSamples();
    EXPECT_EQ(clock.Offset().millis(), 500) << "until there is another";
    clock.AddSample(now - Duration::Seconds(30), now);
    EXPECT_EQ(clock.Offset().millis(), -29'500);
}

TEST(ChannelClock, HttpDates) {
    EXPECT_EQ(ParseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT")->ToIso(), "1994-11-06T08:49:37Z");
    for (const char* odd :
         {"", "yesterday", "Sun, 06 Nov 1994 08:49:37 PST", "Sun, 06 Foo 1994 08:49:37 GMT",
          "Sun, 99 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"}) {
        EXPECT_FALSE(ParseHttpDate(odd)) << odd;
    }
}

TEST(TokenCache, KeepsATokenFor55Minutes) {
    fakes::FakeClock clock;
    TokenCache cache(clock);
    int fetches = 0;
    const auto fetch = [&] { return Token("t" + std::to_string(++fetches)); };
    EXPECT_TRUE(cache.Get("a", fetch)->is_fresh);
    clock.Advance(Duration::Minutes(54));
    const auto kept = cache.Get("a", fetch);
    EXPECT_EQ(kept->text, "t1");
    EXPECT_FALSE(kept->is_fresh);
    EXPECT_EQ(cache.Get("b", fetch)->text, "t2") << "another set of credentials";
    clock.Advance(Duration::Minutes(2));
    EXPECT_EQ(cache.Get("a", fetch)->text, "t3");
    cache.Drop("a", "an older one");
    EXPECT_EQ(cache.Get("a", fetch)->text, "t3");
    cache.Drop("a", "t3");
    EXPECT_EQ(cache.Get("a", fetch)->text, "t4");
}

TEST(TokenCache, TroubleAtRenewalLeavesTheOldTokenItsLife) {
    fakes::FakeClock clock;
    TokenCache cache(clock);
    EXPECT_TRUE(cache.Get("a", [] { return Token("old"); }));
    clock.Advance(Duration::Minutes(56));
    EXPECT_EQ(cache.Get("a", [] { return NoToken(FailureKind::kServerFailed); })->text, "old");
    clock.Advance(Duration::Minutes(5));
    const auto gone = cache.Get("a", [] { return NoToken(FailureKind::kServerFailed); });
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().kind, FailureKind::kServerFailed);
}

TEST(TokenCache, RefusedCredentialsAreNotTriedAgainAtOnce) {
    fakes::FakeClock clock;
    TokenCache cache(clock);
    int fetches = 0;
    const auto refused = [&] {
        ++fetches;
        return NoToken(FailureKind::kCredentials);
    };
    EXPECT_FALSE(cache.Get("a", refused));
    const auto again = cache.Get("a", refused);
    EXPECT_EQ(again.error().kind, FailureKind::kCredentials);
    EXPECT_EQ(again.error().wait.seconds(), 30);
    EXPECT_EQ(fetches, 1);
    EXPECT_TRUE(cache.Get("new secret", [] { return Token("t"); }));
    for (int i = 0; i < 20; ++i) {
        clock.Advance(Duration::Hours(1));
        EXPECT_FALSE(cache.Get("a", refused));
    }
    EXPECT_EQ(fetches, 21) << "never more than an hour of rest";
}

TEST(TokenCache, OneFetchForAllWhoAskAtOnce) {
    fakes::FakeClock clock;
    TokenCache cache(clock);
    std::atomic<int> fetches = 0;
    std::atomic<int> good = 0;
    const auto fetch = [&] {
        ++fetches;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return Token("shared");
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] { good += cache.Get("a", fetch)->text == "shared" ? 1 : 0; });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(fetches, 1);
    EXPECT_EQ(good, 8);
}

TEST(TokenCache, WhoWaitsSharesTheFailure) {
    fakes::FakeClock clock;
    TokenCache cache(clock);
    std::atomic<int> fetches = 0;
    std::atomic<int> failed = 0;
    const auto fetch = [&] {
        ++fetches;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        return NoToken(FailureKind::kCredentials);
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] { failed += cache.Get("a", fetch) ? 0 : 1; });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(fetches, 1);
    EXPECT_EQ(failed, 4);
}

TEST(TokenCache, AFetchThatThrowsFreesTheWay) {
    fakes::FakeClock clock;
    TokenCache cache(clock);
    EXPECT_THROW(
        (void)cache.Get("a", []() -> CallResult<wire::TokenAnswer> { throw std::bad_alloc(); }),
        std::bad_alloc);
    EXPECT_TRUE(cache.Get("a", [] { return Token("t"); }));
}

TEST(CallFailure, ClassOfEachStatus) {
    const std::vector<std::pair<int, FailureKind>> cases = {
        {100, FailureKind::kBadAnswer},    {204, FailureKind::kBadAnswer},
        {301, FailureKind::kBadAnswer},    {302, FailureKind::kBadAnswer},
        {308, FailureKind::kBadAnswer},    {400, FailureKind::kBadRequest},
        {401, FailureKind::kForbidden},    {403, FailureKind::kForbidden},
        {404, FailureKind::kNotFound},     {408, FailureKind::kServerFailed},
        {413, FailureKind::kBadRequest},   {415, FailureKind::kBadRequest},
        {422, FailureKind::kBadRequest},   {429, FailureKind::kThrottled},
        {500, FailureKind::kServerFailed}, {502, FailureKind::kServerFailed},
        {503, FailureKind::kServerFailed}, {504, FailureKind::kServerFailed},
        {599, FailureKind::kServerFailed}, {200, FailureKind::kBadAnswer},
    };
    for (const auto& [status, kind] : cases) {
        EXPECT_EQ(KindOfAnswer(status), kind) << status;
    }
}

TEST(CallFailure, KeepsCodesButNoBodies) {
    auto answer = fakes::Answer(502, "<html>Jane Doe, Main Street 1</html>",
                                {{"x-amzn-requestid", "id\n1<"}});
    auto failure = FailureOfAnswer("getOrder", answer);
    EXPECT_EQ(failure.request_id, "id1");
    EXPECT_EQ(failure.text.find("Jane"), std::string::npos);
    EXPECT_NE(failure.text.find("HTML"), std::string::npos);
    answer = fakes::Answer(200, R"({"order":{"buyer":"Jane Doe"})");
    EXPECT_EQ(FailureOfAnswer("getOrder", answer).ToError().Text().find("Jane"), std::string::npos);
    answer = fakes::Answer(
        400, R"({"errors":[{"code":"InvalidInput","message":"createdAfter is wrong"}]})");
    failure = FailureOfAnswer("searchOrders", answer);
    EXPECT_EQ(failure.amazon_code, "InvalidInput");
    EXPECT_NE(failure.text.find("createdAfter"), std::string::npos);
    EXPECT_EQ(failure.ToError().code, base::ErrorCode::kInvalidInput);
}

}  // namespace orderyard::amazon
