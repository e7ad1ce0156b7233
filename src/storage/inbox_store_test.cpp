// The inbox: each content once, oldest first, set aside, retried and skipped.
#include "ports/inbox_store.hpp"

#include <thread>

#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

using ports::InboxId;
using ports::InboxRow;
using ports::InboxState;
using ports::Transaction;

base::Instant At(std::int64_t seconds) {
    return base::Instant::FromSeconds(seconds);
}

class InboxStoreTest : public DatabaseTest {
  protected:
    static InboxRow Row(domain::StoreId store, const std::string& number,
                        const std::string& content, std::int64_t received = 10) {
        InboxRow row;
        row.store_id = store;
        row.order_number = number;
        row.version_at = At(5);
        row.content_hash = base::Sha256(content);
        row.payload = content;
        row.received_at = At(received);
        row.next_try_at = At(received);
        return row;
    }
    bool Add(const InboxRow& row) {
        bool is_new = false;
        database().Write([&](Transaction& transaction) { is_new = transaction.inbox().Add(row); });
        return is_new;
    }
    std::vector<InboxRow> Due(domain::StoreId store, std::int64_t now, int limit = 50) {
        std::vector<InboxRow> due;
        database().Write([&](Transaction& transaction) {
            due = transaction.inbox().ClaimDue(store, At(now), limit);
        });
        return due;
    }
    template <class Work>
    void InInbox(const Work& work) {
        database().Write([&](Transaction& transaction) { work(transaction.inbox()); });
    }
};
ORDERYARD_ON_BOTH_ENGINES(InboxStoreTest);

TEST_P(InboxStoreTest, KeepsEachContentOnceAndGivesItBackWhole) {
    const domain::StoreId store = MakeStore("a");
    const domain::StoreId other = MakeStore("b");
    InboxRow row = Row(store, "111", std::string("{\"name\":\"김민수\0\"}", 20));
    row.is_authoritative = true;
    EXPECT_TRUE(Add(row));
    EXPECT_FALSE(Add(row));
    EXPECT_TRUE(Add(Row(store, "111", "another content")));
    EXPECT_TRUE(Add(Row(other, "111", row.payload)));
    const auto due = Due(store, 10);
    ASSERT_EQ(due.size(), 2U);
    EXPECT_EQ(due[0].order_number, "111");
    EXPECT_EQ(due[0].payload, row.payload);
    EXPECT_EQ(due[0].content_hash, row.content_hash);
    EXPECT_EQ(due[0].version_at, At(5));
    EXPECT_EQ(due[0].received_at, At(10));
    EXPECT_TRUE(due[0].is_authoritative);
    EXPECT_FALSE(due[1].is_authoritative);
    EXPECT_EQ(due[0].state, InboxState::kNew);
}

TEST_P(InboxStoreTest, ClaimsOldestFirstAndOnlyWhatIsDue) {
    const domain::StoreId store = MakeStore();
    Add(Row(store, "late", "c", 30));
    Add(Row(store, "first", "a", 10));
    Add(Row(store, "second", "b", 20));
    EXPECT_TRUE(Due(store, 9).empty());
    EXPECT_EQ(Due(store, 25).size(), 2U);
    const auto due = Due(store, 100, 2);
    ASSERT_EQ(due.size(), 2U);
    EXPECT_EQ(due[0].order_number, "first");
    EXPECT_EQ(due[1].order_number, "second");
    InInbox([&](ports::InboxStore& inbox) { inbox.MarkFailed(due[0].id, 1, At(200), "later"); });
    EXPECT_EQ(Due(store, 100).size(), 2U);
    const auto again = Due(store, 200);
    ASSERT_EQ(again.size(), 3U);
    EXPECT_EQ(again[0].attempts, 1);
    EXPECT_EQ(again[0].error, "later");
}

TEST_P(InboxStoreTest, ALookMakesADoneRowNewAgain) {
    const domain::StoreId store = MakeStore();
    InboxRow row = Row(store, "1", "content");
    Add(row);
    InInbox([&](ports::InboxStore& inbox) {
        inbox.MarkDone(inbox.ClaimDue(store, At(10), 1)[0].id, InboxState::kApplied);
    });
    EXPECT_TRUE(Due(store, 100).empty());
    EXPECT_FALSE(Add(row));
    EXPECT_TRUE(Due(store, 100).empty());
    row.is_authoritative = true;
    row.received_at = row.next_try_at = At(50);
    EXPECT_TRUE(Add(row));
    EXPECT_FALSE(Add(row));  // it is waiting already
    const auto due = Due(store, 100);
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].payload, "content");
    EXPECT_TRUE(due[0].is_authoritative);
}

TEST_P(InboxStoreTest, PoisonIsSetAsideRetriedOrSkipped) {
    const domain::StoreId store = MakeStore();
    Add(Row(store, "1", "a"));
    Add(Row(store, "2", "b"));
    const auto due = Due(store, 10);
    InInbox([&](ports::InboxStore& inbox) {
        inbox.MarkPoison(due[0].id, 5, "cannot be read");
        inbox.MarkPoison(due[1].id, 5, "neither");
    });
    EXPECT_TRUE(Due(store, 100).empty());
    InInbox([&](ports::InboxStore& inbox) {
        const auto poison = inbox.ListPoison(store, 10);
        ASSERT_EQ(poison.size(), 2U);
        EXPECT_EQ(poison[0].error, "cannot be read");
        EXPECT_EQ(poison[0].attempts, 5);
        EXPECT_TRUE(poison[0].payload.empty());
        EXPECT_EQ(inbox.Counts(store).poison, 2);
        EXPECT_TRUE(inbox.Retry(due[0].id, At(60)));
        EXPECT_TRUE(inbox.Skip(due[1].id, "test order"));
        EXPECT_FALSE(inbox.Skip(due[1].id, "again"));
        EXPECT_FALSE(inbox.Retry(due[1].id, At(60)));
        EXPECT_FALSE(inbox.Retry(InboxId(9'999), At(60)));
    });
    const auto retried = Due(store, 60);
    ASSERT_EQ(retried.size(), 1U);
    EXPECT_EQ(retried[0].payload, "a");
    EXPECT_EQ(retried[0].attempts, 0);
    InInbox([&](ports::InboxStore& inbox) {
        inbox.MarkDone(retried[0].id, InboxState::kStale);
        const ports::InboxCounts counts = inbox.Counts(store);
        EXPECT_EQ(counts.waiting, 0);
        EXPECT_EQ(counts.poison, 0);
        EXPECT_EQ(counts.stale, 1);
        EXPECT_EQ(counts.applied, 0);
    });
}

TEST_P(InboxStoreTest, RowsAnotherWorkerHoldsArePassedOver) {
    if (IsSqlite()) {
        GTEST_SKIP() << "SQLite has one writer at a time";
    }
    const domain::StoreId store = MakeStore();
    Add(Row(store, "1", "a", 10));
    Add(Row(store, "2", "b", 20));
    database().Write([&](Transaction& transaction) {
        ASSERT_EQ(transaction.inbox().ClaimDue(store, At(100), 1)[0].order_number, "1");
        std::thread([&] {
            const auto others = Due(store, 100, 1);
            ASSERT_EQ(others.size(), 1U);
            EXPECT_EQ(others[0].order_number, "2");
        }).join();
    });
}

}  // namespace
}  // namespace orderyard::storage
