// Buckets: how many at once, how many over time, and each caller for itself.
#include "api/rate_limits.hpp"

#include <gtest/gtest.h>

#include "api/fake_ports.hpp"
#include "base/limits.hpp"

namespace orderyard::api {
namespace {

int TakenOf(RateLimits& limits, const std::string& key, Rate rate, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; ++i) {
        taken += limits.Take(key, rate) ? 1 : 0;
    }
    return taken;
}

TEST(RateLimits, AFullBucketAtOnceThenAsFastAsItFills) {
    FakeClock clock;
    RateLimits limits(clock);
    EXPECT_EQ(TakenOf(limits, "a", {60}, 100), 60);
    EXPECT_EQ(TakenOf(limits, "b", {60}, 100), 60) << "another caller";
    clock.now = clock.now + base::Duration::Seconds(10);
    EXPECT_EQ(TakenOf(limits, "a", {60}, 100), 10);
    clock.now = clock.now + base::Duration::Hours(5);
    EXPECT_EQ(TakenOf(limits, "a", {60}, 100), 60) << "never more than the bucket holds";
}

TEST(RateLimits, SayHowLongToWait) {
    FakeClock clock;
    RateLimits limits(clock);
    const Rate exports{6, 3'600};
    EXPECT_EQ(TakenOf(limits, "export a", exports, 10), 6);
    const auto refused = limits.Take("export a", exports);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::ErrorCode::kThrottled);
    EXPECT_EQ(refused.error().Text(), "Too many requests. Try again in 600 seconds.");
    clock.now = clock.now + base::Duration::Seconds(600);
    EXPECT_TRUE(limits.Take("export a", exports));
}

TEST(RateLimits, AClockThatGoesBackGivesNothing) {
    FakeClock clock;
    RateLimits limits(clock);
    EXPECT_EQ(TakenOf(limits, "a", {60}, 100), 60);
    clock.now = clock.now - base::Duration::Hours(1);
    EXPECT_EQ(TakenOf(limits, "a", {60}, 10), 0);
}

TEST(RateLimits, AreBoundedWhoeverAsks) {
    FakeClock clock;
    RateLimits limits(clock);
    EXPECT_EQ(TakenOf(limits, "old", {2}, 5), 2);
    for (std::size_t i = 0; i < base::limits::kRateBucketsMax + 10; ++i) {
        EXPECT_TRUE(limits.Take("caller " + std::to_string(i), {2}));
    }
    EXPECT_TRUE(limits.Take("old", {2})) << "all start anew rather than being refused";
}

}  // namespace
}  // namespace orderyard::api
