// Canceling here and at the channel: refusals in order, pieces, money, stock, and the way back.
#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "domain/order/document_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;

const OrderItemId kFirst{1};
const OrderItemId kSecond{2};

// 3 pieces for 10.00, 2 pieces for 5.00, both held in stock; 0.50 belong to no line.
Book TwoLines() {
    Book book;
    testing::LinePrice price;
    price.row = 1000;
    book.AddLine(3, price, 3);
    price.row = 500;
    book.AddLine(2, price, 2);
    book.AddExtras(50);
    return book;
}

Book OfChannel() {
    Book book = TwoLines();
    book.MakeChannelOrder();
    return book;
}

std::string Cancel(Book& book, const CancelRequest& request = {}) {
    return book.Do(DecideCancel(book.file, request, book.scene()));
}

CancelRequest Asking(std::string reason, std::vector<LinePieces> lines = {}) {
    CancelRequest request;
    request.reason = std::move(reason);
    request.lines = std::move(lines);
    return request;
}

std::vector<std::string> EventsOf(const Book& book) {
    std::vector<std::string> events;
    for (const auto& entry : book.last.history) {
        events.push_back(entry.event);
    }
    return events;
}

TEST(DecideCancel, RefusesInThisOrder) {
    Book book = OfChannel();
    CancelRequest request = Asking("no_inventory", {{kFirst, 0}});
    EXPECT_EQ(Cancel(book, request), "lines no_pieces");
    request.lines = {{kFirst, 2}, {kFirst, 2}};
    EXPECT_EQ(Cancel(book, request), "lines[1].quantity quantity_too_large");
    request.lines = {{kFirst, -1}};
    EXPECT_EQ(Cancel(book, request), "lines[0].quantity quantity_negative");
    request.lines = {{OrderItemId(9), 1}};
    EXPECT_EQ(Cancel(book, request), "lines[0].order_item_id unknown_item");
    request.comment.assign(base::limits::kCommentBytesMax + 1, 'x');
    EXPECT_EQ(Cancel(book, request), "comment too_long");
    request.reason = "because";
    EXPECT_EQ(Cancel(book, request), "reason unknown_reason");
    request.reason.clear();
    EXPECT_EQ(Cancel(book, request), "reason required");
    book.file.order.pending_cancel = PendingCancel{};
    EXPECT_EQ(Cancel(book, request), "cancel_at_channel");
}

TEST(DecideCancel, AllOfAnOrderOfOurOwn) {
    Book book = TwoLines();
    CancelRequest request;
    request.comment = "The buyer changed his mind";
    ASSERT_EQ(Cancel(book, request), "");
    const Order& order = book.file.order;
    EXPECT_EQ(order.state, OrderState::kCanceled);
    EXPECT_EQ(order.items[0].canceled, 3);
    EXPECT_EQ(order.items[1].canceled, 2);
    EXPECT_EQ(order.totals.canceled, order.totals.grand_total) << "extras included";
    EXPECT_TRUE(order.totals.Due().IsZero());
    EXPECT_EQ(book.reserved[kFirst] + book.reserved[kSecond], 0);
    EXPECT_EQ(book.shelf[kFirst], 3) << "nothing left the shelf";
    EXPECT_EQ(order.items[0].reserved + order.items[0].backordered, 0);
    EXPECT_TRUE(book.file.follow_ups.empty());
    EXPECT_EQ(EventsOf(book), (std::vector<std::string>{"canceled", "line_canceled",
                                                        "line_canceled", "status_changed"}));
    EXPECT_EQ(book.last.history[0].comment, request.comment);
    EXPECT_EQ(Cancel(book), "canceled");
}

TEST(DecideCancel, TheRestAfterAPartialInvoice) {
    Book book = TwoLines();
    ASSERT_EQ(book.Invoice({{kFirst, 2}}), "");
    ASSERT_EQ(Cancel(book), "");
    EXPECT_EQ(book.file.order.state, OrderState::kProcessing) << "two paid pieces are to ship";
    EXPECT_EQ(book.file.order.items[0].canceled, 1);
    EXPECT_EQ(book.reserved[kFirst], 2);
    EXPECT_TRUE(book.file.order.totals.Due().IsZero());
    ASSERT_EQ(book.Ship(), "");
    EXPECT_EQ(book.file.order.state, OrderState::kComplete);
    EXPECT_EQ(Cancel(book), "complete");
}

TEST(DecideCancel, NeverCountsShippedPiecesAsCanceled) {
    Book book = TwoLines();
    ASSERT_EQ(book.Ship({{kFirst, 2}}), "");  // never invoiced
    ASSERT_EQ(Cancel(book), "");
    EXPECT_EQ(book.file.order.items[0].canceled, 1);
    EXPECT_EQ(book.file.order.state, OrderState::kProcessing) << "goods left: not canceled";
    ASSERT_EQ(book.Invoice(), "");
    EXPECT_EQ(book.file.order.state, OrderState::kComplete);
}

TEST(DecideCancel, ChosenPiecesTwiceAddUp) {
    Book book = TwoLines();
    ASSERT_EQ(Cancel(book, Asking("pricing_error", {{kFirst, 1}})), "");
    EXPECT_EQ(book.file.order.totals.canceled, book.Minor(333)) << "the last of 3 pieces of 10.00";
    EXPECT_EQ(book.last.history[0].after, "pricing_error");
    ASSERT_EQ(Cancel(book, Asking("", {{kFirst, 1}, {kSecond, 2}})), "");
    EXPECT_EQ(book.file.order.items[0].canceled, 2);
    EXPECT_EQ(book.file.order.totals.canceled, book.Minor(667 + 500));
    EXPECT_EQ(book.file.order.state, OrderState::kNew);
    EXPECT_EQ(book.reserved[kFirst], 1);
    EXPECT_EQ(Cancel(book, Asking("", {{kFirst, 2}})), "lines[0].quantity quantity_too_large");
    ASSERT_EQ(Cancel(book), "");
    EXPECT_EQ(book.file.order.state, OrderState::kCanceled);
}

TEST(DecideCancel, OpenInvoicesInTheWayAreCanceledFirst) {
    Book book = TwoLines();
    ASSERT_EQ(book.Invoice({{kFirst, 3}}, false), "");
    ASSERT_EQ(book.Invoice({{kSecond, 2}}, false), "");
    ASSERT_EQ(Cancel(book, Asking("", {{kSecond, 1}})), "");
    EXPECT_EQ(book.file.invoices[0].state, InvoiceState::kOpen) << "not in the way";
    EXPECT_EQ(book.file.invoices[1].state, InvoiceState::kCanceled);
    EXPECT_EQ(book.last.changed_invoices, std::vector{book.file.invoices[1].id});
    EXPECT_EQ(EventsOf(book)[1], "invoice_canceled");
    EXPECT_EQ(book.file.order.items[1].ToInvoice(), 1) << "to be billed anew";
    ASSERT_EQ(Cancel(book), "");
    EXPECT_EQ(book.file.order.state, OrderState::kCanceled);
    EXPECT_TRUE(book.file.order.totals.invoiced.IsZero());
}

TEST(DecideCancel, AnOpenInvoiceOverShippedPiecesStays) {
    Book book = TwoLines();
    ASSERT_EQ(book.Invoice({{kFirst, 2}}, false), "");
    ASSERT_EQ(book.Ship({{kFirst, 2}}), "");
    ASSERT_EQ(Cancel(book), "");
    EXPECT_EQ(book.file.invoices[0].state, InvoiceState::kOpen);
    EXPECT_EQ(book.file.order.items[0].canceled, 1);
    EXPECT_EQ(book.file.order.items[1].canceled, 2);
}

TEST(DecideCancel, AllOfAChannelsOrderIsAskedForThere) {
    Book book = OfChannel();
    CancelRequest request = Asking("no_inventory");
    request.comment = "broken in the warehouse";
    ASSERT_EQ(Cancel(book, request), "");
    const Order& order = book.file.order;
    EXPECT_EQ(order.state, OrderState::kNew) << "the channel decides";
    EXPECT_EQ(order.items[0].canceled, 0);
    EXPECT_EQ(book.reserved[kFirst], 3);
    ASSERT_TRUE(order.pending_cancel);
    EXPECT_EQ(order.pending_cancel->reason, "no_inventory");
    EXPECT_EQ(order.pending_cancel->actor, "min");
    ASSERT_EQ(book.file.follow_ups.size(), 1u);
    const FollowUp& follow_up = book.file.follow_ups[0];
    EXPECT_EQ(follow_up.kind, FollowUpKind::kCancelOrder);
    EXPECT_EQ(follow_up.state, FollowUpState::kQueued);
    EXPECT_EQ(follow_up.reason, "no_inventory");
    EXPECT_EQ(follow_up.store_id, order.channel->store_id);
    EXPECT_EQ(follow_up.channel_number, order.channel->number);
    EXPECT_EQ(follow_up.dedupe_key, "cancel/7/1");
    EXPECT_EQ(follow_up.due_at, *order.channel->ship_by.latest);
    EXPECT_TRUE(follow_up.pieces.empty());
    EXPECT_EQ(EventsOf(book), std::vector<std::string>{"cancel_asked_at_channel"});
    EXPECT_EQ(book.Ship(), "cancel_at_channel");
    EXPECT_EQ(Cancel(book, request), "cancel_at_channel");
}

TEST(DecideCancel, ChosenPiecesOrTheRestOfAChannelsOrder) {
    Book chosen = OfChannel();
    ASSERT_EQ(Cancel(chosen, Asking("pricing_error", {{kFirst, 2}})), "");
    EXPECT_EQ(chosen.file.follow_ups[0].kind, FollowUpKind::kCancelLines);
    EXPECT_EQ(chosen.file.follow_ups[0].pieces, (std::vector<FollowUpPieces>{{"1", 2}}));

    Book rest = OfChannel();
    ASSERT_EQ(rest.Ship({{kFirst, 1}}), "");
    EXPECT_EQ(Cancel(rest, Asking("pricing_error")), "shipping_at_channel") << "still queued";
    rest.file.follow_ups[0].state = FollowUpState::kSeen;
    ASSERT_EQ(Cancel(rest, Asking("pricing_error")), "");
    EXPECT_EQ(rest.file.follow_ups[1].kind, FollowUpKind::kCancelLines) << "a piece has shipped";
    EXPECT_EQ(rest.file.follow_ups[1].pieces, (std::vector<FollowUpPieces>{{"1", 2}, {"2", 2}}));
}

TEST(DecideEndPendingCancel, GivenUpBeforeItLeft) {
    Book book = OfChannel();
    EXPECT_EQ(book.Do(DecideEndPendingCancel(book.file, "why", book.scene())), "no_pending_cancel");
    ASSERT_EQ(Cancel(book, Asking("no_inventory")), "");
    ASSERT_EQ(book.Do(DecideEndPendingCancel(book.file, "found one", book.scene())), "");
    EXPECT_FALSE(book.file.order.pending_cancel);
    EXPECT_EQ(book.file.follow_ups[0].state, FollowUpState::kWithdrawn);
    EXPECT_EQ(book.file.follow_ups[0].error, "found one");
    EXPECT_TRUE(book.file.follow_ups[0].ended_at);
    EXPECT_EQ(book.last.changed_follow_ups, std::vector{book.file.follow_ups[0].id});
    EXPECT_EQ(EventsOf(book), std::vector<std::string>{"cancel_ended"});
    EXPECT_EQ(book.last.history[0].comment, "found one");
    ASSERT_EQ(Cancel(book, Asking("no_inventory")), "");
    EXPECT_EQ(book.file.follow_ups[1].dedupe_key, "cancel/7/2") << "another command";
}

TEST(DecideEndPendingCancel, OnceItLeftOnlyTheChannelEndsIt) {
    for (const auto state : {FollowUpState::kSending, FollowUpState::kSent,
                             FollowUpState::kAccepted, FollowUpState::kUnknown}) {
        Book book = OfChannel();
        ASSERT_EQ(Cancel(book, Asking("no_inventory")), "");
        book.file.follow_ups[0].state = state;
        EXPECT_EQ(book.Do(DecideEndPendingCancel(book.file, "why", book.scene())),
                  "cancel_at_channel")
            << ToString(state);
        const Scene sync{book.statuses, {ActorKind::kChannel, "sync"}, book.now};
        EXPECT_EQ(book.Do(DecideEndPendingCancel(book.file, "refused", sync)), "");
        EXPECT_EQ(book.file.follow_ups[0].state, state) << "its answer is recorded elsewhere";
        EXPECT_FALSE(book.file.order.pending_cancel);
        EXPECT_EQ(book.Ship(), "") << "as before";
    }
}

TEST(CancelReason, EachHasItsWord) {
    for (const auto reason : {CancelReason::kNoInventory, CancelReason::kBuyerCanceled,
                              CancelReason::kGeneralAdjustment, CancelReason::kAddressUndeliverable,
                              CancelReason::kCustomerExchange, CancelReason::kPricingError}) {
        EXPECT_EQ(CancelReasonFrom(ToString(reason)), reason);
    }
    EXPECT_EQ(ToString(CancelReason::kNoInventory), "no_inventory");
    EXPECT_FALSE(CancelReasonFrom(""));
}

}  // namespace
}  // namespace orderyard::domain
