// Cursors, health and problems of the sync.
#include "ports/sync_store.hpp"

#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

base::Instant At(std::int64_t seconds) {
    return base::Instant::FromSeconds(seconds);
}

class SyncStoreTest : public DatabaseTest {
  protected:
    template <class Work>
    void InSync(const Work& work) {
        database().Write([&](ports::Transaction& transaction) { work(transaction.sync()); });
    }
};
ORDERYARD_ON_BOTH_ENGINES(SyncStoreTest);

TEST_P(SyncStoreTest, ACursorIsSavedByVersion) {
    ports::SyncCursor cursor;
    cursor.store_id = MakeStore();
    cursor.stream = "orders";
    InSync([&](ports::SyncStore& sync) {
        EXPECT_FALSE(sync.LoadCursor(cursor.store_id, "orders"));
        sync.SaveCursor(cursor);
    });
    EXPECT_EQ(cursor.version, 1);
    ports::SyncCursor stale = cursor;
    cursor.watermark = At(100);
    cursor.scan_id = "scan";
    cursor.scan_from = At(1);
    cursor.scan_to = At(2);
    cursor.page_token = "next page";
    cursor.page_no = 7;
    cursor.pages_hash = "hash";
    cursor.fruitless_pages = 2;
    cursor.failures = 3;
    cursor.span_seconds = 3'600;
    cursor.goal = At(9);
    cursor.goal_from = At(8);
    InSync([&](ports::SyncStore& sync) { sync.SaveCursor(cursor); });
    EXPECT_THROW(InSync([&](ports::SyncStore& sync) { sync.SaveCursor(stale); }),
                 ports::VersionConflict);
    stale.version = 0;
    EXPECT_THROW(InSync([&](ports::SyncStore& sync) { sync.SaveCursor(stale); }),
                 ports::VersionConflict);
    InSync([&](ports::SyncStore& sync) {
        const auto loaded = sync.LoadCursor(cursor.store_id, "orders");
        ASSERT_TRUE(loaded);
        EXPECT_EQ(loaded->watermark, cursor.watermark);
        EXPECT_EQ(loaded->scan_id, "scan");
        EXPECT_EQ(loaded->scan_from, At(1));
        EXPECT_EQ(loaded->scan_to, At(2));
        EXPECT_EQ(loaded->page_token, "next page");
        EXPECT_EQ(loaded->page_no, 7);
        EXPECT_EQ(loaded->pages_hash, "hash");
        EXPECT_EQ(loaded->fruitless_pages, 2);
        EXPECT_EQ(loaded->failures, 3);
        EXPECT_EQ(loaded->span_seconds, 3'600);
        EXPECT_EQ(loaded->goal, At(9));
        EXPECT_EQ(loaded->goal_from, At(8));
        EXPECT_EQ(loaded->version, 2);
        EXPECT_FALSE(sync.LoadCursor(cursor.store_id, "sweep"));
    });
}

TEST_P(SyncStoreTest, HealthIsReplaced) {
    ports::SyncHealth health;
    health.store_id = MakeStore();
    health.last_error_code = "unavailable";
    health.last_error = "the other side is down";
    InSync([&](ports::SyncStore& sync) {
        EXPECT_FALSE(sync.LoadHealth(health.store_id));
        sync.SaveHealth(health);
    });
    health.last_attempt_at = At(1);
    health.last_success_at = At(2);
    health.last_error_code.clear();
    health.failures = 4;
    health.next_run_at = At(5);
    health.is_catching_up = true;
    health.orders_seen = 6;
    health.clock_offset_millis = -700;
    InSync([&](ports::SyncStore& sync) { sync.SaveHealth(health); });
    InSync([&](ports::SyncStore& sync) {
        const auto loaded = sync.LoadHealth(health.store_id);
        ASSERT_TRUE(loaded);
        EXPECT_EQ(loaded->last_attempt_at, At(1));
        EXPECT_EQ(loaded->last_success_at, At(2));
        EXPECT_EQ(loaded->last_error_code, "");
        EXPECT_EQ(loaded->last_error, "the other side is down");
        EXPECT_EQ(loaded->failures, 4);
        EXPECT_EQ(loaded->next_run_at, At(5));
        EXPECT_TRUE(loaded->is_catching_up);
        EXPECT_EQ(loaded->orders_seen, 6);
        EXPECT_EQ(loaded->clock_offset_millis, -700);
    });
}

TEST_P(SyncStoreTest, ProblemsAreNewestFirstAndBounded) {
    const domain::StoreId store = MakeStore();
    const domain::StoreId other = MakeStore("other");
    InSync([&](ports::SyncStore& sync) {
        sync.AppendProblem({other, At(0), "getOrder", 503, "unavailable", "kept", "request"});
        for (int i = 1; i <= 1'010; ++i) {
            sync.AppendProblem(
                {store, At(i), "searchOrders", 429, "throttled", "too early", std::to_string(i)});
        }
    });
    InSync([&](ports::SyncStore& sync) {
        const auto problems = sync.Problems(store, 5'000);
        ASSERT_EQ(problems.size(), 1'000U);
        EXPECT_EQ(problems.front().request_id, "1010");
        EXPECT_EQ(problems.back().request_id, "11");
        EXPECT_EQ(problems.front().at, At(1'010));
        EXPECT_EQ(problems.front().operation, "searchOrders");
        EXPECT_EQ(problems.front().http_status, 429);
        EXPECT_EQ(problems.front().code, "throttled");
        EXPECT_EQ(problems.front().text, "too early");
        EXPECT_EQ(sync.Problems(store, 3).size(), 3U);
        EXPECT_EQ(sync.Problems(other, 3).size(), 1U);
    });
}

}  // namespace
}  // namespace orderyard::storage
