// Any split of a line's pieces sums up to the line, in currencies with 0, 2 and 3 decimals.
#include "domain/order/line_shares.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "domain/order/document_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::AmountsOf;
using testing::LinePrice;

constexpr const char* kCurrencies[] = {"JPY", "KRW", "USD", "KWD"};

LinePrice AnyPrice() {
    const auto up_to = [](std::int64_t most) {
        return *rc::gen::inRange<std::int64_t>(0, most + 1);
    };
    LinePrice price;
    price.row = up_to(*rc::gen::element<std::int64_t>(3, 20, 100'000));
    price.tax = up_to(price.row / 4 + 2);
    price.shipping = up_to(*rc::gen::element<std::int64_t>(0, 5, 999));
    price.shipping_tax = up_to(price.shipping / 5);
    price.gift_wrap = up_to(*rc::gen::element<std::int64_t>(0, 400));
    price.gift_wrap_tax = up_to(price.gift_wrap / 5);
    price.fee = up_to(*rc::gen::element<std::int64_t>(0, 400));
    price.fee_tax = up_to(price.fee / 5);
    price.discount = up_to(price.row);
    price.shipping_discount = up_to(price.shipping);
    return price;
}

// [0, ordered) cut at random places.
std::vector<PieceRange> AnyPartition(std::int64_t ordered) {
    std::vector<PieceRange> parts;
    for (std::int64_t at = 0; at < ordered;) {
        const std::int64_t count = *rc::gen::inRange<std::int64_t>(1, ordered - at + 1);
        parts.push_back({at, count});
        at += count;
    }
    return parts;
}

RC_GTEST_PROP(ShareOf, AnyPartitionSumsExactly, ()) {
    const auto currency = base::Currency::Of(*rc::gen::elementOf(
        std::vector<std::string>(std::begin(kCurrencies), std::end(kCurrencies))));
    const LineAmounts line = AmountsOf(AnyPrice(), currency);
    const auto ordered = *rc::gen::inRange<std::int64_t>(1, 30);
    LineAmounts sum = ZeroAmounts(currency);
    for (const auto& part : AnyPartition(ordered)) {
        const LineAmounts share = ShareOf(line, part, ordered);
        sum = sum + share;
        RC_ASSERT(share.total == share.row_total + share.shipping + share.gift_wrap + share.fee +
                                     share.tax - share.discount + share.rounding);
        RC_ASSERT(share.total.IsWholeMinor());
        RC_ASSERT(share == ShareOf(line, part, ordered));
    }
    RC_ASSERT(sum == line);
}

RC_GTEST_PROP(ShareOf, NoPartOfAPieceIsNegative, ()) {
    const auto currency = base::Currency::Of("USD");
    const LineAmounts line = AmountsOf(AnyPrice(), currency);
    const auto ordered = *rc::gen::inRange<std::int64_t>(1, 30);
    for (const auto& part : AnyPartition(ordered)) {
        const LineAmounts share = ShareOf(line, part, ordered);
        const base::Money zero = base::Money::Zero(currency);
        const base::Money goods_discount = share.discount - share.shipping_discount;
        RC_ASSERT(share.row_total >= goods_discount && goods_discount >= zero);
        RC_ASSERT(share.shipping >= share.shipping_discount && share.shipping_discount >= zero);
        RC_ASSERT(share.tax >= share.shipping_tax + share.gift_wrap_tax + share.fee_tax);
        const Components parts = ComponentsOf(share);
        RC_ASSERT(parts.Total() == share.total);
        RC_ASSERT(parts.item >= zero && parts.item_tax >= zero && parts.shipping >= zero);
    }
}

// Each amount is round(total * k / n), differenced; the whole line's own prices come out even.
TEST(ShareOf, TheWorkedExample) {
    LinePrice price;
    price.row = 2997;
    price.discount = 300;
    price.tax = 223;
    price.shipping = 500;
    price.shipping_tax = 41;
    const LineAmounts line = AmountsOf(price, base::Currency::Of("USD"));
    const std::int64_t expected[][4] = {
        {999, 100, 74 + 14, 167}, {999, 100, 75 + 13, 166}, {999, 100, 74 + 14, 167}};
    for (std::int64_t k = 0; k < 3; ++k) {
        const LineAmounts share = ShareOf(line, {k, 1}, 3);
        EXPECT_EQ(share.row_total.minor(), expected[k][0]) << k;
        EXPECT_EQ(share.discount.minor(), expected[k][1]) << k;
        EXPECT_EQ(share.tax.minor(), expected[k][2]) << k;
        EXPECT_EQ(share.shipping.minor(), expected[k][3]) << k;
    }
}

TEST(ShareOf, ANearlyFreeLineHasNoNegativePiece) {
    LinePrice price;
    price.row = 2004;
    price.discount = 2003;
    const LineAmounts line = AmountsOf(price, base::Currency::Of("USD"));
    for (std::int64_t k = 0; k < 5; ++k) {
        EXPECT_FALSE(ShareOf(line, {k, 1}, 5).total.IsNegative()) << k;
    }
}

TEST(ShareOf, TheWholeLineIsTheLineEvenBelowTheMinorUnit) {
    LineAmounts line = ZeroAmounts(base::Currency::Of("USD"));
    line.row_total = line.total = base::Money(12'345, base::Currency::Of("USD"));  // 1.2345
    EXPECT_EQ(ShareOf(line, {0, 4}, 4), line);
    EXPECT_EQ(ShareOf(line, {0, 1}, 4) + ShareOf(line, {1, 3}, 4), line);
    EXPECT_TRUE(IsZero(ShareOf(line, {0, 0}, 4)));
    EXPECT_TRUE(IsZero(ShareOf(line, {0, 1}, 0))) << "a line without pieces";
    EXPECT_FALSE(IsZero(line));
    EXPECT_TRUE(IsZero(line - line));
}

RC_GTEST_PROP(FitShare, FitsExactlyOrNotAtAll, ()) {
    const auto currency = base::Currency::Of("USD");
    const LineAmounts line = AmountsOf(AnyPrice(), currency);
    const auto ordered = *rc::gen::inRange<std::int64_t>(2, 30);
    const auto pieces = *rc::gen::inRange<std::int64_t>(1, ordered);
    const LineAmounts share = ShareOf(line, {0, pieces}, ordered);
    RC_ASSERT(FitShare(line, pieces, ordered, share) == line);

    LineAmounts target = share;
    const auto cents = base::Money::OfMinor(*rc::gen::inRange<std::int64_t>(-2, 3), currency);
    target.row_total += cents;
    target.total += cents;
    const auto fitted = FitShare(line, pieces, ordered, target);
    if (fitted) {
        RC_ASSERT(ShareOf(*fitted, {0, pieces}, ordered) == target);
        RC_ASSERT((fitted->total - line.total).Abs() <=
                  base::Money::OfMinor(1, currency).Times(ordered));
    }
    RC_TAG(fitted ? "fitted" : "not");
}

TEST(FitShare, ACentOfTaxMovesToTheOtherPieces) {
    const auto usd = base::Currency::Of("USD");
    LinePrice price;
    price.row = 1000;
    price.tax = 35;
    const LineAmounts line = AmountsOf(price, usd);
    price.row = 500;
    price.tax = 17;
    const auto fitted = FitShare(line, 1, 2, AmountsOf(price, usd));
    ASSERT_TRUE(fitted);
    EXPECT_EQ(fitted->tax, base::Money::OfMinor(34, usd));
    EXPECT_EQ(fitted->row_total, line.row_total);
    price.row = 700;  // another price, no rounding
    EXPECT_FALSE(FitShare(line, 1, 2, AmountsOf(price, usd)));
}

TEST(FreePieces, Table) {
    struct Row {
        const char* what;
        std::vector<PieceRange> taken;
        std::int64_t ordered;
        std::vector<PieceRange> free;
    };
    const Row rows[] = {
        {"nothing taken", {}, 4, {{0, 4}}},
        {"all taken", {{0, 4}}, 4, {}},
        {"front", {{0, 2}}, 4, {{2, 2}}},
        {"back", {{2, 2}}, 4, {{0, 2}}},
        {"middle", {{1, 2}}, 4, {{0, 1}, {3, 1}}},
        {"in any order", {{3, 1}, {0, 1}}, 5, {{1, 2}, {4, 1}}},
        {"touching ones", {{0, 1}, {1, 1}}, 4, {{2, 2}}},
        {"overlapping ones", {{0, 3}, {1, 1}}, 4, {{3, 1}}},
        {"beyond the line", {{3, 9}}, 4, {{0, 3}}},
        {"an empty range takes nothing", {{1, 0}}, 2, {{0, 2}}},
        {"no pieces", {}, 0, {}},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(FreePieces(row.taken, row.ordered), row.free) << row.what;
    }
}

RC_GTEST_PROP(FreePieces, IsTheComplement, ()) {
    const auto ordered = *rc::gen::inRange<std::int64_t>(0, 20);
    std::vector<PieceRange> taken;
    std::vector<bool> is_taken(static_cast<std::size_t>(ordered), false);
    for (const auto& part : AnyPartition(ordered)) {
        if (*rc::gen::arbitrary<bool>()) {
            taken.insert(taken.begin(), part);
            for (std::int64_t at = part.first; at < part.first + part.count; ++at) {
                is_taken[static_cast<std::size_t>(at)] = true;
            }
        }
    }
    std::int64_t end = -1;
    for (const auto& free : FreePieces(taken, ordered)) {
        RC_ASSERT(free.first > end && free.count > 0);  // ascending, joined where they touch
        for (std::int64_t at = free.first; at < free.first + free.count; ++at) {
            RC_ASSERT(!is_taken[static_cast<std::size_t>(at)]);
            is_taken[static_cast<std::size_t>(at)] = true;
        }
        end = free.first + free.count;
    }
    RC_ASSERT(std::all_of(is_taken.begin(), is_taken.end(), [](bool each) { return each; }));
}

}  // namespace
}  // namespace orderyard::domain
