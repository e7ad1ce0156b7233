// Our words in Amazon's: carriers, reasons, refunds.
#include <gtest/gtest.h>

#include <set>

#include "amazon/map/carriers.hpp"
#include "amazon/map/reasons.hpp"
#include "amazon/map/refund_for_amazon.hpp"

namespace orderyard::amazon {

namespace {

constexpr const char* kUs = "ATVPDKIKX0DER";
constexpr const char* kDe = "A1PA6795UKMFR9";
constexpr const char* kJp = "A1VC38T7YXB528";
constexpr const char* kCa = "A2EUQ1WTGCTBG2";

using base::Money;
using domain::OrderFile;

std::string Carrier(const char* code, const char* title, const char* marketplace) {
    const AmazonCarrier carrier = CarrierForAmazon(code, title, marketplace);
    return carrier.code + (carrier.name.empty() ? "" : ":" + carrier.name);
}

// One shipped line of three for 30.00 + 5.70 tax, shipping 3.00 + 0.57.
OrderFile File(const char* currency = "EUR") {
    const auto c = base::Currency::Of(currency);
    OrderFile file;
    file.order.currency = c;
    file.order.channel.emplace();
    file.order.channel->number = "1-2";
    domain::OrderItem item;
    item.id = domain::OrderItemId(1);
    item.channel_item_number = "L1";
    item.sku = "A";
    item.ordered = item.shipped = 3;
    item.amounts = domain::ZeroAmounts(c);
    item.amounts.row_total = Money::OfMinor(3000, c);
    item.amounts.row_tax = Money::OfMinor(570, c);
    item.amounts.shipping = Money::OfMinor(300, c);
    item.amounts.shipping_tax = Money::OfMinor(57, c);
    item.amounts.tax = Money::OfMinor(627, c);
    item.amounts.total = Money::OfMinor(3927, c);
    file.order.items.push_back(item);
    domain::Invoice invoice;
    invoice.lines.push_back({item.id, {0, 3}, item.amounts});
    file.invoices.push_back(invoice);
    return file;
}

domain::CreditMemo Memo(const OrderFile& file, std::int64_t item, std::int64_t tax = 0) {
    const auto c = file.order.currency;
    domain::CreditMemo memo;
    memo.id = domain::CreditMemoId(5);
    memo.reason = "customer_return";
    domain::CreditMemoLine line;
    line.id = domain::CreditMemoLineId(6);
    line.order_item_id = domain::OrderItemId(1);
    line.amounts = domain::ZeroComponents(c);
    line.amounts.item = Money::OfMinor(item, c);
    line.amounts.item_tax = Money::OfMinor(tax, c);
    memo.lines.push_back(line);
    return memo;
}

std::string Codes(const OrderFile& file, const domain::CreditMemo& memo, const char* marketplace) {
    std::string codes;
    for (const RefundFinding& finding : CheckRefund(file, memo, marketplace)) {
        codes += (codes.empty() ? "" : " ") + finding.code;
    }
    return codes;
}

std::string Parts(const OrderFile& file, const domain::CreditMemo& memo, const char* marketplace) {
    std::string text;
    for (const auto& item : RefundForAmazon(file, memo, marketplace).items) {
        for (const auto& part : item.components) {
            text += (text.empty() ? "" : " ") + part.type + "=" + part.amount;
        }
    }
    return text;
}

}  // namespace

TEST(Carriers, OursBecomeAmazons) {
    EXPECT_EQ(Carrier("dhl", "", kDe), "DHL");
    EXPECT_EQ(Carrier("USPS", "", kUs), "USPS");
    EXPECT_EQ(Carrier("royal_mail", "", kUs), "Royal Mail");
    EXPECT_EQ(Carrier("custom", "Deutsche Post", kDe), "Deutsche Post");
    EXPECT_EQ(Carrier("custom", "Hermes", kDe), "Hermes Logistik Gruppe");
    EXPECT_EQ(Carrier("custom", "Hermes", kUs), "Other:Hermes");
    EXPECT_EQ(Carrier("yamato", "", kJp), "YAMATO");
    EXPECT_EQ(Carrier("yamato", "", kUs), "YamatoTransport");
    EXPECT_EQ(Carrier("fedex", "Federal Express", kJp), "FEDEX_JP");
    EXPECT_EQ(Carrier("FEDEX_JP", "", kJp), "FEDEX_JP");
    EXPECT_EQ(Carrier("custom", "Müller & Sohn", kDe), "Other:Müller & Sohn");
    EXPECT_EQ(Carrier("xyz", "", kDe), "Other:xyz");
    EXPECT_EQ(Carrier("", "", kDe), "Other:Other");
    EXPECT_EQ(Carrier("ups", "", "unknown marketplace"), "UPS");
}

TEST(Reasons, EachHasExactlyOneCode) {
    std::set<std::string_view> refunds;
    for (int i = 0; i <= static_cast<int>(domain::RefundReason::kOther); ++i) {
        refunds.insert(RefundReasonForFeed(static_cast<domain::RefundReason>(i)));
    }
    EXPECT_EQ(refunds.size(), 13u);
    EXPECT_TRUE(refunds.contains("ProductOutofStock"));  // Amazon minds the case
    EXPECT_EQ(CancelReasonForFeed(domain::CancelReason::kBuyerCanceled), "BuyerCanceled");
    EXPECT_EQ(CancelReasonForFeed(domain::CancelReason::kPricingError), "GeneralAdjustment");
    EXPECT_EQ(CancelReasonForCall(domain::CancelReason::kGeneralAdjustment), std::nullopt);
    EXPECT_EQ(CancelReasonForAdjustment(domain::CancelReason::kBuyerCanceled), "CustomerCancel");
}

TEST(Refund, TaxGoesWhereTheMarketplaceWantsIt) {
    EXPECT_EQ(Parts(File(), Memo(File(), 1000, 190), kDe), "Principal=11.90");
    EXPECT_EQ(Parts(File("JPY"), Memo(File("JPY"), 1000, 100), kJp), "Principal=1100");
    EXPECT_EQ(Parts(File("USD"), Memo(File("USD"), 1000, 190), kUs), "Principal=10.00");
    EXPECT_EQ(Parts(File("CAD"), Memo(File("CAD"), 1000, 190), kCa), "Principal=10.00 Tax=1.90");
}

TEST(Refund, FeeAndGoodwillHaveTheirPlaces) {
    const OrderFile file = File();
    auto memo = Memo(file, 1000);
    memo.adjustment_fee = Money::OfMinor(250, file.order.currency);
    memo.adjustment_refund = Money::OfMinor(100, file.order.currency);
    EXPECT_EQ(Codes(file, memo, kDe), "");
    EXPECT_EQ(Parts(file, memo, kDe), "Principal=7.50 Goodwill=1.00");
}

TEST(Refund, WhatAmazonRefusesIsForeseen) {
    const OrderFile file = File();
    const auto eur = file.order.currency;
    EXPECT_EQ(Codes(file, Memo(file, 3000, 570), kDe), "");
    EXPECT_EQ(Codes(file, Memo(file, 3571), kDe), "over_charged");
    EXPECT_EQ(Codes(file, Memo(file, 3000, 570), kUs), "wrong_currency");
    EXPECT_EQ(Codes(file, Memo(file, 3000, 570), "nowhere"), "wrong_currency");
    EXPECT_EQ(Codes(file, Memo(file, 0), kDe), "nothing_to_refund");
    EXPECT_EQ(Codes(file, Memo(file, -1), kDe), "over_charged nothing_to_refund");

    auto memo = Memo(file, 1000);
    memo.reason = "CustomerReturn";  // Amazon's word is not ours
    EXPECT_EQ(Codes(file, memo, kDe), "no_reason");
    memo = Memo(file, 1000);
    memo.lines.clear();
    EXPECT_EQ(Codes(file, memo, kDe), "no_line nothing_to_refund");
    memo = Memo(file, 1000);
    memo.extras = Money::OfMinor(1, eur);
    EXPECT_EQ(Codes(file, memo, kDe), "extras");
    memo = Memo(file, 1000);
    memo.adjustment_fee = Money::OfMinor(1001, eur);
    EXPECT_EQ(Codes(file, memo, kDe), "fee_over_principal");
    memo = Memo(file, 1000);
    memo.lines[0].unshipped_quantity = 1;
    EXPECT_EQ(Codes(file, memo, kDe), "not_shipped");
    memo = Memo(file, 1000);
    memo.lines[0].order_item_id = domain::OrderItemId(9);
    EXPECT_EQ(Codes(file, memo, kDe), "line_unknown");
    memo = Memo(file, 0);
    memo.lines[0].amounts.shipping = Money::OfMinor(358, eur);
    EXPECT_EQ(Codes(file, memo, kDe), "over_charged");

    OrderFile unshipped = file;
    unshipped.order.items[0].shipped = 0;
    EXPECT_EQ(Codes(unshipped, Memo(file, 1000), kDe), "not_shipped");
    OrderFile untracked = file;
    domain::Shipment shipment;
    domain::Package package;
    package.id = domain::PackageId(3);
    package.lines.push_back({domain::OrderItemId(1), 3});
    shipment.packages.push_back(package);
    untracked.shipments.push_back(shipment);
    domain::FollowUp confirmation;
    confirmation.package_id = package.id;
    confirmation.state = domain::FollowUpState::kWaiting;
    untracked.follow_ups.push_back(confirmation);
    EXPECT_EQ(Codes(untracked, Memo(file, 1000), kDe), "not_told");
    untracked.follow_ups[0].state = domain::FollowUpState::kQueued;
    EXPECT_EQ(Codes(untracked, Memo(file, 1000), kDe), "");
    untracked.follow_ups[0].state = domain::FollowUpState::kWaiting;
    untracked.shipments[0].packages[0].lines[0].quantity = 1;
    EXPECT_EQ(Codes(untracked, Memo(file, 1000), kDe), "") << "two pieces are told";

    // What other memos gave back is gone, unless they were taken back; the memo itself is not.
    OrderFile later = file;
    later.credit_memos.push_back(Memo(file, 2000));
    auto next = Memo(file, 2000);
    EXPECT_EQ(Codes(later, next, kDe), "");
    next.id = domain::CreditMemoId(8);
    EXPECT_EQ(Codes(later, next, kDe), "over_charged");
    later.credit_memos[0].state = domain::CreditMemoState::kRejected;
    EXPECT_EQ(Codes(later, next, kDe), "over_charged");
    later.credit_memos[0].state = domain::CreditMemoState::kVoid;
    EXPECT_EQ(Codes(later, next, kDe), "");
}

}  // namespace orderyard::amazon
