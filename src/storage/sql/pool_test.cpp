// Turns are fair, and a place is never lost: not by an item gone bad, not by a failed making.
#include "storage/sql/pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace orderyard::storage::sql {
namespace {

struct Item {
    int number = 0;
};

class PoolTest : public testing::Test {
  protected:
    void WaitFor(std::size_t count) {
        while (pool_.waiting_count() != count) {
            std::this_thread::yield();
        }
    }

    int made_ = 0;
    std::atomic<int> failures_ = 0;  // so many to come
    Pool<Item> pool_{1, [this] {
                         if (failures_ > 0) {
                             --failures_;
                             throw ports::DatabaseUnavailable("no connection");
                         }
                         return std::make_unique<Item>(Item{++made_});
                     }};
};

TEST_F(PoolTest, ServesInTheOrderOfComing) {
    std::vector<int> served;
    std::vector<std::thread> threads;
    {
        const auto held = pool_.Take();
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&, i] {
                const auto loan = pool_.Take();
                served.push_back(i);  // one at a time: there is one item
            });
            WaitFor(static_cast<std::size_t>(i) + 1);
        }
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(served, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7}));
    EXPECT_EQ(made_, 1);
}

TEST_F(PoolTest, WhoWaitsMakesOneForWhatWasThrownAway) {
    int got = 0;
    std::thread waiting;
    {
        auto held = pool_.Take();
        waiting = std::thread([&] { got = pool_.Take()->number; });
        WaitFor(1);
        held.Discard();
    }
    waiting.join();
    EXPECT_EQ(got, 2);
}

TEST_F(PoolTest, WhoWaitsMakesOneForWhatIsNotGoodAnyMore) {
    int got = 0;
    std::thread waiting;
    {
        const auto held = pool_.Take();
        waiting = std::thread(
            [&] { got = pool_.Take([](const Item& item) { return item.number > 1; })->number; });
        WaitFor(1);
    }
    waiting.join();
    EXPECT_EQ(got, 2);
}

TEST_F(PoolTest, AFailedMakingLeavesThePlaceToTheNext) {
    failures_ = 1;
    EXPECT_THROW(pool_.Take(), ports::DatabaseUnavailable);
    int got = 0;
    std::thread first, second;
    {
        auto held = pool_.Take();
        first = std::thread([&] { EXPECT_THROW(pool_.Take(), ports::DatabaseUnavailable); });
        WaitFor(1);
        second = std::thread([&] { got = pool_.Take()->number; });
        WaitFor(2);
        failures_ = 1;
        held.Discard();
    }
    first.join();
    second.join();
    EXPECT_EQ(got, 2);
}

}  // namespace
}  // namespace orderyard::storage::sql
