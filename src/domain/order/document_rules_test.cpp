// What may still be done to an invoice, a shipment and a credit memo: refusals in order.
#include <gtest/gtest.h>

#include "domain/order/document_fixture.hpp"
#include "domain/order/order_rules.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;

std::string ReasonOf(const std::optional<Refusal>& refusal) {
    return refusal ? refusal->reason : "";
}

Book Shipped() {
    Book book;
    testing::LinePrice price;
    price.row = 3000;
    book.AddLine(3, price, 3);
    book.MakeChannelOrder();
    EXPECT_EQ(book.Ship({{OrderItemId(1), 2}}), "");
    return book;
}

constexpr FollowUpState kAllStates[] = {
    FollowUpState::kWaiting,   FollowUpState::kQueued,   FollowUpState::kSending,
    FollowUpState::kSent,      FollowUpState::kAccepted, FollowUpState::kSeen,
    FollowUpState::kRejected,  FollowUpState::kUnknown,  FollowUpState::kParked,
    FollowUpState::kWithdrawn,
};

TEST(WhyNotPay, OnlyOpenOnes) {
    const OrderFile file;
    Invoice invoice;
    invoice.state = InvoiceState::kOpen;
    EXPECT_EQ(ReasonOf(WhyNotPay(file, invoice)), "");
    EXPECT_EQ(ReasonOf(WhyNotCancelInvoice(file, invoice)), "");
    invoice.state = InvoiceState::kPaid;
    EXPECT_EQ(ReasonOf(WhyNotPay(file, invoice)), "invoice_paid");
    EXPECT_EQ(ReasonOf(WhyNotCancelInvoice(file, invoice)), "invoice_paid");
    invoice.state = InvoiceState::kCanceled;
    EXPECT_EQ(ReasonOf(WhyNotPay(file, invoice)), "invoice_canceled");
    EXPECT_EQ(ReasonOf(WhyNotCancelInvoice(file, invoice)), "invoice_canceled");
}

TEST(WhyNotVoid, ShipmentInOrderOfPrecedence) {
    Book book = Shipped();
    Shipment& shipment = book.file.shipments[0];
    EXPECT_EQ(ReasonOf(WhyNotVoid(book.file, shipment)), "");
    book.file.order.items[0].refunded_shipped = 1;  // one of its two pieces was given back
    EXPECT_EQ(ReasonOf(WhyNotVoid(book.file, shipment)), "refunded");
    book.file.follow_ups[0].state = FollowUpState::kAccepted;
    EXPECT_EQ(ReasonOf(WhyNotVoid(book.file, shipment)), "told_to_channel");
    shipment.is_from_channel = true;
    EXPECT_EQ(ReasonOf(WhyNotVoid(book.file, shipment)), "from_channel");
    shipment.is_void = true;
    EXPECT_EQ(ReasonOf(WhyNotVoid(book.file, shipment)), "void");
}

TEST(WhyNotVoid, ShipmentThatTheChannelMayKnow) {
    Book book = Shipped();
    ASSERT_EQ(book.Ship({{OrderItemId(1), 1}}, ""), "") << "a second one, without a number";
    for (const auto state : kAllStates) {
        book.file.follow_ups[0].state = state;
        EXPECT_EQ(ReasonOf(WhyNotVoid(book.file, book.file.shipments[0])),
                  MayBeSent(state) ? "told_to_channel" : "")
            << ToString(state);
        EXPECT_EQ(ReasonOf(WhyNotVoid(book.file, book.file.shipments[1])), "")
            << "the other package's follow-up does not matter";
    }
    book.file.follow_ups[0].state = FollowUpState::kSeen;
    book.file.follow_ups[0].kind = FollowUpKind::kCancelOrder;
    EXPECT_EQ(ReasonOf(WhyNotVoid(book.file, book.file.shipments[0])), "");
}

TEST(WhyNotEditTracks, InOrderOfPrecedence) {
    Book book = Shipped();
    Shipment& shipment = book.file.shipments[0];
    book.file.follow_ups[0].state = FollowUpState::kSeen;
    EXPECT_EQ(ReasonOf(WhyNotEditTracks(book.file, shipment)), "") << "told is no hindrance";
    shipment.is_from_channel = true;
    EXPECT_EQ(ReasonOf(WhyNotEditTracks(book.file, shipment)), "from_channel");
    shipment.is_void = true;
    EXPECT_EQ(ReasonOf(WhyNotEditTracks(book.file, shipment)), "void");
}

TEST(WhyNotVoid, CreditMemoInOrderOfPrecedence) {
    OrderFile file;
    CreditMemo memo;
    memo.id = CreditMemoId(5);
    EXPECT_EQ(ReasonOf(WhyNotVoid(file, memo)), "");
    FollowUp refund;
    refund.kind = FollowUpKind::kRefund;
    refund.credit_memo_id = memo.id;
    file.follow_ups = {refund};
    for (const auto state : kAllStates) {
        file.follow_ups[0].state = state;
        EXPECT_EQ(ReasonOf(WhyNotVoid(file, memo)), MayBeSent(state) ? "told_to_channel" : "")
            << ToString(state);
    }
    file.follow_ups[0].credit_memo_id = CreditMemoId(6);
    file.follow_ups[0].state = FollowUpState::kSeen;
    EXPECT_EQ(ReasonOf(WhyNotVoid(file, memo)), "") << "another memo's refund";
    file.follow_ups[0].credit_memo_id = memo.id;
    memo.is_from_channel = true;
    EXPECT_EQ(ReasonOf(WhyNotVoid(file, memo)), "from_channel");
    memo.state = CreditMemoState::kVoid;
    EXPECT_EQ(ReasonOf(WhyNotVoid(file, memo)), "void");
}

}  // namespace
}  // namespace orderyard::domain
