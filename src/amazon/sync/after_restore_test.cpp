// An old copy is put back while Amazon has gone on. The measure is what is at Amazon.
#include "amazon/sync/after_restore.hpp"

#include <gtest/gtest.h>

#include "amazon/fakes/follow_up_bench.hpp"

namespace orderyard::amazon {

namespace {

using base::Duration;
using fakes::FollowUpBench;

DoubtedFollowUps Restore(FollowUpBench& bench) {
    return DoubtFollowUps(bench.database, bench.store.id, bench.clock.now);
}

}  // namespace

TEST(AfterRestore, AShipmentThatArrivedSinceIsFoundAndNotSent) {
    FollowUpBench bench;
    bench.PutOrder(1);
    const auto id = bench.Ship(1);
    bench.There(1).packages.push_back({"1", "T1-1", "DHL", {{"L1", 3}}, 0});
    EXPECT_EQ(Restore(bench).looked_for, 1);
    EXPECT_EQ(bench.StateOf(id), "unknown");
    bench.RunFor(Duration::Hours(2));
    EXPECT_EQ(bench.StateOf(id), "seen");
    EXPECT_TRUE(bench.market.bodies.empty());
}

TEST(AfterRestore, AShipmentThatNeverLeftIsSentAfterThreeLooks) {
    FollowUpBench bench;
    bench.PutOrder(1);
    const auto id = bench.Ship(1);
    (void)Restore(bench);
    (void)bench.Run();
    EXPECT_TRUE(bench.market.bodies.empty());
    bench.RunFor(Duration::Hours(2));
    EXPECT_EQ(bench.StateOf(id), "seen");
    EXPECT_EQ(bench.market.bodies.size(), 1u);
}

TEST(AfterRestore, ANumberThatWasCorrectedSinceIsNotOverwritten) {
    FollowUpBench bench;
    bench.PutOrder(1);
    const auto id = bench.Ship(1);
    bench.There(1).packages.push_back({"1", "corrected", "DHL", {{"L1", 3}}, 0});
    (void)Restore(bench);
    bench.RunFor(Duration::Hours(2));
    EXPECT_EQ(bench.StateOf(id), "parked");
    EXPECT_TRUE(bench.market.bodies.empty());
    EXPECT_EQ(bench.There(1).packages.at(0).tracking, "corrected");
}

TEST(AfterRestore, ARefundIsNotPaidTwice) {
    FollowUpBench bench;
    bench.PutShipped(1);
    const auto id = bench.Refund(1);
    EXPECT_EQ(Restore(bench).parked, 1);
    bench.RunFor(Duration::Hours(2));
    EXPECT_EQ(bench.StateOf(id), "parked");
    EXPECT_TRUE(bench.market.feeds.empty());
}

}  // namespace orderyard::amazon
