// For tests: a StoreSync over the fakes, with the parts a test turns at hand.
#pragma once

#include <gtest/gtest.h>

#include <set>

#include "amazon/fakes/fake_amazon.hpp"
#include "amazon/sync/store_sync.hpp"

namespace orderyard::amazon::fakes {

inline domain::Store TestStore() {
    domain::Store store;
    store.id = domain::StoreId(3);
    store.code = "acme";
    store.api_url = "https://amazon.test";
    store.token_url = "https://token.test";
    return store;
}

struct SyncBench {
    FakeClock clock;
    FakeDatabase database;
    FakeAmazon amazon{clock, &database.fuse};
    domain::Store store = TestStore();
    ports::Lease lease{"sync", "me", 1};
    std::set<std::string> refuse;                // numbers whose application throws
    int conflicts = 0;                           // so many applications end in a conflict
    std::int64_t look_back_seconds = 12 * 3600;  // less than a day: one window
    std::unique_ptr<StoreSync> sync = NewProcess();

    std::unique_ptr<StoreSync> NewProcess() {
        StoreSyncOptions options;
        options.random = [] { return 0.5; };
        options.first_look_back_seconds = look_back_seconds;
        options.sleep = [this](base::Duration duration, std::stop_token) {
            clock.Advance(duration);
        };
        options.decide_due = [](domain::StoreId) {};
        options.apply = [this](ports::Transaction& tx, const domain::Store&,
                               actions::IncomingChannelOrder incoming, base::Instant) {
            return Apply(dynamic_cast<FakeTransaction&>(tx), std::move(incoming));
        };
        return std::make_unique<StoreSync>(database, clock, amazon, options);
    }

    // Enough of the real rules: newer wins, the same is nothing.
    actions::ApplyOutcome Apply(FakeTransaction& tx, actions::IncomingChannelOrder incoming) {
        tx.fuse.Step();
        if (refuse.contains(incoming.order.number)) {
            tx.state.orders["half done"] = {};  // must be undone with the part
            throw std::runtime_error("refused by the test");
        }
        if (conflicts > 0) {
            --conflicts;
            throw ports::VersionConflict("by the test");
        }
        StoredOrder& stored = tx.state.orders[incoming.order.number];
        if (stored.times_applied > 0 && incoming.order.updated_at < stored.updated_at) {
            return actions::ApplyOutcome::kStale;
        }
        if (stored.hash == incoming.content_hash) {
            return actions::ApplyOutcome::kUnchanged;
        }
        const int times = stored.times_applied + 1;
        stored = {incoming.order.updated_at, incoming.content_hash, incoming.order.status_text,
                  times, incoming.order.status};
        tx.fuse.Step();
        return actions::ApplyOutcome::kApplied;
    }

    FakeOrder Order(const std::string& number, base::Duration age) const {
        FakeOrder order;
        order.number = number;
        order.created_at = clock.now + amazon.clock_offset - age;
        order.updated_at = order.created_at;
        return order;
    }

    void PutOrders(int count, base::Duration oldest) {
        for (int i = 0; i < count; ++i) {
            amazon.Put(Order("o" + std::to_string(100 + i), oldest - base::Duration::Minutes(i)));
        }
    }

    SyncReport Run() { return sync->RunOnce(store, lease, {}); }

    // Calls as the timetable would, for at most a day.
    SyncReport RunUntilCaughtUp() {
        SyncReport report = Run();
        for (int i = 0; i < 2000 && !report.is_caught_up; ++i) {
            clock.Advance(
                base::Duration::Seconds(std::max<std::int64_t>(report.next_run_after_seconds, 1)));
            report = Run();
        }
        EXPECT_TRUE(report.is_caught_up);
        return report;
    }

    std::size_t AppliedCount() const { return database.state.orders.size(); }
    ports::SyncCursor Cursor(const std::string& stream) const {
        return database.state.cursors.at(stream);
    }
};

}  // namespace orderyard::amazon::fakes
