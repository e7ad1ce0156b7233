// The sync as a whole over a small Amazon: what comes in, when it asks, how it spends its budget.
#include "amazon/sync/store_sync.hpp"

#include <gtest/gtest.h>

#include "amazon/fakes/sync_bench.hpp"

namespace orderyard::amazon {

namespace {

using base::Duration;
using base::Instant;
using fakes::Answer;
using fakes::FakeOrder;
using Bench = fakes::SyncBench;

}  // namespace

TEST(StoreSync, TakesAllPagesAndMovesTheWatermarkAtTheEnd) {
    Bench bench;
    bench.PutOrders(10, Duration::Hours(3));
    const SyncReport report = bench.Run();
    EXPECT_TRUE(report.is_caught_up);
    EXPECT_FALSE(report.error);
    EXPECT_EQ(report.orders_seen, 10);
    EXPECT_EQ(report.applied, 10);
    EXPECT_EQ(bench.AppliedCount(), 10u);
    EXPECT_EQ(report.next_run_after_seconds, 300);
    const auto cursor = bench.Cursor("orders");
    EXPECT_TRUE(cursor.scan_id.empty());
    EXPECT_NEAR(static_cast<double>((bench.clock.now - *cursor.watermark).seconds()), 125, 1);
    const auto& health = *bench.database.state.health;
    EXPECT_EQ(health.last_success_at, bench.clock.now);
    EXPECT_EQ(health.last_attempt_at, bench.clock.now);
    EXPECT_EQ(health.orders_seen, 10);
    EXPECT_FALSE(health.is_catching_up);
    EXPECT_EQ(health.next_run_at, bench.clock.now + Duration::Seconds(300));
}

TEST(StoreSync, AsksOnlyEveryInterval) {
    Bench bench;
    bench.Run();
    const int calls = bench.amazon.search_calls;
    bench.clock.Advance(Duration::Seconds(100));
    EXPECT_EQ(bench.Run().next_run_after_seconds, 200);
    EXPECT_EQ(bench.amazon.search_calls, calls);
    bench.sync->RunOnce(bench.store, bench.lease, {}, RunReason::kPerson);
    EXPECT_EQ(bench.amazon.search_calls, calls + 1);
    bench.store.settings.sync_interval_seconds = 180;
    EXPECT_EQ(bench.Run().next_run_after_seconds, 180);
    bench.clock.Advance(Duration::Seconds(180));
    bench.Run();
    EXPECT_EQ(bench.amazon.search_calls, calls + 2);
    bench.store.is_active = false;
    bench.clock.Advance(Duration::Days(1));
    bench.Run();
    EXPECT_EQ(bench.amazon.search_calls, calls + 2);
}

TEST(StoreSync, WindowsOverlapByTenMinutes) {
    Bench bench;
    bench.Run();
    const Instant watermark = *bench.Cursor("orders").watermark;
    bench.clock.Advance(Duration::Minutes(5));
    bench.Run();
    EXPECT_EQ(
        *Instant::ParseIso(fakes::QueryValue(bench.amazon.last_search_url, "lastUpdatedAfter")),
        Instant::FromMicros((watermark - Duration::Minutes(10)).micros / 1000 * 1000));
}

TEST(StoreSync, ALongGapIsWalkedInWindowsOfADay) {
    Bench bench;
    bench.Run();
    bench.clock.Advance(Duration::Days(5));
    bench.PutOrders(30, Duration::Days(4));
    const int calls = bench.amazon.search_calls;
    bench.RunUntilCaughtUp();
    EXPECT_EQ(bench.AppliedCount(), 30u);
    EXPECT_GE(bench.amazon.search_calls - calls, 6);
}

TEST(StoreSync, EmptyPagesWithATokenAreFollowed) {
    Bench bench;
    bench.PutOrders(2, Duration::Hours(1));
    for (int call = 1; call <= 5; ++call) {
        bench.amazon.search_faults[call] = [call](auto) {
            return Answer(200, R"({"orders":[],"pagination":{"nextToken":"skip )" +
                                   std::to_string(-call) + "\"}}");
        };
    }
    bench.amazon.search_faults[6] = [&](auto) {
        return Answer(200, R"({"orders":[)" + fakes::OrderJson(bench.amazon.orders["o100"]) + "]}");
    };
    EXPECT_TRUE(bench.Run().is_caught_up);
    EXPECT_EQ(bench.AppliedCount(), 1u);
}

TEST(StoreSync, RepeatedAndReorderedPagesApplyEachChangeOnce) {
    Bench bench;
    bench.PutOrders(6, Duration::Hours(1));
    bench.amazon.search_faults[2] =
        [&](auto) {  // the second page repeats one of the first, and an old state
            FakeOrder old = bench.amazon.orders["o103"];
            old.updated_at = old.updated_at - Duration::Minutes(10);
            old.status = "PENDING";
            return Answer(200,
                          R"({"orders":[)" + fakes::OrderJson(bench.amazon.orders["o103"]) + "," +
                              fakes::OrderJson(bench.amazon.orders["o100"]) + "," +
                              fakes::OrderJson(old) + R"(],"pagination":{"nextToken":")" +
                              fakes::QueryValue(bench.amazon.last_search_url, "lastUpdatedAfter")
                                  .substr(0, 19) +
                              R"(Z 3"}})");
        };
    bench.RunUntilCaughtUp();
    EXPECT_EQ(bench.AppliedCount(), 6u);
    EXPECT_EQ(bench.database.state.orders["o103"].status_text, "UNSHIPPED");
    for (const auto& [number, order] : bench.database.state.orders) {
        EXPECT_EQ(order.times_applied, 1) << number;
    }
}

TEST(StoreSync, ASweepOfManyOpenOrdersIsBoundedAndGoesOnWhereItEnded) {
    Bench bench;
    for (int i = 0; i < 500; ++i) {
        const std::string number = "p" + std::to_string(1000 + i);
        bench.database.state.orders[number] = {
            bench.clock.now - Duration::Days(30) + Duration::Minutes(i), "h", "UNSHIPPED", 1,
            domain::ChannelStatus::kUnshipped};
        FakeOrder order = bench.Order(number, Duration::Days(30));
        bench.amazon.Put(order);
    }
    for (int night = 1; night <= 2; ++night) {
        SyncReport report = bench.sync->RunSweep(bench.store, bench.lease, {});
        for (int i = 0; i < 200 && !report.is_caught_up; ++i) {
            bench.clock.Advance(Duration::Seconds(report.next_run_after_seconds));
            report = bench.sync->RunSweep(bench.store, bench.lease, {});
        }
        EXPECT_TRUE(report.is_caught_up);
        EXPECT_EQ(bench.amazon.get_calls, 200 * night);
    }
}

TEST(StoreSync, AnEmptyBudgetEndsTheRunWithoutAnError) {
    Bench bench;
    bench.amazon.limit_per_second = 0.0056;
    bench.PutOrders(60, Duration::Hours(2));  // 20 pages, 10 calls in a new bucket
    const SyncReport report = bench.Run();
    EXPECT_FALSE(report.error);
    EXPECT_FALSE(report.is_caught_up);
    EXPECT_GT(report.next_run_after_seconds, 170);
    EXPECT_LE(report.next_run_after_seconds, 180);
    EXPECT_EQ(bench.AppliedCount(), 30u);
    EXPECT_TRUE(bench.database.state.health->is_catching_up);
    EXPECT_TRUE(bench.database.state.problems.empty());
    bench.RunUntilCaughtUp();
    EXPECT_EQ(bench.AppliedCount(), 60u);
}

TEST(StoreSync, AShortWaitIsSleptThrough) {
    Bench bench;
    bench.amazon.limit_per_second = 2;
    bench.PutOrders(60, Duration::Hours(2));
    EXPECT_TRUE(bench.Run().is_caught_up);
    EXPECT_EQ(bench.AppliedCount(), 60u);
}

TEST(StoreSync, ARunIsBoundedInTime) {
    Bench bench;
    bench.amazon.limit_per_second = 1;
    bench.PutOrders(300, Duration::Hours(6));
    const std::int64_t started = bench.clock.monotonic_millis;
    const SyncReport report = bench.Run();
    EXPECT_FALSE(report.is_caught_up);
    EXPECT_FALSE(report.error);
    EXPECT_LT(bench.clock.monotonic_millis - started, 25'000);
    bench.RunUntilCaughtUp();
    EXPECT_EQ(bench.AppliedCount(), 300u);
}

TEST(StoreSync, ABackfillTakesOldOrdersAndEnds) {
    Bench bench;
    bench.amazon.limit_per_second = 5;
    for (int i = 0; i < 40; ++i) {
        bench.amazon.Put(bench.Order("b" + std::to_string(i), Duration::Days(700 - i * 17)));
    }
    bench.Run();
    EXPECT_LE(bench.AppliedCount(), 1u);
    EXPECT_EQ(
        bench.sync->StartBackfill(bench.store, bench.clock.now + Duration::Days(1)).error().field,
        "from");
    ASSERT_TRUE(bench.sync->StartBackfill(bench.store, bench.clock.now - Duration::Days(730)));
    EXPECT_TRUE(bench.Cursor("backfill").goal);
    const int calls = bench.amazon.search_calls;
    const SyncReport report = bench.RunUntilCaughtUp();
    EXPECT_FALSE(report.error);
    EXPECT_EQ(bench.AppliedCount(), 40u);
    EXPECT_LT(bench.amazon.search_calls - calls, 40) << "windows widen where orders are few";
    EXPECT_FALSE(bench.Cursor("backfill").goal);
    EXPECT_GE(*bench.Cursor("backfill").watermark, bench.clock.now - Duration::Hours(1));
}

TEST(StoreSync, NewOrdersComeBeforeABackfill) {
    Bench bench;
    bench.amazon.limit_per_second = 0.0056;
    for (int i = 0; i < 200; ++i) {
        bench.amazon.Put(
            bench.Order("b" + std::to_string(i), Duration::Days(300) - Duration::Minutes(i)));
    }
    ASSERT_TRUE(bench.sync->StartBackfill(bench.store, bench.clock.now - Duration::Days(301)));
    SyncReport report = bench.Run();
    Duration worst;
    for (int round = 0; round < 20; ++round) {
        const std::string number = "new" + std::to_string(round);
        bench.amazon.Put(bench.Order(number, {}));
        const Instant placed_at = bench.clock.now;
        while (!bench.database.state.orders.contains(number)) {
            bench.clock.Advance(
                Duration::Seconds(std::max<std::int64_t>(report.next_run_after_seconds, 1)));
            report = bench.Run();
            ASSERT_LT((bench.clock.now - placed_at).seconds(), 3600);
        }
        worst = std::max(worst, bench.clock.now - placed_at);
    }
    EXPECT_LE(worst.seconds(), 900);
}

TEST(StoreSync, LookAtTakesTheAnswerAsTheTruth) {
    Bench bench;
    bench.PutOrders(1, Duration::Hours(1));
    ASSERT_TRUE(bench.sync->LookAt(bench.store, "o100"));
    EXPECT_EQ(bench.AppliedCount(), 1u);
    EXPECT_TRUE(bench.database.state.inbox[0].is_authoritative);
    ASSERT_TRUE(bench.sync->LookAt(bench.store, "o100")) << "a second look is harmless";
    EXPECT_EQ(bench.database.state.orders["o100"].times_applied, 1);
    EXPECT_EQ(bench.sync->LookAt(bench.store, "unknown").error().code, base::ErrorCode::kNotFound);
    EXPECT_EQ(bench.database.state.problems[0].http_status, 404);
    bench.store.is_active = false;
    EXPECT_EQ(bench.sync->LookAt(bench.store, "o100").error().code, base::ErrorCode::kNotAllowed);
}

}  // namespace orderyard::amazon
