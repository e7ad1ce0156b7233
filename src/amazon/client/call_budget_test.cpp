// The promise of the buckets as a property, and each rule of theirs as a line.
#include "amazon/client/call_budget.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace orderyard::amazon {

namespace {

using base::Duration;
using base::Instant;

const UsagePlan kSearch{0.0056, 20};
const Instant kStart = Instant::FromSeconds(1'800'000'000);

ports::QuotaBucket Full(const UsagePlan& plan) {
    auto bucket = NewBucket(domain::StoreId(1), "searchOrders", plan, kStart);
    bucket.tokens = plan.burst;
    return bucket;
}

int TakeAll(ports::QuotaBucket& bucket, Priority priority, Instant now) {
    int taken = 0;
    while (TakeToken(bucket, priority, now).is_granted) {
        ++taken;
    }
    return taken;
}

}  // namespace

RC_GTEST_PROP(CallBudget, NeverMoreThanRateTimesTimePlusBurst, ()) {
    const UsagePlan plan{*rc::gen::inRange(1, 2000) / 1000.0,
                         static_cast<double>(*rc::gen::inRange(1, 40))};
    auto bucket = Full(plan);
    Instant now = kStart;
    double granted = 0;
    const int steps = *rc::gen::inRange(1, 80);
    for (int i = 0; i < steps; ++i) {
        now = now + Duration::Millis(*rc::gen::inRange(0, 60'000));
        const auto priority = static_cast<Priority>(*rc::gen::inRange(0, 5));
        switch (*rc::gen::inRange(0, 6)) {
            case 0: Penalise(bucket, std::nullopt, *rc::gen::inRange(0, 100) / 100.0, now); break;
            default: granted += TakeToken(bucket, priority, now).is_granted ? 1 : 0; break;
        }
        const double seconds = static_cast<double>((now - kStart).micros) / 1e6;
        RC_ASSERT(granted <= plan.rate_per_second * seconds + plan.burst + 1e-3);
        RC_ASSERT(bucket.tokens >= 0);
        RC_ASSERT(bucket.tokens <= plan.burst + 1e-9);
    }
}

RC_GTEST_PROP(CallBudget, TheWaitItNamesIsEnough, ()) {
    const UsagePlan plan{*rc::gen::inRange(1, 2000) / 1000.0,
                         static_cast<double>(*rc::gen::inRange(1, 40))};
    auto bucket = Full(plan);
    bucket.tokens = *rc::gen::inRange(0, 100) / 100.0;
    if (*rc::gen::arbitrary<bool>()) {
        Penalise(bucket, std::nullopt, *rc::gen::inRange(0, 100) / 100.0, kStart);
    }
    const auto priority = static_cast<Priority>(*rc::gen::inRange(0, 5));
    const Grant first = TakeToken(bucket, priority, kStart);
    if (!first.is_granted) {
        RC_ASSERT(first.wait.micros > 0);
        Instant now = kStart + first.wait;
        const Grant second = TakeToken(bucket, priority, now);
        // The end of a penalty starts the refill, so one further wait may be named; not a third.
        if (!second.is_granted) {
            RC_ASSERT(TakeToken(bucket, priority, now + second.wait).is_granted);
        }
    }
}

TEST(CallBudget, AStartWithoutStateHasHalfTheBurst) {
    auto bucket = NewBucket(domain::StoreId(1), "searchOrders", kSearch, kStart);
    EXPECT_EQ(TakeAll(bucket, Priority::kNewOrders, kStart), 10);
    auto tiny = NewBucket(domain::StoreId(1), "x", {0.1, 1}, kStart);
    EXPECT_EQ(TakeAll(tiny, Priority::kSweep, kStart), 1);
}

TEST(CallBudget, AFifthIsKeptForNewOrders) {
    auto bucket = Full(kSearch);
    EXPECT_EQ(TakeAll(bucket, Priority::kSweep, kStart), 16);
    EXPECT_EQ(TakeAll(bucket, Priority::kPerson, kStart), 0);
    EXPECT_EQ(TakeAll(bucket, Priority::kHint, kStart), 0);
    EXPECT_EQ(TakeAll(bucket, Priority::kNewOrders, kStart), 4);
}

TEST(CallBudget, OneCallIn178Seconds) {
    auto bucket = Full(kSearch);
    TakeAll(bucket, Priority::kNewOrders, kStart);
    EXPECT_EQ(TakeToken(bucket, Priority::kNewOrders, kStart).wait.seconds(), 178);
    EXPECT_TRUE(
        TakeToken(bucket, Priority::kNewOrders, kStart + Duration::Seconds(179)).is_granted);
}

TEST(CallBudget, A429EmptiesAndSlowsDownForTenMinutes) {
    auto bucket = Full({1, 10});
    Penalise(bucket, std::nullopt, 0, kStart);
    EXPECT_EQ(bucket.refusals, 1);
    EXPECT_EQ(TakeToken(bucket, Priority::kReadBack, kStart).wait.seconds(), 2);  // half the rate
    EXPECT_FALSE(TakeToken(bucket, Priority::kReadBack, kStart + Duration::Millis(900)).is_granted);
    // Ten minutes at half to full rate: 450 tokens instead of 600; the burst caps it at 10.
    auto wide = Full({1, 1000});
    Penalise(wide, std::nullopt, 0, kStart);
    const int after_ten_minutes =
        TakeAll(wide, Priority::kReadBack, kStart + Duration::Seconds(601));
    EXPECT_NEAR(after_ten_minutes, 450, 1);
    EXPECT_NEAR(TakeAll(wide, Priority::kReadBack, kStart + Duration::Seconds(701)), 100, 1);
}

TEST(CallBudget, RetryAfterIsHonouredUpToAnHour) {
    auto bucket = Full({10, 10});
    Penalise(bucket, Duration::Seconds(90), 0, kStart);
    EXPECT_GE(TakeToken(bucket, Priority::kReadBack, kStart).wait.seconds(), 90);
    EXPECT_FALSE(TakeToken(bucket, Priority::kReadBack, kStart + Duration::Seconds(89)).is_granted);
    EXPECT_TRUE(TakeToken(bucket, Priority::kReadBack, kStart + Duration::Seconds(91)).is_granted);
    Penalise(bucket, Duration::Days(400), 0, kStart);
    EXPECT_TRUE(TakeToken(bucket, Priority::kReadBack, kStart + Duration::Minutes(61)).is_granted);
}

TEST(CallBudget, RefusalsInARowWaitLongerUpToTenMinutes) {
    auto bucket = Full({0.5, 30});
    Instant now = kStart;
    std::int64_t last = 0;
    for (int i = 0; i < 12; ++i) {
        Penalise(bucket, std::nullopt, 0.99, now);
        const std::int64_t wait = (*bucket.penalty_until - now).millis();
        EXPECT_GE(wait, last);
        EXPECT_LE(wait, 600'000);
        last = wait;
        now = *bucket.penalty_until;
    }
    EXPECT_GT(last, 500'000);
}

TEST(CallBudget, LearnsTheRateAndIgnoresNonsense) {
    auto bucket = Full({1, 10});
    bucket.tokens = 0;
    EXPECT_TRUE(LearnRate(bucket, 5, kStart + Duration::Seconds(2)));
    EXPECT_DOUBLE_EQ(bucket.tokens, 2);  // earned at the old rate
    for (const double odd : {0.0, -1.0, 1e9, std::nan(""), HUGE_VAL, 5.0}) {
        EXPECT_FALSE(LearnRate(bucket, odd, kStart)) << odd;
    }
    EXPECT_EQ(bucket.rate_per_second, 5);
}

TEST(CallBudget, AClockThatWentBackDoesNotStopCallsForEver) {
    auto bucket = Full({1, 10});
    Penalise(bucket, std::nullopt, 0, kStart + Duration::Days(30));
    bucket.at = kStart + Duration::Days(30);
    EXPECT_FALSE(TakeToken(bucket, Priority::kReadBack, kStart).is_granted);
    EXPECT_TRUE(TakeToken(bucket, Priority::kReadBack, kStart + Duration::Seconds(2)).is_granted);
}

}  // namespace orderyard::amazon
