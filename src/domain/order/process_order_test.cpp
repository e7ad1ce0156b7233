// Hold, unhold and comment: refusals in order, and what is remembered.
#include "domain/order/process_order.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "domain/order/document_fixture.hpp"
#include "domain/order/mail_policy.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;

Book FivePieces() {
    Book book;
    testing::LinePrice price;
    price.row = 5000;
    book.AddLine(5, price, 5);
    return book;
}

std::string Hold(Book& book, const HoldRequest& request = {}) {
    return book.Do(DecideHold(book.file, request, book.scene()));
}
std::string Unhold(Book& book) {
    return book.Do(DecideUnhold(book.file, book.scene()));
}
std::string Comment(Book& book, const CommentRequest& request) {
    return book.Do(DecideComment(book.file, request, book.scene()));
}

TEST(DecideHold, RefusesInThisOrder) {
    Book book = FivePieces();
    HoldRequest request;
    request.until = book.now;
    EXPECT_EQ(Hold(book, request), "until in_the_past");
    request.reason = "\xff";
    EXPECT_EQ(Hold(book, request), "reason not_text");
    request.reason.assign(base::limits::kShortTextBytesMax + 1, 'x');
    EXPECT_EQ(Hold(book, request), "reason too_long");
    book.file.order.state = OrderState::kComplete;
    EXPECT_EQ(Hold(book, request), "complete");
}

TEST(DecideHold, KeepsReasonDateAndAuthor) {
    Book book = FivePieces();
    const auto until = book.now + base::Duration::Days(2);
    ASSERT_EQ(Hold(book, {"waits for a photo", until}), "");
    const Order& order = book.file.order;
    EXPECT_EQ(order.state, OrderState::kOnHold);
    EXPECT_EQ(order.status, "holded");
    EXPECT_EQ(order.hold->state_before, OrderState::kNew);
    EXPECT_EQ(order.hold->status_before, "pending");
    EXPECT_EQ(order.hold->until, until);
    ASSERT_EQ(book.last.history.size(), 2u);
    const HistoryEntry& held = book.last.history[0];
    EXPECT_EQ(held.event, "held");
    EXPECT_EQ(held.comment, "waits for a photo");
    EXPECT_EQ(held.actor, "min");
    EXPECT_EQ(held.actor_kind, ActorKind::kUser);
    EXPECT_EQ(held.order_id, order.id);
    EXPECT_EQ(held.status, "holded");
    EXPECT_EQ(book.last.history[1].event, "status_changed");
    EXPECT_EQ(book.last.history[1].before, "pending");
    EXPECT_EQ(book.last.history[1].after, "holded");
    EXPECT_EQ(Hold(book), "on_hold");
    EXPECT_TRUE(book.last.moves.empty()) << "the reservation stays";
}

TEST(DecideHold, AnOrderHeldForTheBuyerIsHeldOn) {
    Book book = FivePieces();
    book.file.order.exceptions.push_back({"cancel_requested", "", "", book.now});
    ASSERT_EQ(Hold(book, {"The buyer asks to cancel", {}}), "");
    ASSERT_EQ(Hold(book, {"we ask back", {}}), "");
    EXPECT_EQ(book.file.order.hold->reason, "we ask back");
    EXPECT_EQ(book.file.order.hold->state_before, OrderState::kNew) << "not on hold";
    EXPECT_EQ(book.file.order.hold->status_before, "pending");
    ASSERT_EQ(Unhold(book), "");
    EXPECT_EQ(book.file.order.state, OrderState::kNew);
    EXPECT_FALSE(book.file.order.HasException("cancel_requested"));
    EXPECT_EQ(book.Ship(), "") << "a person decided to ship all the same";
}

TEST(DecideUnhold, RestoresStateAndStatus) {
    Book book = FivePieces();
    ASSERT_EQ(book.Invoice(), "");
    CommentRequest to_fraud;
    to_fraud.status = "fraud";
    ASSERT_EQ(Comment(book, to_fraud), "");
    for (int i = 0; i < 3; ++i) {
        ASSERT_EQ(Hold(book), "");
        ASSERT_EQ(Unhold(book), "");
        EXPECT_EQ(book.file.order.state, OrderState::kProcessing);
        EXPECT_EQ(book.file.order.status, "fraud") << "a sub-status survives the hold";
        EXPECT_FALSE(book.file.order.hold);
    }
    ASSERT_EQ(book.last.history.size(), 2u);
    EXPECT_EQ(book.last.history[0].event, "unheld");
    EXPECT_EQ(book.last.history[1].event, "status_changed");
    EXPECT_EQ(book.last.history[1].before, "holded");
    EXPECT_EQ(book.last.history[1].after, "fraud");
    EXPECT_EQ(Unhold(book), "not_on_hold");
}

TEST(DecideUnhold, WaitingForPaymentIsRestoredToo) {
    Book book = FivePieces();
    book.file.order.state = OrderState::kPendingPayment;
    book.file.order.status = "pending_payment";
    ASSERT_EQ(Hold(book), "");
    ASSERT_EQ(Unhold(book), "");
    EXPECT_EQ(book.file.order.state, OrderState::kPendingPayment);
    EXPECT_EQ(book.file.order.status, "pending_payment");
}

TEST(DecideUnhold, DoesNotRestoreWhatIsNoLongerTrue) {
    Book book = FivePieces();
    ASSERT_EQ(Hold(book), "");
    // The channel shipped everything in the meantime.
    Shipment shipment;
    shipment.id = ShipmentId(50);
    shipment.packages = {{PackageId(51), 0, "P", {{OrderItemId(1), 5}}, {}, false}};
    book.file.shipments.push_back(shipment);
    book.Refresh();
    ASSERT_EQ(Unhold(book), "");
    EXPECT_EQ(book.file.order.state, OrderState::kProcessing);
    EXPECT_EQ(book.file.order.status, "processing");
}

TEST(DecideComment, RefusesInThisOrder) {
    Book book = FivePieces();
    CommentRequest request;
    request.status = "complete";
    EXPECT_EQ(Comment(book, request), "status status_not_of_state");
    request.text = "text";
    EXPECT_EQ(Comment(book, request), "status status_not_of_state");
    request.text = " \n ";
    request.status = "pending";  // as it is
    EXPECT_EQ(Comment(book, request), "comment empty");
    request.status.clear();
    EXPECT_EQ(Comment(book, request), "comment empty");
    request.text = "\xff";
    EXPECT_EQ(Comment(book, request), "comment not_text");
    request.text.assign(base::limits::kCommentBytesMax + 1, 'x');
    EXPECT_EQ(Comment(book, request), "comment too_long");
}

TEST(DecideComment, TextOnly) {
    Book book = FivePieces();
    CommentRequest request;
    request.text = "The buyer called <b>twice</b>";
    request.is_visible_on_front = true;
    ASSERT_EQ(Comment(book, request), "");
    ASSERT_EQ(book.last.history.size(), 1u);
    const HistoryEntry& entry = book.last.history[0];
    EXPECT_EQ(entry.event, "comment");
    EXPECT_EQ(entry.comment, request.text);
    EXPECT_EQ(entry.actor, "min");
    EXPECT_EQ(entry.status, "pending");
    EXPECT_TRUE(entry.is_visible_on_front);
    EXPECT_FALSE(entry.is_customer_notified);
    EXPECT_EQ(entry.before + entry.after, "");
    EXPECT_TRUE(book.last.mails.empty());
}

TEST(DecideComment, StatusOnlyWithMail) {
    Book book = FivePieces();
    ASSERT_EQ(book.Invoice(), "");
    CommentRequest request;
    request.status = "fraud";
    request.notify = true;
    ASSERT_EQ(Comment(book, request), "");
    EXPECT_EQ(book.file.order.status, "fraud");
    EXPECT_EQ(book.file.order.state, OrderState::kProcessing);
    ASSERT_EQ(book.last.history.size(), 1u);
    EXPECT_EQ(book.last.history[0].before, "processing");
    EXPECT_EQ(book.last.history[0].after, "fraud");
    EXPECT_EQ(book.last.history[0].status, "fraud");
    EXPECT_TRUE(book.last.history[0].is_customer_notified);
    EXPECT_EQ(book.last.mails, std::vector{MailKind::kOrderComment});
}

TEST(DecideComment, InEveryState) {
    Book book = FivePieces();
    ASSERT_EQ(Hold(book), "");
    CommentRequest request;
    request.text = "still waiting";
    EXPECT_EQ(Comment(book, request), "");
    EXPECT_EQ(book.file.order.state, OrderState::kOnHold);
}

constexpr MailKind kMails[] = {
    MailKind::kOrder,          MailKind::kOrderComment,      MailKind::kInvoice,
    MailKind::kInvoiceComment, MailKind::kShipment,          MailKind::kShipmentComment,
    MailKind::kCreditMemo,     MailKind::kCreditMemoComment,
};

TEST(WhyNotMail, InOrderOfPrecedence) {
    Book book = FivePieces();
    book.file.order.personal.buyer_email = "a@example.com";
    const auto reason = [&](MailKind kind, const Store* store) {
        const auto refusal = WhyNotMail(kind, book.file.order, store);
        return refusal ? refusal->reason : "";
    };
    EXPECT_EQ(reason(MailKind::kOrder, nullptr), "");
    book.file.order.personal.buyer_email.clear();
    EXPECT_EQ(reason(MailKind::kOrder, nullptr), "no_address");
    book.file.order.state = OrderState::kCanceled;
    EXPECT_EQ(reason(MailKind::kOrder, nullptr), "canceled");
    EXPECT_EQ(reason(MailKind::kOrderComment, nullptr), "no_address");
    book.MakeChannelOrder();
    EXPECT_EQ(reason(MailKind::kOrder, nullptr), "channel_mail");
}

TEST(WhyNotMail, ToAChannelOnlyWhatItsStoreAllows) {
    Book book = FivePieces();
    book.MakeChannelOrder();
    book.file.order.personal.buyer_email = "relay@example.com";
    Store store;
    for (const auto kind : kMails) {
        EXPECT_TRUE(WhyNotMail(kind, book.file.order, &store)) << ToString(kind);
        store.settings.mail_kinds = {std::string(ToString(kind))};
        for (const auto other : kMails) {
            EXPECT_EQ(!WhyNotMail(other, book.file.order, &store), other == kind)
                << ToString(other);
        }
        store.settings.mail_kinds.clear();
        EXPECT_EQ(MailKindFrom(ToString(kind)), kind);
    }
}

}  // namespace
}  // namespace orderyard::domain
