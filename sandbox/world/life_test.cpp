// The legal moves of an order: each refusal once, then what the moves do to quantities, status and
// money.
#include "sandbox/world/life.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace orderyard::sandbox {
namespace {

const base::Instant kNow = base::Instant::FromSeconds(1'790'000'000);

base::Money Dollars(const char* amount) {
    return *base::Money::Parse(amount, base::Currency::Of("USD"));
}

Order TwoLines(std::string_view status) {
    Order order;
    order.order_id = "114-0000000-0000001";
    order.fulfilled_by = kByMerchant;
    order.status = status;
    for (const char* id : {"1", "2"}) {
        Line line;
        line.order_item_id = id;
        line.quantity_ordered = 3;
        line.quantity_unfulfilled = 3;
        line.unit_price = Dollars("10");
        line.breakdowns.push_back({"ITEM", "", Dollars("30"), {}});
        line.breakdowns.push_back({"TAX",
                                   "",
                                   Dollars("2.50"),
                                   {{"ITEM", Dollars("2.00")}, {"SHIPPING", Dollars("0.50")}}});
        order.lines.push_back(line);
    }
    order.payments.push_back({"CreditCard", order.Total(), "", "", ""});
    return order;
}

struct Refusal {
    const char* name;
    std::string_view status;
    std::function<base::Result<>(Order&)> move;
    base::ErrorCode code;
};

TEST(Life, Refuses) {
    const Refusal refusals[] = {
        {"release a pending order", kPending, [](Order& o) { return Release(o); },
         base::ErrorCode::kNotAllowed},
        {"pay an unshipped order", kUnshipped, [](Order& o) { return Pay(o); },
         base::ErrorCode::kNotAllowed},
        {"pay a cancelled order", kCancelled, [](Order& o) { return Pay(o); },
         base::ErrorCode::kNotAllowed},
        {"cancel a partly shipped order", kPartiallyShipped,
         [](Order& o) { return Cancel(o, "BUYER", ""); }, base::ErrorCode::kNotAllowed},
        {"cancel a shipped order", kShipped, [](Order& o) { return Cancel(o, "BUYER", ""); },
         base::ErrorCode::kNotAllowed},
        {"request for a shipped order", kShipped, [](Order& o) { return RequestCancel(o, "", ""); },
         base::ErrorCode::kNotAllowed},
        {"request for an unknown line", kUnshipped,
         [](Order& o) { return RequestCancel(o, "9", ""); }, base::ErrorCode::kNotFound},
        {"ship a pending order", kPending, [](Order& o) { return ShipRest(o, kNow, "DHL", "T"); },
         base::ErrorCode::kNotAllowed},
        {"ship a shipped order", kShipped, [](Order& o) { return ShipRest(o, kNow, "DHL", "T"); },
         base::ErrorCode::kNotAllowed},
        {"ship an unknown line", kUnshipped,
         [](Order& o) { return ShipUnits(o, "9", 1, kNow, "DHL", "T"); },
         base::ErrorCode::kNotFound},
        {"ship no units", kUnshipped,
         [](Order& o) { return ShipUnits(o, "1", 0, kNow, "DHL", "T"); },
         base::ErrorCode::kInvalidInput},
        {"ship too many units", kUnshipped,
         [](Order& o) { return ShipUnits(o, "1", 4, kNow, "DHL", "T"); },
         base::ErrorCode::kInvalidInput},
        {"deliver an unknown package", kShipped, [](Order& o) { return Deliver(o, "1"); },
         base::ErrorCode::kNotFound},
        {"move a shipped order", kShipped, [](Order& o) { return ChangeAddress(o, {}); },
         base::ErrorCode::kNotAllowed},
        {"change a shipped quantity", kShipped,
         [](Order& o) { return ChangeQuantity(o, "1", 1, false, "BUYER"); },
         base::ErrorCode::kNotAllowed},
        {"change an unknown line", kUnshipped,
         [](Order& o) { return ChangeQuantity(o, "9", 1, false, "BUYER"); },
         base::ErrorCode::kNotFound},
        {"raise a quantity", kUnshipped,
         [](Order& o) { return ChangeQuantity(o, "1", 4, false, "BUYER"); },
         base::ErrorCode::kInvalidInput},
        {"keep a quantity", kUnshipped,
         [](Order& o) { return ChangeQuantity(o, "1", 3, false, "BUYER"); },
         base::ErrorCode::kInvalidInput},
        {"a negative quantity", kUnshipped,
         [](Order& o) { return ChangeQuantity(o, "1", -1, false, "BUYER"); },
         base::ErrorCode::kInvalidInput},
    };
    for (const Refusal& refusal : refusals) {
        Order order = TwoLines(refusal.status);
        const auto result = refusal.move(order);
        ASSERT_FALSE(result) << refusal.name;
        EXPECT_EQ(result.error().code, refusal.code) << refusal.name;
        EXPECT_EQ(order.status, refusal.status) << refusal.name;
    }
}

TEST(Life, ShipsInTwoPackages) {
    Order order = TwoLines(kUnshipped);
    ASSERT_TRUE(ShipUnits(order, "1", 2, kNow, "DHL", "A"));
    EXPECT_EQ(order.status, kPartiallyShipped);
    ASSERT_TRUE(ShipRest(order, kNow, "DHL", "B"));
    EXPECT_EQ(order.status, kShipped);
    ASSERT_EQ(order.packages.size(), 2U);
    EXPECT_EQ(order.packages[1].reference_id, "2");
    EXPECT_EQ(order.packages[1].lines, (std::vector<PackageLine>{{"1", 1, {}}, {"2", 3, {}}}));
    ASSERT_TRUE(Deliver(order, "2"));
    EXPECT_FALSE(Deliver(order, "2"));
}

TEST(Life, AmazonsOwnParcelsAreNotShown) {
    Order order = TwoLines(kUnshipped);
    order.fulfilled_by = kByAmazon;
    ASSERT_TRUE(ShipRest(order, kNow, "DHL", "B"));
    EXPECT_TRUE(order.packages.empty());
    EXPECT_EQ(order.status, kShipped);
}

TEST(Life, LowerQuantityLowersMoney) {
    Order order = TwoLines(kUnshipped);
    ASSERT_TRUE(ChangeQuantity(order, "1", 1, false, "MERCHANT"));
    const Line& line = order.lines[0];
    EXPECT_EQ(line.quantity_ordered, 1);
    EXPECT_EQ(line.breakdowns[0].subtotal, Dollars("10"));
    EXPECT_EQ(line.breakdowns[1].subtotal, Dollars("0.83"));
    EXPECT_EQ(line.breakdowns[1].details[0].value + line.breakdowns[1].details[1].value,
              Dollars("0.83"));
    EXPECT_EQ(order.payments[0].amount, order.Total());
    EXPECT_EQ(order.status, kUnshipped);
}

TEST(Life, LineOfZeroHasNoPriceAndLastLineEndsTheOrder) {
    Order order = TwoLines(kUnshipped);
    ASSERT_TRUE(ChangeQuantity(order, "1", 0, true, "MERCHANT"));
    EXPECT_EQ(order.lines[0].quantity_ordered, 3);
    EXPECT_FALSE(order.lines[0].unit_price);
    EXPECT_TRUE(order.lines[0].breakdowns.empty());
    EXPECT_EQ(order.status, kUnshipped);
    ASSERT_TRUE(ChangeQuantity(order, "2", 0, false, "MERCHANT"));
    EXPECT_EQ(order.status, kCancelled);
}

TEST(Life, CancelledWhilePendingNeverShowsMoney) {
    Order order = TwoLines(kPending);
    ASSERT_TRUE(Cancel(order, "BUYER", "OTHER"));
    EXPECT_TRUE(order.hides_amounts);
    EXPECT_EQ(order.UnfulfilledUnits(), 0);
    EXPECT_EQ(order.lines[1].cancelled_by, "BUYER");
}

}  // namespace
}  // namespace orderyard::sandbox
