// Every refusal of every verb, in order of precedence, and the orders for which a verb is allowed.
#include "domain/order/order_rules.hpp"

#include <gtest/gtest.h>

#include <set>

#include "domain/order/document_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;
using testing::Usd;

// Two lines: 3 pieces for 30.00 and 2 pieces for 10.00.
Book TwoLines() {
    Book book;
    testing::LinePrice price;
    price.row = 3000;
    book.AddLine(3, price, 3);
    price.row = 1000;
    book.AddLine(2, price, 2);
    return book;
}

Book OfChannel() {
    Book book = TwoLines();
    book.MakeChannelOrder();
    return book;
}

std::string ReasonOf(const std::optional<Refusal>& refusal) {
    return refusal ? refusal->reason : "";
}

using Setter = void (*)(OrderFile&);
struct Condition {
    const char* reason;
    Setter set;
};

// Makes the conditions true from the last to the first, all of them staying as far as they can: the
// answer is always the one made true last, so the order of the list is the order of the rule.
void ExpectPrecedence(OrderVerb verb, OrderFile file, std::vector<Condition> conditions) {
    const std::string verb_name(ToString(verb));
    EXPECT_EQ(ReasonOf(WhyNot(verb, file)), "") << verb_name;
    for (auto condition = conditions.rbegin(); condition != conditions.rend(); ++condition) {
        condition->set(file);
        const auto refusal = WhyNot(verb, file);
        EXPECT_EQ(ReasonOf(refusal), condition->reason) << verb_name;
        ASSERT_TRUE(refusal) << verb_name << " " << condition->reason;
        EXPECT_TRUE(refusal->text.ends_with(".")) << refusal->text;
    }
}

template <OrderState kState>
void InState(OrderFile& file) {
    file.order.state = kState;
}
constexpr Condition kCanceled{"canceled", InState<OrderState::kCanceled>};
constexpr Condition kClosed{"closed", InState<OrderState::kClosed>};
constexpr Condition kComplete{"complete", InState<OrderState::kComplete>};
constexpr Condition kOnHold{"on_hold", InState<OrderState::kOnHold>};
constexpr Condition kInReview{"payment_review", InState<OrderState::kPaymentReview>};
constexpr Condition kNotYetPayable{"not_yet_payable", InState<OrderState::kPendingPayment>};
constexpr Condition kByChannel{"fulfilled_by_channel", [](OrderFile& file) {
                                   file.order.channel->fulfilled_by = FulfilledBy::kChannel;
                               }};
constexpr Condition kCancelAtChannel{
    "cancel_at_channel", [](OrderFile& file) { file.order.pending_cancel = PendingCancel{}; }};

void ShipAll(OrderFile& file) {
    for (auto& item : file.order.items) {
        item.shipped = item.ordered;
    }
}
void Request(OrderFile& file) {
    file.order.exceptions.push_back({"cancel_requested", "", "", {}});
}
template <FollowUpState kState>
void AddShipmentFollowUp(OrderFile& file) {
    FollowUp follow_up;
    follow_up.kind = FollowUpKind::kConfirmShipment;
    follow_up.state = kState;
    file.follow_ups = {follow_up};
}

TEST(WhyNot, Ship) {
    ExpectPrecedence(OrderVerb::kShip, OfChannel().file,
                     {kCanceled,
                      kClosed,
                      kComplete,
                      kOnHold,
                      kInReview,
                      kNotYetPayable,
                      kByChannel,
                      {"cancel_requested", Request},
                      kCancelAtChannel,
                      {"nothing_to_ship", ShipAll}});
}

TEST(WhyNot, ShipWhatWasNeitherShippedNorRefundedInstead) {
    Book book = TwoLines();
    book.Invoice();
    auto& items = book.file.order.items;
    items[0].shipped = 3;
    items[0].refunded_shipped = 2;  // two came back: nothing more leaves
    items[1].refunded_unshipped = 2;
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kShip, book.file)), "nothing_to_ship");
    items[0].shipped = 2;
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kShip, book.file)), "");
}

TEST(WhyNot, Invoice) {
    ExpectPrecedence(OrderVerb::kInvoice, OfChannel().file,
                     {kCanceled,
                      kClosed,
                      kComplete,
                      kOnHold,
                      kInReview,
                      kNotYetPayable,
                      {"nothing_to_invoice", [](OrderFile& file) {
                           for (auto& item : file.order.items) {
                               item.invoiced = item.ordered;
                           }
                       }}});
}

TEST(WhyNot, AnOrderOfOurOwnWaitingForPaymentCanBeInvoicedAndShipped) {
    Book book = TwoLines();
    book.file.order.state = OrderState::kPendingPayment;
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kInvoice, book.file)), "");
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kShip, book.file)), "");
}

CreditMemo MemoOver(std::int64_t cents, std::int64_t fee_cents = 0) {
    CreditMemo memo;
    memo.adjustment_fee = Usd(fee_cents);
    memo.grand_total = Usd(cents);
    return memo;
}

TEST(WhyNot, CreditMemo) {
    Book book = OfChannel();
    book.file.order.totals.paid = Usd(4000);
    book.file.order.items[0].shipped = 1;
    ExpectPrecedence(
        OrderVerb::kCreditMemo, book.file,
        {kOnHold,
         kInReview,
         kCanceled,
         kClosed,
         {"nothing_paid",
          [](OrderFile& file) {
              file.order.totals.paid = Usd(0);
              file.order.totals.refunded = Usd(0);
          }},
         {"nothing_to_refund", [](OrderFile& file) { file.order.totals.refunded = Usd(4000); }},
         {"fee_only_left",
          [](OrderFile& file) {
              file.credit_memos = {MemoOver(3700, 300)};
              file.order.totals.refunded = Usd(3700);
          }},
         kByChannel,
         {"cancel_instead", [](OrderFile& file) { file.order.items[0].shipped = 0; }}});
}

TEST(WhyNot, CreditMemoAsksForMoneyNotForPieces) {
    Book book = TwoLines();
    book.file.order.totals.paid = Usd(4000);
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCreditMemo, book.file)), "") << "nothing shipped";
    book.file.credit_memos = {MemoOver(2700, 300)};
    book.file.order.totals.refunded = Usd(2700);
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCreditMemo, book.file)), "") << "10.00 beyond the fee";
    book.file.credit_memos[0].state = CreditMemoState::kVoid;
    book.file.order.totals.refunded = Usd(0);
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCreditMemo, book.file)), "") << "a void one is none";
    // Every piece came back, but only a part of the money: the rest can follow.
    book.file.order.state = OrderState::kClosed;
    book.file.order.totals.refunded = Usd(1000);
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCreditMemo, book.file)), "");
}

TEST(WhyNot, CreditMemoOfAFreeOrder) {
    Book book;
    book.AddLine(2, {}, 2);
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCreditMemo, book.file)), "nothing_paid");
    ASSERT_EQ(book.Invoice(), "");
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCreditMemo, book.file)), "");
    book.file.credit_memos = {MemoOver(0)};
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCreditMemo, book.file)), "nothing_to_refund");
}

TEST(WhyNot, Cancel) {
    ExpectPrecedence(OrderVerb::kCancel, OfChannel().file,
                     {kCanceled,
                      kClosed,
                      kComplete,
                      kOnHold,
                      kInReview,
                      kCancelAtChannel,
                      {"nothing_to_cancel", ShipAll},
                      kByChannel,
                      kNotYetPayable,
                      {"shipping_at_channel", AddShipmentFollowUp<FollowUpState::kUnknown>}});
}

TEST(WhyNot, CancelWhileAShipmentIsOnItsWay) {
    const std::pair<Setter, const char*> rows[] = {
        {AddShipmentFollowUp<FollowUpState::kWaiting>, "shipping_at_channel"},
        {AddShipmentFollowUp<FollowUpState::kQueued>, "shipping_at_channel"},
        {AddShipmentFollowUp<FollowUpState::kSending>, "shipping_at_channel"},
        {AddShipmentFollowUp<FollowUpState::kSent>, "shipping_at_channel"},
        {AddShipmentFollowUp<FollowUpState::kUnknown>, "shipping_at_channel"},
        {AddShipmentFollowUp<FollowUpState::kAccepted>, ""},
        {AddShipmentFollowUp<FollowUpState::kSeen>, ""},
        {AddShipmentFollowUp<FollowUpState::kRejected>, ""},
        {AddShipmentFollowUp<FollowUpState::kParked>, ""},
        {AddShipmentFollowUp<FollowUpState::kWithdrawn>, ""},
    };
    for (const auto& [set, reason] : rows) {
        OrderFile file = OfChannel().file;
        set(file);
        EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCancel, file)), reason)
            << ToString(file.follow_ups[0].state);
    }
    // The cure differs: one that did not leave is voided, another is waited for.
    OrderFile file = OfChannel().file;
    AddShipmentFollowUp<FollowUpState::kQueued>(file);
    EXPECT_NE(WhyNot(OrderVerb::kCancel, file)->text.find("void that shipment"), std::string::npos);
    file.follow_ups[0].kind = FollowUpKind::kRefund;
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCancel, file)), "");
}

TEST(WhyNot, CancelOfPiecesThatAreBilled) {
    Book open = TwoLines();
    open.Invoice({}, false);
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCancel, open.file)), "") << "open invoices give way";
    Book paid = TwoLines();
    paid.Invoice();
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCancel, paid.file)), "nothing_to_cancel");
    Book at_channel = OfChannel();
    at_channel.Invoice();
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCancel, at_channel.file)), "") << "the channel pays back";
    Book shipped = TwoLines();
    shipped.Ship();
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCancel, shipped.file)), "nothing_to_cancel")
        << "shipped without an invoice is not to be canceled";
}

TEST(WhyNot, CancelAndHoldOfAnOrderHeldForTheBuyersRequest) {
    Book book = OfChannel();
    Request(book.file);
    book.file.order.state = OrderState::kOnHold;
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCancel, book.file)), "");
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kHold, book.file)), "");
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kUnhold, book.file)), "");
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kShip, book.file)), "on_hold");
}

TEST(WhyNot, Hold) {
    ExpectPrecedence(OrderVerb::kHold, TwoLines().file,
                     {kCanceled, kClosed, kComplete, kOnHold, kInReview});
    for (const auto state : {OrderState::kPendingPayment, OrderState::kProcessing}) {
        OrderFile file = TwoLines().file;
        file.order.state = state;
        EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kHold, file)), "") << ToString(state);
    }
}

TEST(WhyNot, UnholdOnlyWhatIsOnHold) {
    for (const auto state : {OrderState::kNew, OrderState::kPendingPayment,
                             OrderState::kPaymentReview, OrderState::kProcessing,
                             OrderState::kComplete, OrderState::kClosed, OrderState::kCanceled}) {
        OrderFile file = TwoLines().file;
        file.order.state = state;
        EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kUnhold, file)), "not_on_hold") << ToString(state);
    }
    OrderFile file = TwoLines().file;
    file.order.state = OrderState::kOnHold;
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kUnhold, file)), "");
}

TEST(WhyNot, Reorder) {
    ExpectPrecedence(OrderVerb::kReorder, OfChannel().file,
                     {kOnHold, kInReview, {"no_product", [](OrderFile& file) {
                                               file.order.items[1].product_id = {};
                                           }}});
    for (const auto state : {OrderState::kCanceled, OrderState::kClosed, OrderState::kComplete}) {
        OrderFile file = TwoLines().file;
        file.order.state = state;
        EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kReorder, file)), "") << ToString(state);
    }
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kReorder, Book().file)), "no_product") << "no lines";
}

TEST(WhyNot, Edit) {
    ExpectPrecedence(
        OrderVerb::kEdit, TwoLines().file,
        {{"channel_order", [](OrderFile& file) { file.order.channel = ChannelLink{}; }},
         kOnHold,
         kCanceled,
         kInReview,
         kComplete,
         kClosed,
         {"invoiced", [](OrderFile& file) { file.invoices.resize(1); }}});
    Book book = TwoLines();
    book.file.invoices.resize(1);
    book.file.invoices[0].state = InvoiceState::kCanceled;
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kEdit, book.file)), "") << "its invoice was canceled";
}

TEST(WhyNot, CorrectAddress) {
    ExpectPrecedence(OrderVerb::kCorrectAddress, OfChannel().file,
                     {kCanceled, {"nothing_to_ship", ShipAll}});
    OrderFile file = OfChannel().file;
    file.order.state = OrderState::kOnHold;
    EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kCorrectAddress, file)), "") << "on hold";
}

TEST(WhyNot, CommentAlways) {
    for (const auto state :
         {OrderState::kNew, OrderState::kPendingPayment, OrderState::kPaymentReview,
          OrderState::kProcessing, OrderState::kComplete, OrderState::kClosed,
          OrderState::kCanceled, OrderState::kOnHold}) {
        OrderFile file = TwoLines().file;
        file.order.state = state;
        EXPECT_EQ(ReasonOf(WhyNot(OrderVerb::kComment, file)), "") << ToString(state);
    }
}

TEST(OrderVerb, EachHasItsWord) {
    std::set<std::string_view> words;
    for (const auto verb : kOrderVerbs) {
        EXPECT_EQ(OrderVerbFrom(ToString(verb)), verb);
        words.insert(ToString(verb));
    }
    EXPECT_EQ(words.size(), kOrderVerbs.size());
    EXPECT_EQ(ToString(OrderVerb::kCreditMemo), "creditmemo");
    EXPECT_FALSE(OrderVerbFrom("Ship"));
}

TEST(Refusals, AsErrors) {
    const auto refused = ToError({"on_hold", "It is 100% on hold."});
    EXPECT_EQ(refused.code, base::ErrorCode::kNotAllowed);
    EXPECT_EQ(refused.Text(), "It is 100% on hold.");
    ASSERT_EQ(refused.params.size(), 1u);
    EXPECT_EQ(refused.params[0], (std::pair<std::string, std::string>{"reason", "on_hold"}));
    const auto bad = BadInput("lines[0].quantity", "too_large", "Too many.");
    EXPECT_EQ(bad.code, base::ErrorCode::kInvalidInput);
    EXPECT_EQ(bad.field, "lines[0].quantity");
    EXPECT_EQ(bad.params[0].second, "too_large");
}

}  // namespace
}  // namespace orderyard::domain
