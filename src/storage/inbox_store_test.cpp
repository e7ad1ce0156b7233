// The inbox: each content once, oldest first, set aside, retried and skipped.
#include "ports/inbox_store.hpp"

#include <thread>

#include "storage/order_samples.hpp"
#include "storage/sql/postgres_connection.hpp"
#include "storage/sql/sqlite_connection.hpp"

namespace orderyard::storage {
namespace {

using ports::InboxId;
using ports::InboxRow;
using ports::InboxState;
using ports::Transaction;

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
    std::unique_ptr<sql::Connection> Connect() const {
        if (IsSqlite()) {
            return std::make_unique<sql::SqliteConnection>(place().File(),
                                                           sql::SqliteMode::kReadWrite);
        }
        return std::make_unique<sql::PostgresConnection>(place().Url());
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

TEST_P(InboxStoreTest, AddsAPageAndSaysHowMuchWasNew) {
    const domain::StoreId store = MakeStore();
    Add(Row(store, "1", "known"));
    const std::string large(50'000, 'x');
    InInbox([&](ports::InboxStore& inbox) {
        EXPECT_EQ(
            inbox.AddAll({Row(store, "1", "known"), Row(store, "2", large), Row(store, "3", "c")}),
            2);
        EXPECT_EQ(inbox.AddAll({Row(store, "2", large)}), 0);
        EXPECT_EQ(inbox.AddAll({}), 0);
    });
    const auto due = Due(store, 10);
    ASSERT_EQ(due.size(), 3U);
    EXPECT_EQ(due[1].payload, large);
    EXPECT_EQ(due[2].payload, "c");
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

TEST_P(InboxStoreTest, ALookMakesAStaleRowNewAgain) {
    const domain::StoreId store = MakeStore();
    InboxRow row = Row(store, "1", "content");
    Add(row);
    InInbox([&](ports::InboxStore& inbox) {
        inbox.MarkDone(inbox.ClaimDue(store, At(10), 1)[0].id, InboxState::kStale);
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

TEST_P(InboxStoreTest, AnAppliedContentIsKnownWhileItsChannelOrderHoldsIt) {
    const domain::StoreId store = MakeStore("a");
    const domain::StoreId other = MakeStore("b");
    InboxRow row = Row(store, "303-1", "content");
    row.is_authoritative = true;
    Add(row);
    domain::ChannelOrder order = FilledChannelOrder(store, "303-1");
    database().Write([&](Transaction& tx) {
        tx.channel_orders().Insert(order, row.content_hash, row.payload, SomeVerdict());
        tx.inbox().MarkDone(tx.inbox().ClaimDue(store, At(10), 1)[0].id, InboxState::kApplied);
    });
    EXPECT_FALSE(Add(row)) << "not even by a look: the order is as the look says";
    EXPECT_TRUE(Add(Row(other, "303-1", "content")));
    EXPECT_TRUE(Add(Row(store, "303-1", "newer content")));
    EXPECT_FALSE(Add(Row(store, "303-1", "newer content")));
    const std::string newer = base::Sha256("newer content");
    database().Write([&](Transaction& tx) {
        tx.channel_orders().Update(order, newer, "{}", SomeVerdict());
        tx.inbox().MarkDone(tx.inbox().ClaimDue(store, At(10), 1)[0].id, InboxState::kApplied);
    });
    // It comes again once, is found to be stale, and is known by that from then on.
    row.is_authoritative = false;
    EXPECT_TRUE(Add(row));
    InInbox([&](ports::InboxStore& inbox) {
        inbox.MarkDone(inbox.ClaimDue(store, At(10), 1)[0].id, InboxState::kStale);
    });
    EXPECT_FALSE(Add(row));
    InInbox([&](ports::InboxStore& inbox) {
        EXPECT_EQ(inbox.Counts(store).applied, 2);
        EXPECT_EQ(inbox.Counts(store).stale, 1);
    });
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

TEST_P(InboxStoreTest, WaitingRowsAreFoundRetriedAndSkipped) {
    const domain::StoreId store = MakeStore("a");
    const domain::StoreId other = MakeStore("b");
    Add(Row(store, "fails", "a", 10));
    Add(Row(store, "untried", "b", 20));
    const auto due = Due(store, 10);
    ASSERT_EQ(due.size(), 1U);
    const InboxId id = due[0].id;
    InInbox([&](ports::InboxStore& inbox) { inbox.MarkFailed(id, 2, At(900), "not yet"); });
    InInbox([&](ports::InboxStore& inbox) {
        const auto waiting = inbox.ListWaiting(store, 10);
        ASSERT_EQ(waiting.size(), 1U) << "the other was not tried so far";
        EXPECT_EQ(waiting[0].id, id);
        EXPECT_EQ(waiting[0].state, InboxState::kNew);
        EXPECT_EQ(waiting[0].attempts, 2);
        EXPECT_EQ(waiting[0].next_try_at, At(900));
        EXPECT_EQ(waiting[0].error, "not yet");
        EXPECT_FALSE(inbox.Find(other, id)) << "another store's";
        EXPECT_FALSE(inbox.Find(store, InboxId(9'999)));
        ASSERT_TRUE(inbox.Find(store, id));
        EXPECT_TRUE(inbox.Retry(id, At(30)));
    });
    EXPECT_EQ(Due(store, 30, 1)[0].id, id);
    InInbox([&](ports::InboxStore& inbox) {
        EXPECT_TRUE(inbox.Skip(id, "a test order"));
        // Whoever claimed the row before the person decided does not overrule the decision.
        inbox.MarkDone(id, InboxState::kApplied);
        inbox.MarkFailed(id, 3, At(40), "late");
        const auto row = inbox.Find(store, id);
        ASSERT_TRUE(row);
        EXPECT_EQ(row->state, InboxState::kSkipped);
        EXPECT_EQ(row->error, "a test order");
    });
    InboxRow again = Row(store, "fails", "a", 50);
    again.is_authoritative = true;
    EXPECT_FALSE(Add(again)) << "the same text stays closed";
}

TEST_P(InboxStoreTest, OldRowsThatNeverWereTakenInAreSkipped) {
    const domain::StoreId store = MakeStore("a");
    const domain::StoreId other = MakeStore("b");
    for (const char* number : {"poison", "waiting", "young", "done"}) {
        Add(Row(store, number, number, number == std::string("young") ? 100 : 10));
    }
    Add(Row(other, "waiting", "elsewhere", 10));
    InInbox([&](ports::InboxStore& inbox) {
        for (const InboxRow& row : inbox.ClaimDue(store, At(10), 10)) {
            if (row.order_number == "poison") {
                inbox.MarkPoison(row.id, 5, "cannot be read");
            } else if (row.order_number == "done") {
                inbox.MarkDone(row.id, InboxState::kApplied);
            }
        }
    });
    InInbox([&](ports::InboxStore& inbox) {
        EXPECT_EQ(inbox.SkipOld(store, At(100), "too old", 1), 1);
        EXPECT_EQ(inbox.SkipOld(store, At(100), "too old", 10), 1);
        EXPECT_EQ(inbox.SkipOld(store, At(100), "too old", 10), 0);
        const ports::InboxCounts counts = inbox.Counts(store);
        EXPECT_EQ(counts.waiting, 1);
        EXPECT_EQ(counts.poison, 0);
        EXPECT_EQ(counts.applied, 1);
        EXPECT_EQ(inbox.Counts(other).waiting, 1);
    });
    EXPECT_EQ(Due(store, 200)[0].order_number, "young");
}

// What was taken in, or closed, keeps its row, and nothing of its text.
TEST_P(InboxStoreTest, AClosedRowHasNoTextButIsStillKnown) {
    const domain::StoreId store = MakeStore();
    for (const char* number : {"applied", "stale", "skipped"}) {
        Add(Row(store, number, number));
    }
    InInbox([&](ports::InboxStore& inbox) {
        for (const InboxRow& row : inbox.ClaimDue(store, At(10), 10)) {
            if (row.order_number == "skipped") {
                EXPECT_TRUE(inbox.Skip(row.id, "a test order"));
            } else {
                inbox.MarkDone(row.id, row.order_number == "stale" ? InboxState::kStale
                                                                   : InboxState::kApplied);
            }
        }
    });
    EXPECT_EQ(Connect()->QueryInt("SELECT count(*) FROM inbox_payload"), 0);
    for (const char* number : {"stale", "skipped"}) {
        EXPECT_FALSE(Add(Row(store, number, number))) << number;
    }
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
