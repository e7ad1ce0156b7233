// Amounts: what the channel gives is what the order shows, whatever the tax convention, to the last
// cent.
#include "domain/channel/price_order.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/channel/channel_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Amount;
using testing::Line;
using testing::Part;
using testing::Placed;
using testing::Usd;
using enum AmountKind;

ChannelOrder OneLine(ChannelOrderItem item) {
    return Placed(FulfilledBy::kMerchant, ChannelStatus::kUnshipped, {std::move(item)});
}

base::Money SumOfParts(const OrderTotals& totals) {
    return totals.subtotal + totals.shipping + totals.gift_wrap + totals.fee + totals.tip +
           totals.tax - totals.discount + totals.rounding;
}

TEST(PriceOrder, TaxOnTop) {
    auto item = Line("1", 1, 0, 3999);
    item.amounts.push_back(Amount(kTax, 1000));
    item.proceeds_total = Usd(4999);
    const auto priced = PriceChannelOrder(OneLine(item));
    EXPECT_EQ(priced->totals.subtotal, Usd(3999));
    EXPECT_EQ(priced->totals.tax, Usd(1000));
    EXPECT_EQ(priced->totals.grand_total, Usd(4999));
    EXPECT_TRUE(priced->findings.empty());
}

TEST(PriceOrder, TaxInside) {
    auto item = Line("1", 1, 0, 11900);
    item.amounts = {Amount(kItem, 11900), Amount(kShipping, 595), Amount(kTax, 1995),
                    Part(kTax, kItem, 1900), Part(kTax, kShipping, 95)};
    item.proceeds_total = Usd(12495);
    const auto priced = PriceChannelOrder(OneLine(item));
    EXPECT_EQ(priced->totals.subtotal, Usd(10000));
    EXPECT_EQ(priced->totals.shipping, Usd(500));
    EXPECT_EQ(priced->totals.tax, Usd(1995));
    EXPECT_EQ(priced->totals.grand_total, Usd(12495));
    EXPECT_EQ(priced->totals.subtotal_incl_tax, Usd(11900));
}

TEST(PriceOrder, DiscountOfEitherSignReduces) {
    for (const std::int64_t discount : {500, -500}) {
        auto item = Line("1", 1, 0, 2000);
        item.amounts = {Amount(kItem, 2000), Amount(kShipping, 500), Amount(kDiscount, discount),
                        Part(kDiscount, kShipping, discount)};
        item.proceeds_total = Usd(2000);
        const auto priced = PriceChannelOrder(OneLine(item));
        EXPECT_EQ(priced->totals.discount, Usd(500));
        EXPECT_EQ(priced->totals.shipping_discount, Usd(500));
        EXPECT_EQ(priced->totals.grand_total, Usd(2000));
        EXPECT_TRUE(priced->findings.empty());
    }
}

TEST(PriceOrder, TheLineAmountIsNotMultipliedByTheQuantity) {
    auto item = Line("1", 7, 0, 10001);
    const auto priced = PriceChannelOrder(OneLine(item));
    EXPECT_EQ(priced->totals.grand_total, Usd(10001));
    item.unit_price = Usd(10001);
    EXPECT_EQ(PriceChannelOrder(OneLine(item))->findings.front().code, "unit_price");
}

TEST(PriceOrder, WhatDoesNotAddUpIsShownNotRepaired) {
    auto item = Line("1", 1, 0, 1000);
    item.proceeds_total = Usd(1001);
    auto order = OneLine(item);
    order.grand_total = Usd(1003);
    const auto priced = PriceChannelOrder(order);
    EXPECT_EQ(priced->totals.grand_total, Usd(1003));
    EXPECT_EQ(priced->totals.rounding, Usd(3));
    ASSERT_EQ(priced->findings.size(), 2u);
    EXPECT_EQ(priced->findings[0].code, "line_sum");
    EXPECT_EQ(priced->findings[1].code, "order_sum");
}

TEST(PriceOrder, UnclearTaxFollowsTheMarketplace) {
    auto item = Line("1", 1, 0, 1000);
    item.amounts.push_back(Amount(kTax, 100));
    item.proceeds_total = Usd(1050);
    auto order = OneLine(item);
    order.prices_include_tax = true;
    EXPECT_EQ(PriceChannelOrder(order)->lines[0].row_total, Usd(900));
    order.prices_include_tax = false;
    EXPECT_EQ(PriceChannelOrder(order)->lines[0].row_total, Usd(1000));
}

TEST(PriceOrder, RefusesMixedCurrencies) {
    auto order = OneLine(Line("1", 1, 0, 1000));
    order.grand_total = base::Money::OfMinor(1000, base::Currency::Of("EUR"));
    EXPECT_EQ(PriceChannelOrder(order).error().field, "currency");
    order.currency = {};
    EXPECT_EQ(PriceChannelOrder(order).error().field, "currency");
}

TEST(PriceOrder, PendingTipsAreLeftOut) {
    auto order = OneLine(Line("1", 1, 0, 1000));
    order.amounts = {Amount(kTip, 200)};
    order.amounts[0].status = "FINALIZED";
    order.grand_total = Usd(1200);
    EXPECT_EQ(PriceChannelOrder(order)->totals.tip, Usd(200));
    order.amounts[0].status = "PENDING";
    order.grand_total = Usd(1000);
    EXPECT_EQ(PriceChannelOrder(order)->totals.grand_total, Usd(1000));
}

RC_GTEST_PROP(PriceOrder, PartsAlwaysSumToTheTotal, ()) {
    std::vector<ChannelOrderItem> items;
    const int count = *rc::gen::inRange(1, 6);
    base::Money sum = Usd(0);
    for (int i = 0; i < count; ++i) {
        auto item =
            Line(std::to_string(i), *rc::gen::inRange(1, 20), 0, *rc::gen::inRange(0, 100000));
        item.amounts.push_back(Amount(kShipping, *rc::gen::inRange(0, 2000)));
        const auto tax = *rc::gen::inRange(0, 5000);
        item.amounts.push_back(Amount(kTax, tax));
        item.amounts.push_back(Part(kTax, kShipping, *rc::gen::inRange(0, tax + 1)));
        item.amounts.push_back(Amount(kDiscount, *rc::gen::inRange(-500, 500)));
        item.proceeds_total = Usd(*rc::gen::inRange(0, 120000));
        sum += *item.proceeds_total;
        items.push_back(item);
    }
    auto order = Placed(FulfilledBy::kMerchant, ChannelStatus::kUnshipped, items);
    order.grand_total = sum + Usd(*rc::gen::inRange(-2, 3));
    order.prices_include_tax = *rc::gen::arbitrary<bool>();
    const auto priced = PriceChannelOrder(order);
    RC_ASSERT(priced.has_value());
    RC_ASSERT(SumOfParts(priced->totals) == *order.grand_total);
    for (const auto& line : priced->lines) {
        RC_ASSERT(line.row_total + line.shipping + line.gift_wrap + line.fee + line.tax -
                      line.discount + line.rounding ==
                  line.total);
    }
}

RC_GTEST_PROP(AmountForPieces, AnySplitSumsToTheWhole, ()) {
    const auto total = Usd(*rc::gen::inRange(0, 1000000));
    const std::int64_t ordered = *rc::gen::inRange(1, 50);
    base::Money sum = Usd(0);
    base::Money before = Usd(0);
    for (std::int64_t pieces = 1; pieces <= ordered; ++pieces) {
        const auto upto = AmountForPieces(total, pieces, ordered);
        RC_ASSERT(upto >= before);
        sum += upto - before;
        before = upto;
    }
    RC_ASSERT(sum == total);
}

}  // namespace
}  // namespace orderyard::domain
