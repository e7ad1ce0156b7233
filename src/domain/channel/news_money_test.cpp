// Canceled pieces and the money of those that are left: what the channel says of both, in each way
// it has of saying it.
#include <gtest/gtest.h>

#include "domain/channel/nothing_more.hpp"

namespace orderyard::domain {
namespace {

using testing::Amount;
using testing::ExpectNothingMore;
using testing::Line;
using testing::Placed;
using testing::Usd;
using testing::World;
using enum ChannelStatus;

constexpr auto kFbm = FulfilledBy::kMerchant;

void CancelWhole(ChannelOrderItem& line) {
    line.quantity_unfulfilled = 0;
    line.amounts.clear();
    line.proceeds_total.reset();
}

// A channel may keep the quantity of a canceled line and take its money away.
TEST(News, ALineCanceledWholeLeavesTheMoneyOfTheOthers) {
    World world;
    auto channel = Placed(kFbm, kUnshipped, {Line("1", 1, 0, 2899), Line("2", 1, 0, 1599)});
    channel.grand_total = Usd(4498);
    world.Decide(channel);
    CancelWhole(channel.items[0]);
    channel.grand_total = Usd(1599);
    world.Decide(channel);
    EXPECT_EQ(world.order().items[0].canceled, 1);
    EXPECT_EQ(world.order().totals.grand_total, Usd(4498));
    EXPECT_EQ(world.order().totals.rounding, Usd(0));
    EXPECT_EQ(world.order().totals.canceled, Usd(2899));
    ExpectNothingMore(world, channel);
    channel.status = kShipped;
    channel.items[1].quantity_fulfilled = 1;
    channel.items[1].quantity_unfulfilled = 0;
    world.Decide(channel);
    EXPECT_EQ(world.order().totals.paid, Usd(1599));
    EXPECT_EQ(world.order().state, OrderState::kComplete);
}

ChannelOrderItem ThreePieces(std::int64_t canceled, std::int64_t cents) {
    ChannelOrderItem line = Line("1", 3, 0, cents);
    line.quantity_unfulfilled = 3 - canceled;
    line.unit_price = Usd(500);
    return line;
}

TEST(News, CanceledPiecesOutOfTheMoneyAreNoNewPrice) {
    World world;
    auto channel = Placed(kFbm, kUnshipped, {ThreePieces(0, 1500)});
    world.Decide(channel);
    channel.items[0] = ThreePieces(1, 1000);
    channel.grand_total = Usd(1000);
    world.Decide(channel);
    EXPECT_EQ(world.order().totals.grand_total, Usd(1500));
    EXPECT_EQ(world.order().totals.canceled, Usd(500));
    EXPECT_FALSE(world.order().HasException("money_changed"));
    ExpectNothingMore(world, channel);
}

TEST(News, CanceledPiecesStillInTheMoneyAreCanceledOnce) {
    World world;
    auto channel = Placed(kFbm, kUnshipped, {ThreePieces(0, 1500)});
    world.Decide(channel);
    channel.items[0] = ThreePieces(1, 1500);
    world.Decide(channel);
    EXPECT_EQ(world.order().totals.grand_total, Usd(1500));
    EXPECT_EQ(world.order().totals.canceled, Usd(500));
    EXPECT_FALSE(world.order().HasException("money_changed"));
    ExpectNothingMore(world, channel);
}

// The channel halves 0.35 of tax to 0.17, we to 0.18.
TEST(News, WhatIsLeftCostsWhatTheChannelSays) {
    const auto with_tax = [](std::int64_t pieces, std::int64_t cents, std::int64_t tax) {
        ChannelOrderItem line = Line("1", 2, 0, cents);
        line.quantity_unfulfilled = pieces;
        line.unit_price = Usd(500);
        line.amounts.push_back(Amount(AmountKind::kTax, tax));
        line.proceeds_total = Usd(cents + tax);
        return line;
    };
    for (const bool is_paid_on_import : {false, true}) {
        World world;
        world.store.settings.paid_on_import = is_paid_on_import;
        auto channel = Placed(kFbm, kUnshipped, {with_tax(2, 1000, 35)});
        channel.grand_total = Usd(1035);
        world.Decide(channel);
        channel.items[0] = with_tax(1, 500, 17);
        channel.grand_total = Usd(517);
        world.Decide(channel);
        EXPECT_EQ(world.order().totals.grand_total - world.order().totals.canceled, Usd(517));
        EXPECT_EQ(world.order().totals.canceled, Usd(517));
        EXPECT_EQ(world.order().totals.tax, Usd(34));
        ExpectNothingMore(world, channel);
        channel.status = kShipped;
        channel.items[0].quantity_fulfilled = 1;
        channel.items[0].quantity_unfulfilled = 0;
        world.Decide(channel);
        EXPECT_EQ(world.order().totals.paid, Usd(517));
        EXPECT_FALSE(world.order().HasException("money_changed"));
    }
}

TEST(Import, PiecesCanceledBeforeAndOutOfTheMoneyAreNotOurs) {
    World world;
    auto channel = Placed(kFbm, kUnshipped, {ThreePieces(1, 1000)});
    world.Decide(channel);
    EXPECT_EQ(world.order().items[0].ordered, 2);
    EXPECT_EQ(world.order().items[0].canceled, 0);
    EXPECT_EQ(world.order().totals.grand_total, Usd(1000));
    EXPECT_FALSE(world.order().HasException("money_review"));
    ExpectNothingMore(world, channel);
    channel.status = ChannelStatus::kCanceled;
    channel.items[0].quantity_unfulfilled = 0;
    channel.items[0].amounts.clear();
    world.Decide(channel);
    EXPECT_EQ(world.order().items[0].ordered, 2);
    EXPECT_EQ(world.order().items[0].canceled, 2);
    EXPECT_EQ(world.order().totals.canceled, Usd(1000));
}

TEST(Import, PiecesCanceledBeforeButInTheMoneyAreCanceledHere) {
    World world;
    auto channel = Placed(kFbm, kUnshipped, {ThreePieces(1, 1500)});
    world.Decide(channel);
    EXPECT_EQ(world.order().items[0].ordered, 3);
    EXPECT_EQ(world.order().items[0].canceled, 1);
    EXPECT_EQ(world.order().totals.canceled, Usd(500));
}

TEST(News, ANewPriceBesideACanceledLineMovesTheTotalByAsMuch) {
    World world;
    auto channel = Placed(kFbm, kUnshipped, {Line("1", 1, 0, 2899), Line("2", 1, 0, 1599)});
    channel.grand_total = Usd(4498);
    world.Decide(channel);
    CancelWhole(channel.items[0]);
    channel.items[1] = Line("2", 1, 0, 1699);
    channel.grand_total = Usd(1699);
    world.Decide(channel);
    EXPECT_EQ(world.order().totals.grand_total, Usd(4598));
    EXPECT_EQ(world.order().totals.rounding, Usd(0));
    EXPECT_EQ(world.order().totals.canceled, Usd(2899));
    ExpectNothingMore(world, channel);
}

}  // namespace
}  // namespace orderyard::domain
