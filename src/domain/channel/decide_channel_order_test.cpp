// What becomes of the commerce order: at import, and with each kind of later news. Every test also
// decides twice: the second time must change nothing.
#include "domain/channel/decide_channel_order.hpp"

#include <gtest/gtest.h>

#include "domain/channel/nothing_more.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::domain {
namespace {

using testing::ExpectNothingMore;
using testing::Line;
using testing::Placed;
using testing::Usd;
using testing::World;
using enum ChannelStatus;

constexpr auto kFba = FulfilledBy::kChannel;
constexpr auto kFbm = FulfilledBy::kMerchant;

TEST(Import, UnshippedMerchantOrderIsNewAndReserved) {
    World world;
    world.Stock("SKU-1", 5);
    const auto channel = Placed(kFbm, kUnshipped, {Line("1", 2, 0, 2599)});
    const auto order = *world.Decide(channel).order;
    EXPECT_EQ(order.state, OrderState::kNew);
    EXPECT_EQ(order.status, "pending");
    EXPECT_EQ(order.totals.grand_total, Usd(2599));
    EXPECT_EQ(order.totals.paid, Usd(0));
    EXPECT_EQ(order.items[0].reserved, 2);
    EXPECT_EQ(order.shipping_method, "agorapost_standard");
    EXPECT_EQ(order.payment.details[1].second, channel.number);
    EXPECT_TRUE(order.exceptions.empty());
    ExpectNothingMore(world, channel);
}

TEST(Import, ChannelShippedIsCompleteAndPaidAtOnce) {
    World world;
    const auto channel = Placed(kFba, kShipped, {Line("1", 2, 2, 999), Line("2", 1, 1, 1)});
    const auto order = *world.Decide(channel).order;
    EXPECT_EQ(order.state, OrderState::kComplete);
    EXPECT_EQ(order.totals.paid, Usd(1000));
    EXPECT_EQ(order.shipping_method, "agora_stock");
    ExpectNothingMore(world, channel);
}

TEST(Import, PartShippedIsBookedAsShippedAndTheRestReserved) {
    World world;
    world.Stock("SKU-1", 10);
    const auto channel = Placed(kFbm, kPartiallyShipped, {Line("1", 3, 1, 1000)});
    const auto order = *world.Decide(channel).order;
    EXPECT_EQ(order.state, OrderState::kProcessing);
    EXPECT_EQ(order.items[0].shipped, 1);
    EXPECT_EQ(order.items[0].reserved, 2);
    EXPECT_EQ(order.totals.paid, Usd(333));
    EXPECT_EQ(world.products["SKU-1"].on_hand, 10);
    ExpectNothingMore(world, channel);
}

TEST(Import, ShortageAndUnknownSkuAreExceptionsNotRefusals) {
    World world;
    world.Stock("SKU-1", 1);
    const auto channel = Placed(kFbm, kUnshipped, {Line("1", 3, 0, 300), Line("2", 1, 0, 100)});
    const auto order = *world.Decide(channel).order;
    EXPECT_TRUE(order.HasException("out_of_stock"));
    EXPECT_TRUE(order.HasException("unknown_sku"));
    EXPECT_EQ(order.items[0].reserved, 1);
    EXPECT_EQ(order.items[0].backordered, 2);
    ExpectNothingMore(world, channel);

    world.Stock("SKU-2", 9);
    world.products["SKU-1"].on_hand = 9;
    const auto fixed = *world.Decide(channel).order;
    EXPECT_TRUE(fixed.exceptions.empty());
    EXPECT_EQ(fixed.items[0].reserved, 3);
    EXPECT_EQ(fixed.items[1].reserved, 1);
    ExpectNothingMore(world, channel);
}

TEST(Import, TwoLinesOfOneProductShareItsStock) {
    World world;
    world.Stock("SKU-1", 3);
    auto channel = Placed(kFbm, kUnshipped, {Line("1", 2, 0, 200), Line("2", 2, 0, 200)});
    channel.items[1].sku = "SKU-1";
    const auto order = *world.Decide(channel).order;
    EXPECT_EQ(order.items[0].reserved + order.items[1].reserved, 3);
    EXPECT_EQ(order.items[1].backordered, 1);
    EXPECT_EQ(world.products["SKU-1"].Free(), 0);
}

TEST(Import, CustomStatusIsTakenWhereTheStateAllowsIt) {
    World world;
    world.store.settings.new_order_status = "fraud";
    world.store.settings.paid_on_import = true;
    EXPECT_EQ(world.Decide(Placed(kFbm, kUnshipped, {Line("1", 1, 0, 100)})).order->status,
              "fraud");

    World other;
    other.store.settings.new_order_status = "fraud";
    EXPECT_EQ(other.Decide(Placed(kFbm, kUnshipped, {Line("1", 1, 0, 100)})).order->status,
              "pending");
}

TEST(Import, LineWithoutAmountsIsTakenAndFlagged) {
    World world;
    auto channel = Placed(kFbm, kUnshipped, {Line("1", 1, 0, 500)});
    channel.items[0].amounts.clear();
    channel.items[0].proceeds_total.reset();
    channel.grand_total.reset();
    const auto order = *world.Decide(channel).order;
    EXPECT_TRUE(order.HasException("amounts_missing"));
    EXPECT_EQ(order.totals.grand_total, Usd(0));
}

TEST(News, PendingBecomesPayable) {
    World world;
    world.Stock("SKU-1", 5);
    auto channel = Placed(kFbm, kPending, {Line("1", 1, 0, 500)});
    EXPECT_EQ(world.Decide(channel).verdict.rule, "pending");
    EXPECT_EQ(world.products["SKU-1"].reserved, 0);
    channel.status = kUnshipped;
    EXPECT_EQ(world.Decide(channel).verdict.kind, VerdictKind::kImported);
    EXPECT_EQ(world.products["SKU-1"].reserved, 1);
}

TEST(News, PendingMayReserveBySettingAndWaitsForPayment) {
    World world;
    world.store.settings.reserve_pending = true;
    world.Stock("SKU-1", 5);
    auto channel = Placed(kFbm, kPending, {Line("1", 2, 0, 500)});
    channel.items[0].amounts.clear();
    channel.items[0].proceeds_total.reset();
    channel.grand_total.reset();
    world.Decide(channel);
    EXPECT_EQ(world.order().state, OrderState::kPendingPayment);
    EXPECT_EQ(world.products["SKU-1"].reserved, 2);
    EXPECT_TRUE(world.order().exceptions.empty());
    ExpectNothingMore(world, channel);

    channel = Placed(kFbm, kUnshipped, {Line("1", 2, 0, 500)});
    world.Decide(channel);
    EXPECT_EQ(world.order().state, OrderState::kNew);
    EXPECT_EQ(world.order().status, "pending");
    EXPECT_EQ(world.order().totals.grand_total, Usd(500));
    EXPECT_EQ(world.order().payment.amount_ordered, Usd(500));
    EXPECT_EQ(world.products["SKU-1"].reserved, 2);
    ExpectNothingMore(world, channel);

    channel.status = kCanceled;
    channel.items[0].quantity_unfulfilled = 0;
    world.Decide(channel);
    EXPECT_EQ(world.products["SKU-1"].reserved, 0);
}

TEST(News, ShippedAtTheChannelTakesTheReservedGoodsOnce) {
    World world;
    world.Stock("SKU-1", 5);
    auto channel = Placed(kFbm, kUnshipped, {Line("1", 3, 0, 1000)});
    world.Decide(channel);
    channel.status = kPartiallyShipped;
    channel.items[0].quantity_fulfilled = 1;
    channel.items[0].quantity_unfulfilled = 2;
    world.Decide(channel);
    EXPECT_EQ(world.order().state, OrderState::kProcessing);
    EXPECT_EQ(world.products["SKU-1"].on_hand, 4);
    channel.status = kShipped;
    channel.items[0].quantity_fulfilled = 3;
    channel.items[0].quantity_unfulfilled = 0;
    world.Decide(channel);
    EXPECT_EQ(world.order().state, OrderState::kComplete);
    EXPECT_EQ(world.products["SKU-1"].on_hand, 2);
    EXPECT_EQ(world.products["SKU-1"].reserved, 0);
    EXPECT_EQ(world.order().totals.paid, Usd(1000));
    ExpectNothingMore(world, channel);
}

TEST(News, CancellationReleasesStockAndCancels) {
    for (const bool is_paid : {false, true}) {
        World world;
        world.store.settings.paid_on_import = is_paid;
        world.Stock("SKU-1", 5);
        auto channel = Placed(kFbm, kUnshipped, {Line("1", 3, 0, 1000)});
        world.Decide(channel);
        channel.status = kCanceled;
        channel.items[0].quantity_unfulfilled = 0;
        channel.items[0].amounts.clear();  // the channel leaves them out now
        channel.items[0].proceeds_total.reset();
        channel.grand_total.reset();
        world.Decide(channel);
        EXPECT_EQ(world.order().state, OrderState::kCanceled);
        EXPECT_EQ(world.order().status, "canceled");
        EXPECT_EQ(world.order().totals.canceled, Usd(1000));
        EXPECT_EQ(world.order().totals.paid, Usd(0));
        EXPECT_EQ(world.order().totals.Due(), Usd(0));
        EXPECT_EQ(world.products["SKU-1"].reserved, 0);
        EXPECT_EQ(world.products["SKU-1"].on_hand, 5);
        ExpectNothingMore(world, channel);
    }
}

TEST(News, PartOfALineIsCanceled) {
    World world;
    world.Stock("SKU-1", 5);
    auto channel = Placed(kFbm, kUnshipped, {Line("1", 3, 0, 1000)});
    world.Decide(channel);
    channel.items[0].quantity_ordered = 2;
    channel.items[0].quantity_unfulfilled = 2;
    world.Decide(channel);
    EXPECT_EQ(world.order().items[0].canceled, 1);
    EXPECT_EQ(world.order().items[0].ordered, 3);
    EXPECT_EQ(world.products["SKU-1"].reserved, 2);
    EXPECT_EQ(world.order().state, OrderState::kNew);
    ExpectNothingMore(world, channel);
}

TEST(News, CanceledAfterShippingRaisesAnAlarmAndTakesNothingBack) {
    World world;
    auto channel = Placed(kFbm, kShipped, {Line("1", 1, 1, 1000)});
    world.Decide(channel);
    channel.status = kCanceled;
    channel.items[0].quantity_fulfilled = 0;
    world.Decide(channel);
    EXPECT_TRUE(world.order().HasException("canceled_after_shipping"));
    EXPECT_EQ(world.order().state, OrderState::kComplete);
    EXPECT_EQ(world.order().items[0].shipped, 1);
    ExpectNothingMore(world, channel);
}

TEST(News, BuyersCancelRequestHoldsOnce) {
    World world;
    world.Stock("SKU-1", 5);
    auto channel = Placed(kFbm, kUnshipped, {Line("1", 1, 0, 1000)});
    world.Decide(channel);
    channel.items[0].cancel_requested_by = "BUYER";
    world.Decide(channel);
    EXPECT_EQ(world.order().state, OrderState::kOnHold);
    EXPECT_EQ(world.order().hold->status_before, "pending");
    ExpectNothingMore(world, channel);

    world.order().hold.reset();  // staff decides to ship all the same
    RefreshState(world.order(), world.statuses);
    EXPECT_EQ(world.order().status, "pending");
    ExpectNothingMore(world, channel);

    channel.status = kCanceled;
    channel.items[0].quantity_unfulfilled = 0;
    world.Decide(channel);
    EXPECT_EQ(world.order().state, OrderState::kCanceled);
    EXPECT_FALSE(world.order().HasException("cancel_requested"));
}

TEST(News, AddressAppearsLaterAndStaffCorrectionsSurviveRepeats) {
    World world;
    auto channel = Placed(kFbm, kUnshipped, {Line("1", 1, 0, 1000)});
    world.Decide(channel);
    channel.personal.shipping.lines = {"1 Main St"};
    channel.ship_to.city = "Mumbai";
    world.Decide(channel);
    EXPECT_EQ(world.order().ship_to.city, "Mumbai");
    EXPECT_EQ(world.order().personal.shipping.lines.front(), "1 Main St");
    ExpectNothingMore(world, channel);

    world.order().ship_to.city = "Navi Mumbai";  // corrected by staff
    ExpectNothingMore(world, channel);
    channel.personal = {};  // the channel hides the person again
    ExpectNothingMore(world, channel);
    EXPECT_EQ(world.order().personal.shipping.lines.front(), "1 Main St");
}

TEST(News, AnOldCancelRequestDoesNotHoldTheOrderAgain) {
    World world;
    auto channel = Placed(kFbm, kUnshipped, {Line("1", 2, 0, 1000)});
    world.Decide(channel);
    channel.items[0].cancel_requested_by = "BUYER";
    world.Decide(channel);
    ASSERT_TRUE(world.order().hold);
    const auto unheld = DecideUnhold(*world.file, world.As(ActorKind::kUser));
    ASSERT_TRUE(unheld);
    world.Keep(*unheld);
    channel.ship_by.latest = world.now + base::Duration::Hours(5);
    world.Decide(channel);
    EXPECT_FALSE(world.order().hold);
    EXPECT_FALSE(world.order().HasException("cancel_requested"));
    ExpectNothingMore(world, channel);
}

// The channel's total is then for the pieces that are left.
TEST(News, AShrunkenOrderKeepsItsPricesAndIsPaidForWhatIsLeft) {
    World world;
    auto channel = Placed(kFbm, kUnshipped, {Line("1", 5, 0, 1000)});
    world.Decide(channel);
    channel.items[0] = Line("1", 2, 0, 400);
    channel.grand_total = Usd(400);
    world.Decide(channel);
    EXPECT_EQ(world.order().items[0].canceled, 3);
    EXPECT_EQ(world.order().totals.grand_total, Usd(1000));
    channel.status = kShipped;
    channel.items[0].quantity_fulfilled = 2;
    channel.items[0].quantity_unfulfilled = 0;
    world.Decide(channel);
    EXPECT_EQ(world.order().totals.paid, Usd(400));
    EXPECT_EQ(world.order().totals.canceled, Usd(600));
    ExpectNothingMore(world, channel);
}

TEST(News, APendingOrderOnHoldGoesOnAsNew) {
    World world;
    world.store.settings.reserve_pending = true;
    auto channel = Placed(kFbm, kPending, {Line("1", 1, 0, 0)});
    world.Decide(channel);
    const auto held = DecideHold(*world.file, {"check", {}}, world.As(ActorKind::kUser));
    ASSERT_TRUE(held);
    world.Keep(*held);
    channel.status = kUnshipped;
    world.Decide(channel);
    const auto unheld = DecideUnhold(*world.file, world.As(ActorKind::kUser));
    ASSERT_TRUE(unheld);
    EXPECT_EQ(unheld->file.order.state, OrderState::kNew);
}

TEST(News, NewAmountsReplaceOldOnesUntilBooked) {
    World world;
    auto channel = Placed(kFbm, kUnshipped, {Line("1", 1, 0, 1000)});
    world.Decide(channel);
    channel.items[0] = Line("1", 1, 0, 1100);
    channel.grand_total = Usd(1100);
    world.Decide(channel);
    EXPECT_EQ(world.order().totals.grand_total, Usd(1100));
    EXPECT_EQ(world.order().totals.rounding, Usd(0));
    ExpectNothingMore(world, channel);

    channel.status = kShipped;
    channel.items[0].quantity_fulfilled = 1;
    channel.items[0].quantity_unfulfilled = 0;
    world.Decide(channel);
    channel.items[0].amounts[0].amount = Usd(1200);
    channel.items[0].proceeds_total = Usd(1200);
    world.Decide(channel);
    EXPECT_TRUE(world.order().HasException("money_changed"));
    EXPECT_EQ(world.order().totals.grand_total, Usd(1100));
}

}  // namespace
}  // namespace orderyard::domain
