// The sync as a whole over a small Amazon: what comes in, what is survived. Numbers in the test names are rows
// of the failure matrix (sync-protocol.md section 10).
#include "amazon/sync/store_sync.hpp"

#include <gtest/gtest.h>

#include <set>

#include "amazon/fakes/fake_amazon.hpp"
#include "amazon/sync/backoff.hpp"
#include "base/limits.hpp"

namespace orderyard::amazon {

namespace {

using base::Duration;
using base::Instant;
using fakes::Answer;
using fakes::FakeOrder;

domain::Store TestStore() {
    domain::Store store;
    store.id = domain::StoreId(3);
    store.code = "acme";
    store.api_url = "https://amazon.test";
    store.token_url = "https://token.test";
    return store;
}

struct Bench {
    fakes::FakeClock clock;
    fakes::FakeDatabase database;
    fakes::FakeAmazon amazon{clock, &database.fuse};
    domain::Store store = TestStore();
    ports::Lease lease{"sync", "me", 1};
    std::set<std::string> refuse;  // numbers whose application throws
    int conflicts = 0;             // so many applications end in a conflict
    std::unique_ptr<StoreSync> sync = NewProcess();

    std::unique_ptr<StoreSync> NewProcess() {
        StoreSyncOptions options;
        options.random = [] { return 0.5; };
        options.sleep = [this](Duration duration, std::stop_token) { clock.Advance(duration); };
        options.decide_due = [](domain::StoreId) {};
        options.apply = [this](ports::Transaction& tx, const domain::Store&,
                               actions::IncomingChannelOrder incoming, Instant) {
            return Apply(dynamic_cast<fakes::FakeTransaction&>(tx), std::move(incoming));
        };
        return std::make_unique<StoreSync>(database, clock, amazon, options);
    }

    // Enough of the real rules: newer wins, the same is nothing.
    actions::ApplyOutcome Apply(fakes::FakeTransaction& tx, actions::IncomingChannelOrder incoming) {
        tx.fuse.Step();
        if (refuse.contains(incoming.order.number)) {
            throw std::runtime_error("refused by the test");
        }
        if (conflicts > 0) {
            --conflicts;
            throw ports::VersionConflict("by the test");
        }
        fakes::StoredOrder& stored = tx.state.orders[incoming.order.number];
        if (stored.times_applied > 0 && incoming.order.updated_at < stored.updated_at) {
            return actions::ApplyOutcome::kStale;
        }
        if (stored.hash == incoming.content_hash) {
            return actions::ApplyOutcome::kUnchanged;
        }
        const int times = stored.times_applied + 1;
        stored = {incoming.order.updated_at, incoming.content_hash, incoming.order.status_text, times,
                  incoming.order.status};
        tx.fuse.Step();
        return actions::ApplyOutcome::kApplied;
    }

    FakeOrder Order(const std::string& number, Duration age) const {
        FakeOrder order;
        order.number = number;
        order.created_at = clock.now + amazon.clock_offset - age;
        order.updated_at = order.created_at;
        return order;
    }

    void PutOrders(int count, Duration oldest) {
        for (int i = 0; i < count; ++i) {
            amazon.Put(Order("o" + std::to_string(100 + i), oldest - Duration::Minutes(i)));
        }
    }

    SyncReport Run() { return sync->RunOnce(store, lease, {}); }

    // Calls as the timetable would, for at most a day.
    SyncReport RunUntilCaughtUp() {
        SyncReport report = Run();
        for (int i = 0; i < 2000 && !report.is_caught_up; ++i) {
            clock.Advance(Duration::Seconds(std::max<std::int64_t>(report.next_run_after_seconds, 1)));
            report = Run();
        }
        EXPECT_TRUE(report.is_caught_up);
        return report;
    }

    std::size_t AppliedCount() const { return database.state.orders.size(); }
    ports::SyncCursor Cursor(const std::string& stream) const { return database.state.cursors.at(stream); }
};

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
    bench.store.settings.sync_interval_seconds = 1;  // below the floor
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
    EXPECT_EQ(*Instant::ParseIso(fakes::QueryValue(bench.amazon.last_search_url, "lastUpdatedAfter")),
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

TEST(StoreSync, Row5_AClockAheadByADayLosesNothing) {
    Bench bench;
    bench.amazon.clock_offset = Duration::Days(-1);
    bench.PutOrders(4, Duration::Hours(1));
    EXPECT_TRUE(bench.Run().is_caught_up);
    EXPECT_EQ(bench.AppliedCount(), 4u);
    EXPECT_LT(*bench.Cursor("orders").watermark, bench.clock.now - Duration::Hours(24));
    EXPECT_NEAR(static_cast<double>(bench.database.state.health->clock_offset_millis), -86'400'000, 1000);
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
    for (const std::string body : {"<html>down</html>", "", R"({"orders":[{"orderId":)", R"({"errors":[]})"}) {
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
    for (int call = 1; call <= 50; ++call) {  // the first page again and again, each time with a new token
        bench.amazon.search_faults[call] = [&token](auto) {
            return Answer(200, R"({"orders":[{"orderId":"x"}],"pagination":{"nextToken":"t)" +
                                   std::to_string(++token) + R"("}})");
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

TEST(StoreSync, EmptyPagesWithATokenAreFollowed) {
    Bench bench;
    bench.PutOrders(2, Duration::Hours(1));
    for (int call = 1; call <= 5; ++call) {
        bench.amazon.search_faults[call] = [call](auto) {
            return Answer(200, R"({"orders":[],"pagination":{"nextToken":"skip )" + std::to_string(-call) + "\"}}");
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
    bench.amazon.search_faults[2] = [&](auto) {  // the second page repeats one of the first, and an old state
        FakeOrder old = bench.amazon.orders["o103"];
        old.updated_at = old.updated_at - Duration::Minutes(10);
        old.status = "PENDING";
        return Answer(200, R"({"orders":[)" + fakes::OrderJson(bench.amazon.orders["o103"]) + "," +
                               fakes::OrderJson(bench.amazon.orders["o100"]) + "," + fakes::OrderJson(old) +
                               R"(],"pagination":{"nextToken":")" +
                               fakes::QueryValue(bench.amazon.last_search_url, "lastUpdatedAfter").substr(0, 19) +
                               R"(Z 3"}})");
    };
    bench.RunUntilCaughtUp();
    EXPECT_EQ(bench.AppliedCount(), 6u);
    EXPECT_EQ(bench.database.state.orders["o103"].status_text, "UNSHIPPED");
    for (const auto& [number, order] : bench.database.state.orders) {
        EXPECT_EQ(order.times_applied, 1) << number;
    }
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

TEST(StoreSync, ASweepOfManyOpenOrdersIsBoundedAndGoesOnWhereItEnded) {
    Bench bench;
    for (int i = 0; i < 500; ++i) {
        const std::string number = "p" + std::to_string(1000 + i);
        bench.database.state.orders[number] = {bench.clock.now - Duration::Days(30) + Duration::Minutes(i), "h",
                                               "UNSHIPPED", 1, domain::ChannelStatus::kUnshipped};
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

TEST(StoreSync, Row12To16_ACrashAtAnyStepLosesAndDoublesNothing) {
    // n = 1, 2, 3 ...: the n-th step of the run kills the process; a new one goes on. Until a run gets through.
    int crashes = 0;
    for (int n = 1;; ++n) {
        Bench bench;
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
                ASSERT_TRUE(bench.sync->StartBackfill(bench.store, bench.clock.now - Duration::Days(20)));
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
    EXPECT_EQ(bench.sync->StartBackfill(bench.store, bench.clock.now + Duration::Days(1)).error().field, "from");
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
        bench.amazon.Put(bench.Order("b" + std::to_string(i), Duration::Days(300) - Duration::Minutes(i)));
    }
    ASSERT_TRUE(bench.sync->StartBackfill(bench.store, bench.clock.now - Duration::Days(301)));
    SyncReport report = bench.Run();
    Duration worst;
    for (int round = 0; round < 20; ++round) {
        const std::string number = "new" + std::to_string(round);
        bench.amazon.Put(bench.Order(number, {}));
        const Instant placed_at = bench.clock.now;
        while (!bench.database.state.orders.contains(number)) {
            bench.clock.Advance(Duration::Seconds(std::max<std::int64_t>(report.next_run_after_seconds, 1)));
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
        {FailureKind::kServerFailed, 1, 1},   {FailureKind::kServerFailed, 4, 8},
        {FailureKind::kUnreachable, 100, 300}, {FailureKind::kBadAnswer, 2, 2},
        {FailureKind::kCredentials, 1, 60},   {FailureKind::kCredentials, 100, 3600},
        {FailureKind::kForbidden, 3, 240},    {FailureKind::kBadRequest, 2, 120},
        {FailureKind::kBudget, 9, 1},         {FailureKind::kStopped, 9, 1},
    };
    for (const auto& [kind, failures, seconds] : cases) {
        EXPECT_EQ(DelayAfterFailure(MakeFailure(kind, "x"), failures, 0).seconds(), seconds)
            << ToString(kind) << failures;
    }
    const auto wait = MakeFailure(FailureKind::kThrottled, "x", Duration::Seconds(200));
    EXPECT_EQ(DelayAfterFailure(wait, 1, 0.9).seconds(), 200);
    EXPECT_EQ(DelayAfterFailure(MakeFailure(FailureKind::kCredentials, "x"), 1, 0.999).seconds(), 74);
}

}  // namespace orderyard::amazon
