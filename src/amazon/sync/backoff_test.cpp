// The ladders, number by number.
#include "amazon/sync/backoff.hpp"

#include <gtest/gtest.h>

namespace orderyard::amazon {

using base::Duration;

TEST(Backoff, RowLadder) {
    EXPECT_EQ(RetryDelayOfRow(1)->seconds(), 60);
    EXPECT_EQ(RetryDelayOfRow(2)->seconds(), 300);
    EXPECT_EQ(RetryDelayOfRow(3)->seconds(), 1800);
    EXPECT_EQ(RetryDelayOfRow(4)->seconds(), 7200);
    EXPECT_EQ(RetryDelayOfRow(5)->seconds(), 43'200);
    EXPECT_FALSE(RetryDelayOfRow(6));
}

TEST(Backoff, OfRuns) {
    const std::vector<std::tuple<FailureKind, int, std::int64_t>> cases = {
        {FailureKind::kServerFailed, 1, 1},    {FailureKind::kServerFailed, 4, 8},
        {FailureKind::kUnreachable, 100, 300}, {FailureKind::kBadAnswer, 2, 2},
        {FailureKind::kCredentials, 1, 60},    {FailureKind::kCredentials, 100, 3600},
        {FailureKind::kForbidden, 3, 240},     {FailureKind::kBadRequest, 2, 120},
        {FailureKind::kBudget, 9, 1},          {FailureKind::kStopped, 9, 1},
    };
    for (const auto& [kind, failures, seconds] : cases) {
        EXPECT_EQ(DelayAfterFailure(MakeFailure(kind, "x"), failures, 0).seconds(), seconds)
            << ToString(kind) << failures;
    }
    const auto wait = MakeFailure(FailureKind::kThrottled, "x", Duration::Seconds(200));
    EXPECT_EQ(DelayAfterFailure(wait, 1, 0.9).seconds(), 200);
    EXPECT_EQ(DelayAfterFailure(MakeFailure(FailureKind::kCredentials, "x"), 1, 0.999).seconds(),
              74);
}

}  // namespace orderyard::amazon
