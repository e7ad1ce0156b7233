// Budgets and leases: what is shared comes back as saved, and a lease has one owner at a time.
#include "ports/quota_store.hpp"

#include <thread>

#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

base::Instant At(std::int64_t seconds) {
    return base::Instant::FromSeconds(seconds);
}

class QuotaStoreTest : public DatabaseTest {};
ORDERYARD_ON_BOTH_ENGINES(QuotaStoreTest);

TEST_P(QuotaStoreTest, ABucketComesBackAsSaved) {
    const domain::StoreId store = MakeStore();
    ports::QuotaBucket bucket{store, "searchOrders", 19.75, At(10), 0.0056, 20, At(99), 3};
    database().Write([&](ports::Transaction& transaction) {
        EXPECT_FALSE(transaction.quotas().LoadForUpdate(store, "searchOrders"));
        transaction.quotas().Save(bucket);
        bucket.tokens = 18.75;
        bucket.penalty_until.reset();
        transaction.quotas().Save(bucket);
    });
    database().Write([&](ports::Transaction& transaction) {
        const auto loaded = transaction.quotas().LoadForUpdate(store, "searchOrders");
        ASSERT_TRUE(loaded);
        EXPECT_EQ(loaded->tokens, 18.75);
        EXPECT_EQ(loaded->at, At(10));
        EXPECT_EQ(loaded->rate_per_second, 0.0056);
        EXPECT_EQ(loaded->burst, 20);
        EXPECT_EQ(loaded->penalty_until, std::nullopt);
        EXPECT_EQ(loaded->refusals, 3);
        EXPECT_FALSE(transaction.quotas().LoadForUpdate(store, "getOrder"));
    });
}

class LeaseStoreTest : public DatabaseTest {
  protected:
    std::optional<ports::Lease> Acquire(const std::string& owner, int seconds, std::int64_t now) {
        std::optional<ports::Lease> lease;
        database().Write([&](ports::Transaction& transaction) {
            lease = transaction.leases().Acquire("sync", owner, seconds, At(now));
        });
        return lease;
    }
    bool IsHeld(const ports::Lease& lease, std::int64_t now) {
        bool is_held = false;
        database().Write([&](ports::Transaction& transaction) {
            is_held = transaction.leases().IsHeld(lease, At(now));
        });
        return is_held;
    }
};
ORDERYARD_ON_BOTH_ENGINES(LeaseStoreTest);

TEST_P(LeaseStoreTest, OneOwnerUntilItIsReleased) {
    const auto first = Acquire("a", 60, 100);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->epoch, 1);
    EXPECT_FALSE(Acquire("b", 60, 101));
    const auto renewed = Acquire("a", 60, 110);
    ASSERT_TRUE(renewed);
    EXPECT_EQ(renewed->epoch, 1);
    EXPECT_TRUE(IsHeld(*first, 111));
    database().Write(
        [&](ports::Transaction& transaction) { transaction.leases().Release(*first); });
    EXPECT_FALSE(IsHeld(*first, 112));
    const auto second = Acquire("b", 60, 112);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->epoch, 2);
    EXPECT_FALSE(Acquire("a", 60, 113));
    // The old holder can neither release nor pass for the new one.
    database().Write(
        [&](ports::Transaction& transaction) { transaction.leases().Release(*first); });
    EXPECT_TRUE(IsHeld(*second, 114));
    EXPECT_FALSE(IsHeld(*first, 114));
}

// SQLite goes by the time it is given, PostgreSQL by its own clock, whatever we claim.
TEST_P(LeaseStoreTest, AnExpiredLeaseGoesToTheNextWithANewEpoch) {
    const auto first = Acquire("a", 1, 100);
    ASSERT_TRUE(first);
    if (IsSqlite()) {
        EXPECT_FALSE(Acquire("b", 60, 100));
        EXPECT_FALSE(IsHeld(*first, 101));
    } else {
        EXPECT_FALSE(Acquire("b", 60, 1'000'000'000'000));
        EXPECT_TRUE(IsHeld(*first, 1'000'000'000'000));
        std::this_thread::sleep_for(std::chrono::milliseconds(1'100));
    }
    const auto second = Acquire("b", 60, 101);
    ASSERT_TRUE(second);
    EXPECT_GT(second->epoch, first->epoch);
    EXPECT_FALSE(IsHeld(*first, 101));
    EXPECT_TRUE(IsHeld(*second, 102));
}

// Who has checked its lease and is about to commit the result must not be overtaken.
TEST_P(LeaseStoreTest, ATakeOverWaitsForTheWriterWhoChecked) {
    if (IsSqlite()) {
        GTEST_SKIP() << "SQLite has one writer at a time";
    }
    const auto first = Acquire("a", 1, 0);
    std::atomic<bool> has_committed = false;
    std::thread taker;
    database().Write([&](ports::Transaction& transaction) {
        ASSERT_TRUE(transaction.leases().IsHeld(*first, At(0)));
        taker = std::thread([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(1'050));
            EXPECT_TRUE(Acquire("b", 60, 0));
            EXPECT_TRUE(has_committed);
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(1'300));
        has_committed = true;
    });
    taker.join();
}

}  // namespace
}  // namespace orderyard::storage
