// What the sync survives. Numbers in the test names are rows of the failure matrix
// (sync-protocol.md section 10).
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

TEST(StoreSync, Row5_AClockAheadByADayLosesNothing) {
    Bench bench;
    bench.amazon.clock_offset = Duration::Days(-1);
    bench.PutOrders(4, Duration::Hours(1));
    EXPECT_TRUE(bench.Run().is_caught_up);
    EXPECT_EQ(bench.AppliedCount(), 4u);
    EXPECT_LT(*bench.Cursor("orders").watermark, bench.clock.now - Duration::Hours(24));
    EXPECT_NEAR(static_cast<double>(bench.database.state.health->clock_offset_millis), -86'400'000,
                1000);
}

// A clock that drifts shows in no two samples that agree; the refused window itself tells.
TEST(StoreSync, Row5_AWindowRefusedForItsTimeIsAskedForByTheNewestDate) {
    Bench bench;
    bench.PutOrders(4, Duration::Hours(1));
    EXPECT_TRUE(bench.Run().is_caught_up);
    for (int run = 0; run < 9; ++run) {
        bench.clock.Advance(Duration::Minutes(5));
        EXPECT_TRUE(bench.Run().is_caught_up);
    }
    bench.clock.Advance(Duration::Minutes(5));
    bench.amazon.clock_offset = Duration::Seconds(-40);
    EXPECT_TRUE(bench.Run().is_caught_up);
    EXPECT_EQ(bench.database.state.health->failures, 0);
    EXPECT_NEAR(static_cast<double>(bench.database.state.health->clock_offset_millis), -40'000,
                1000);
}

TEST(StoreSync, Row5_AWindowRefusedForItsTimeIsNoFailedScan) {
    Bench bench;
    bench.PutOrders(2, Duration::Hours(2));
    bench.Run();
    for (int call = 2; call <= 4; ++call) {
        bench.amazon.search_faults[call] = [](auto) { return Answer(400, ""); };
    }
    bench.clock.Advance(Duration::Minutes(5));
    EXPECT_FALSE(bench.Run().is_caught_up);
    bench.clock.Advance(Duration::Minutes(5));
    bench.amazon.clock_offset = Duration::Seconds(-40);
    EXPECT_TRUE(bench.Run().is_caught_up);
    EXPECT_EQ(bench.database.state.health->failures, 0);
}

TEST(StoreSync, Row6_AFailedPageIsAskedAgainWithItsToken) {
    Bench bench;
    bench.PutOrders(9, Duration::Hours(1));
    for (int call = 2; call <= 4; ++call) {  // all tries of the second page
        bench.amazon.search_faults[call] = [](auto) { return Answer(503, ""); };
    }
    const SyncReport failed = bench.Run();
    ASSERT_TRUE(failed.error);
    EXPECT_EQ(failed.error->code, base::ErrorCode::kUnavailable);
    EXPECT_EQ(bench.AppliedCount(), 3u);
    EXPECT_LE(failed.next_run_after_seconds, 2);
    EXPECT_EQ(bench.database.state.health->last_error_code, "server_failed");
    EXPECT_EQ(bench.database.state.health->failures, 1);
    EXPECT_EQ(bench.database.state.problems.size(), 1u);
    EXPECT_EQ(bench.database.state.problems[0].http_status, 503);
    EXPECT_FALSE(bench.Cursor("orders").page_token.empty());
    bench.clock.Advance(Duration::Seconds(failed.next_run_after_seconds));
    EXPECT_TRUE(bench.Run().is_caught_up);
    EXPECT_EQ(bench.AppliedCount(), 9u);
    EXPECT_EQ(bench.database.state.health->last_error_code, "");
    EXPECT_EQ(bench.database.state.health->failures, 0);
    EXPECT_EQ(bench.amazon.search_calls, 6);
}

TEST(StoreSync, Row7_UnreadablePagesLeaveTheCursor) {
    for (const std::string body :
         {"<html>down</html>", "", R"({"orders":[{"orderId":)", R"({"errors":[]})"}) {
        Bench bench;
        bench.PutOrders(9, Duration::Hours(1));
        for (int call = 2; call <= 4; ++call) {
            bench.amazon.search_faults[call] = [&](auto) { return Answer(200, body); };
        }
        EXPECT_EQ(bench.Run().error->code, base::ErrorCode::kMalformed) << body;
        EXPECT_EQ(bench.Cursor("orders").page_no, 1) << body;
        bench.RunUntilCaughtUp();
        EXPECT_EQ(bench.AppliedCount(), 9u) << body;
    }
}

TEST(StoreSync, Row8_AnExpiredPageTokenRestartsTheScanWithHalfTheWindow) {
    Bench bench;
    bench.PutOrders(9, Duration::Hours(1));
    bench.amazon.search_faults[3] = [](auto) {
        return Answer(400, R"({"errors":[{"code":"InvalidInput","message":"token expired"}]})");
    };
    EXPECT_TRUE(bench.RunUntilCaughtUp().is_caught_up);
    EXPECT_EQ(bench.AppliedCount(), 9u);
    EXPECT_EQ(bench.Cursor("orders").failures, 0);
    EXPECT_EQ(bench.database.state.problems[0].code, "InvalidInput");
    for (const auto& [number, order] : bench.database.state.orders) {
        EXPECT_EQ(order.times_applied, 1) << number;
    }
}

TEST(StoreSync, Row8_AfterThreeScansGivenUpItAlarmsAndLooksAtOpenOrders) {
    Bench bench;
    bench.PutOrders(2, Duration::Hours(2));
    bench.Run();
    const Instant watermark = *bench.Cursor("orders").watermark;
    for (int call = 2; call <= 10; ++call) {
        bench.amazon.search_faults[call] = [](auto) { return Answer(400, ""); };
    }
    bench.clock.Advance(Duration::Minutes(5));
    bench.amazon.orders["o100"].status = "SHIPPED";
    bench.amazon.orders["o100"].updated_at = bench.clock.now - Duration::Minutes(3);
    const SyncReport report = bench.Run();
    EXPECT_EQ(report.error->code, base::ErrorCode::kInvalidInput);
    EXPECT_EQ(bench.amazon.search_calls, 4);
    EXPECT_EQ(*bench.Cursor("orders").watermark, watermark);
    EXPECT_EQ(bench.database.state.orders["o100"].status_text, "SHIPPED");
    EXPECT_GE(report.next_run_after_seconds, 60);
}

TEST(StoreSync, Row9_PagesThatRepeatForEverAreStopped) {
    Bench bench;
    bench.PutOrders(9, Duration::Hours(1));
    int token = 0;
    for (int call = 1; call <= 50;
         ++call) {  // the first page again and again, each time with a new token
        bench.amazon.search_faults[call] = [&token](auto) {
            return Answer(200,
                          R"({"orders":[{"orderId":"x"}],"pagination":{"nextToken":"t)" +
                              std::to_string(++token) + R"("}})",
                          {{"x-amzn-ratelimit-limit", "1000"}});
        };
    }
    const SyncReport report = bench.Run();
    ASSERT_TRUE(report.error);
    EXPECT_EQ(bench.database.state.health->last_error_code, "page_loop");
    EXPECT_LE(bench.amazon.search_calls, 3 * 4);
    EXPECT_GE(bench.database.state.problems.size(), 3u);
}

TEST(StoreSync, Row9_ATokenSeenBeforeIsALoop) {
    Bench bench;
    bench.amazon.search_faults[1] = [](auto) {
        return Answer(200, R"({"orders":[{"orderId":"x"}],"pagination":{"nextToken":"A"}})");
    };
    bench.amazon.search_faults[2] = [](auto) {
        return Answer(200, R"({"orders":[{"orderId":"y"}],"pagination":{"nextToken":"A"}})");
    };
    bench.Run();
    EXPECT_EQ(bench.database.state.problems[0].code, "page_loop");
}

TEST(StoreSync, Row11_TheSweepFindsWhatTheListLeftOut) {
    Bench bench;
    bench.PutOrders(3, Duration::Hours(5));
    bench.amazon.orders["o101"].is_omitted = true;
    bench.Run();
    EXPECT_EQ(bench.AppliedCount(), 2u);
    bench.amazon.orders["o101"].is_omitted = false;
    bench.clock.Advance(Duration::Hours(10));
    bench.Run();
    EXPECT_EQ(bench.AppliedCount(), 2u) << "its time is behind the watermark";
    const SyncReport swept = bench.sync->RunSweep(bench.store, bench.lease, {});
    EXPECT_TRUE(swept.is_caught_up);
    EXPECT_EQ(bench.AppliedCount(), 3u);
}

TEST(StoreSync, Row11_TheSweepAsksForKnownOpenOrdersThatNoListShows) {
    Bench bench;
    bench.PutOrders(3, Duration::Hours(5));
    bench.Run();
    auto& hidden = bench.amazon.orders["o101"];
    hidden.is_omitted = true;
    hidden.status = "SHIPPED";
    hidden.updated_at = bench.clock.now;
    bench.amazon.orders.erase("o102");  // Amazon no longer knows it
    bench.clock.Advance(Duration::Hours(1));
    EXPECT_TRUE(bench.sync->RunSweep(bench.store, bench.lease, {}).is_caught_up);
    EXPECT_EQ(bench.database.state.orders["o101"].status_text, "SHIPPED");
    EXPECT_EQ(bench.amazon.get_calls, 2) << "o100 was in the list";
    ASSERT_EQ(bench.database.state.events.size(), 1u);
    EXPECT_EQ(bench.database.state.events[0].event, "not_found_at_channel");
}

TEST(StoreSync, Row12To16_ACrashAtAnyStepLosesAndDoublesNothing) {
    // n = 1, 2, 3 ...: the n-th step of the run kills the process; a new one goes on. Until a run
    // gets through.
    int crashes = 0;
    for (int n = 1;; ++n) {
        Bench bench;
        bench.look_back_seconds = 48 * 3600;
        bench.sync = bench.NewProcess();
        bench.PutOrders(7, Duration::Hours(30));
        bench.amazon.orders["o102"].is_malformed = true;
        bench.database.fuse.crash_at = n;
        bool has_crashed = false;
        try {
            bench.RunUntilCaughtUp();
        } catch (const fakes::Crash&) {
            has_crashed = true;
        }
        if (!has_crashed) {
            break;
        }
        ++crashes;
        bench.database.fuse.crash_at = 0;
        bench.sync = bench.NewProcess();
        bench.RunUntilCaughtUp();
        bench.clock.Advance(Duration::Minutes(5));
        bench.RunUntilCaughtUp();
        ASSERT_EQ(bench.AppliedCount(), 6u) << "crash at step " << n;
        for (const auto& [number, order] : bench.database.state.orders) {
            ASSERT_EQ(order.times_applied, 1) << number << ", crash at step " << n;
        }
    }
    EXPECT_GT(crashes, 80);
}

TEST(StoreSync, ACrashAtAnyStepOfABackfillOrSweepLosesNothing) {
    int crashes = 0;
    for (int n = 1;; ++n) {
        Bench bench;
        bench.PutOrders(5, Duration::Days(10));
        bench.database.fuse.crash_at = n;
        const auto walk = [&] {
            if (!bench.database.state.cursors.contains("backfill")) {
                ASSERT_TRUE(
                    bench.sync->StartBackfill(bench.store, bench.clock.now - Duration::Days(20)));
            }
            bench.RunUntilCaughtUp();
            EXPECT_TRUE(bench.sync->RunSweep(bench.store, bench.lease, {}).is_caught_up);
        };
        bool has_crashed = false;
        try {
            walk();
        } catch (const fakes::Crash&) {
            has_crashed = true;
        }
        if (!has_crashed) {
            break;
        }
        ++crashes;
        bench.database.fuse.crash_at = 0;
        bench.sync = bench.NewProcess();
        walk();
        ASSERT_EQ(bench.AppliedCount(), 5u) << "crash at step " << n;
        ASSERT_FALSE(bench.Cursor("backfill").goal) << n;
    }
    EXPECT_GT(crashes, 80);
}

TEST(StoreSync, Row14_AFullDiskIsAnExceptionAndHarmless) {
    Bench bench;
    bench.PutOrders(4, Duration::Hours(1));
    struct FullDisk : fakes::FakeDatabase {
        int writes_left = 4;
        void Write(const std::function<void(ports::Transaction&)>& work) override {
            if (writes_left-- <= 0) {
                throw ports::DatabaseUnavailable("disk full");
            }
            FakeDatabase::Write(work);
        }
    } full;
    StoreSync sync(full, bench.clock, bench.amazon);
    EXPECT_THROW(sync.RunOnce(bench.store, bench.lease, {}), ports::DatabaseUnavailable);
    const auto cursor = full.state.cursors.find("orders");
    EXPECT_TRUE(cursor == full.state.cursors.end() || cursor->second.page_no <= 1);
}

TEST(StoreSync, Row15_ALostLeaseStopsTheRun) {
    Bench bench;
    bench.PutOrders(9, Duration::Hours(1));
    bench.amazon.search_faults[2] = [&](auto good) {
        bench.database.is_lease_held = false;
        return good;
    };
    const SyncReport report = bench.Run();
    EXPECT_EQ(report.error->code, base::ErrorCode::kConflict);
    EXPECT_FALSE(report.is_caught_up);
    EXPECT_EQ(bench.Cursor("orders").page_no, 1);
    EXPECT_EQ(bench.AppliedCount(), 3u);
    EXPECT_FALSE(bench.database.state.health);
}

TEST(StoreSync, Row17_AMalformedOrderGoesDownThePoisonLadderAlone) {
    Bench bench;
    bench.PutOrders(3, Duration::Hours(1));
    bench.amazon.orders["o101"].is_malformed = true;
    SyncReport report = bench.Run();
    EXPECT_EQ(bench.AppliedCount(), 2u);
    EXPECT_EQ(report.failed, 1);
    EXPECT_TRUE(report.is_caught_up);
    EXPECT_EQ(report.next_run_after_seconds, 60);
    const auto& row = bench.database.state.inbox[1];
    EXPECT_NE(row.error.find("orderItems"), std::string::npos);
    for (const auto delay : {Duration::Minutes(1), Duration::Minutes(5), Duration::Minutes(30),
                             Duration::Hours(2), Duration::Hours(12)}) {
        EXPECT_EQ(row.next_try_at, bench.clock.now + delay);
        EXPECT_EQ(row.state, ports::InboxState::kNew);
        bench.clock.Advance(delay);
        report = bench.Run();
    }
    EXPECT_EQ(report.poison, 1);
    EXPECT_EQ(row.state, ports::InboxState::kPoison);
    EXPECT_EQ(row.attempts, 6);
    EXPECT_FALSE(row.payload.empty()) << "kept for a person's retry";
}

TEST(StoreSync, Row17_ARefusingRuleDoesNotHoldUpOthers) {
    Bench bench;
    bench.PutOrders(3, Duration::Hours(1));
    bench.refuse = {"o100"};
    EXPECT_EQ(bench.Run().failed, 1);
    EXPECT_EQ(bench.AppliedCount(), 2u);
    bench.refuse.clear();
    bench.clock.Advance(Duration::Minutes(1));
    EXPECT_EQ(bench.Run().applied, 1);
    EXPECT_EQ(bench.AppliedCount(), 3u);
}

TEST(StoreSync, Row24_ConflictsThatLastAreFoundOneByOne) {
    Bench bench;
    bench.PutOrders(3, Duration::Hours(1));
    bench.conflicts = 6;  // the batch gives up after three, then the first row alone does
    const SyncReport report = bench.Run();
    EXPECT_EQ(report.failed, 1);
    EXPECT_EQ(bench.AppliedCount(), 2u);
    bench.clock.Advance(Duration::Minutes(1));
    bench.Run();
    EXPECT_EQ(bench.AppliedCount(), 3u);
}

TEST(StoreSync, Row1_RefusedCredentialsNeverSwitchTheSyncOff) {
    Bench bench;
    bench.PutOrders(1, Duration::Hours(1));
    bench.database.state.credentials.reset();
    std::int64_t last = 0;
    for (int i = 0; i < 12; ++i) {
        const SyncReport report = bench.Run();
        ASSERT_EQ(report.error->code, base::ErrorCode::kUnauthorized);
        EXPECT_GE(report.next_run_after_seconds, last);
        EXPECT_LE(report.next_run_after_seconds, 4500);
        last = report.next_run_after_seconds;
        bench.clock.Advance(Duration::Seconds(last));
    }
    EXPECT_GE(last, 3600);
    EXPECT_EQ(bench.database.state.health->last_error_code, "credentials");
    EXPECT_EQ(bench.database.state.health->failures, 12);
    EXPECT_FALSE(bench.database.state.health->last_success_at);
    EXPECT_EQ(bench.amazon.search_calls, 0);
    bench.database.state.credentials = domain::StoreCredentials{"c", "s", "r"};
    EXPECT_TRUE(bench.Run().is_caught_up);
    EXPECT_EQ(bench.AppliedCount(), 1u);
}

TEST(StoreSync, AfterARestartItStillRests) {
    Bench bench;
    bench.amazon.search_faults[1] = [](auto) { return Answer(403, ""); };
    bench.amazon.search_faults[2] = [](auto) { return Answer(403, ""); };
    const auto rest = bench.Run().next_run_after_seconds;
    const int calls = bench.amazon.search_calls;
    bench.sync = bench.NewProcess();
    bench.clock.Advance(Duration::Seconds(10));
    EXPECT_EQ(bench.Run().next_run_after_seconds, rest - 10);
    EXPECT_EQ(bench.amazon.search_calls, calls);
    bench.sync->RunOnce(bench.store, bench.lease, {}, RunReason::kPerson);
    EXPECT_GT(bench.amazon.search_calls, calls);
}

}  // namespace orderyard::amazon
