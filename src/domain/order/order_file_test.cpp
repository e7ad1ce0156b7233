// Counters and sums follow the documents, whatever they were before.
#include "domain/order/order_file.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/order/document_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;
using testing::LinePrice;

const OrderItemId kLine{1};

// 3 pieces of 10.00 in all: 3.33, 3.34, 3.33. 0.50 belong to no line.
Book ThreePieces() {
    Book book;
    LinePrice price;
    price.row = 1000;
    book.AddLine(3, price, 3);
    book.AddExtras(50);
    return book;
}

TEST(Recount, OverwritesWhatWasThere) {
    Book book = ThreePieces();
    OrderItem& item = book.file.order.items[0];
    item.invoiced = item.shipped = item.refunded_shipped = item.refunded_unshipped = 2;
    book.file.order.totals.paid = book.Minor(99);
    Recount(book.file);
    EXPECT_EQ(item.invoiced + item.shipped + item.Refunded(), 0);
    EXPECT_TRUE(book.file.order.totals.paid.IsZero());
}

TEST(Recount, OpenPaidAndCanceledInvoices) {
    Book book = ThreePieces();
    ASSERT_EQ(book.Invoice({{kLine, 1}}), "");
    ASSERT_EQ(book.Invoice({{kLine, 1}}, false), "");
    const OrderTotals& totals = book.file.order.totals;
    EXPECT_EQ(totals.invoiced, book.Minor(667));
    EXPECT_EQ(totals.paid, book.Minor(333));
    EXPECT_EQ(book.file.order.payment.amount_paid, book.Minor(333));
    EXPECT_EQ(InvoicedOf(book.file, kLine).total, book.Minor(667));
    book.file.invoices[0].state = InvoiceState::kCanceled;
    Recount(book.file);
    EXPECT_EQ(totals.invoiced, book.Minor(334));
    EXPECT_TRUE(totals.paid.IsZero());
    EXPECT_EQ(book.file.order.items[0].invoiced, 1);
    EXPECT_EQ(InvoicedOf(book.file, kLine).row_total, book.Minor(334));
    EXPECT_TRUE(IsZero(InvoicedOf(book.file, OrderItemId(9))));
}

TEST(Recount, VoidShipmentsAndMemosDoNotCount) {
    Book book = ThreePieces();
    ASSERT_EQ(book.Invoice(), "");
    ASSERT_EQ(book.Ship({{kLine, 2}}), "");
    CreditMemoRequest request;
    request.lines.resize(1);
    request.lines[0].order_item_id = kLine;
    request.lines[0].quantity = 1;
    ASSERT_EQ(book.Refund(request), "");
    EXPECT_EQ(book.file.order.items[0].shipped, 2);
    EXPECT_EQ(book.file.order.items[0].refunded_shipped, 1);
    EXPECT_EQ(book.file.order.totals.refunded, book.file.credit_memos[0].grand_total);
    EXPECT_EQ(RefundedOf(book.file, kLine), book.file.credit_memos[0].lines[0].amounts);
    book.file.credit_memos[0].state = CreditMemoState::kRejected;
    Recount(book.file);
    EXPECT_EQ(book.file.order.items[0].refunded_shipped, 1) << "until a person voids it";
    book.file.credit_memos[0].state = CreditMemoState::kVoid;
    book.file.shipments[0].is_void = true;
    Recount(book.file);
    EXPECT_EQ(book.file.order.items[0].shipped, 0);
    EXPECT_EQ(book.file.order.items[0].refunded_shipped, 0);
    EXPECT_TRUE(book.file.order.totals.refunded.IsZero());
    EXPECT_TRUE(RefundedOf(book.file, kLine).Total().IsZero());
}

TEST(Recount, CanceledPiecesAreTheHighestFreeOnes) {
    Book book = ThreePieces();
    OrderItem& item = book.Item(kLine);
    item.canceled = 1;
    Recount(book.file);
    EXPECT_EQ(book.file.order.totals.canceled, book.Minor(333));
    item.canceled = 2;
    Recount(book.file);
    EXPECT_EQ(book.file.order.totals.canceled, book.Minor(667));
    item.canceled = 3;
    Recount(book.file);
    EXPECT_EQ(book.file.order.totals.canceled, book.Minor(1050)) << "with the extras";
}

TEST(Recount, ACanceledPieceCostsWhatTheLastOneCosts) {
    Book book;
    LinePrice price;
    price.row = 101;  // 0.51 and 0.50
    book.AddLine(2, price, 2);
    book.Item(kLine).canceled = 1;
    Recount(book.file);
    EXPECT_EQ(book.file.order.totals.canceled, book.Minor(50));
    ASSERT_EQ(book.Invoice(), "");
    EXPECT_EQ(book.file.order.totals.invoiced, book.Minor(51));
}

TEST(Recount, ExtrasAreCanceledOnlyWhereNoInvoiceBringsThem) {
    Book billed = ThreePieces();
    ASSERT_EQ(billed.Invoice({{kLine, 2}}), "");
    billed.Item(kLine).canceled = 1;
    Recount(billed.file);
    EXPECT_EQ(billed.file.order.totals.canceled, billed.Minor(333 + 50));
    EXPECT_TRUE(billed.file.order.totals.Due().IsZero());

    Book rest = ThreePieces();
    rest.Item(kLine).canceled = 1;
    Recount(rest.file);
    ASSERT_EQ(rest.Invoice(), "");
    EXPECT_EQ(rest.file.invoices[0].extras, rest.Minor(50));
    EXPECT_EQ(rest.file.order.totals.canceled, rest.Minor(333));
    EXPECT_TRUE(rest.file.order.totals.Due().IsZero());
}

TEST(ExtrasOf, WhatLinesWithPiecesDoNotCover) {
    Book book = ThreePieces();
    EXPECT_EQ(ExtrasOf(book.file.order), book.Minor(50));
    LinePrice price;
    price.row = 7;
    book.AddLine(0, price);  // a line without pieces
    EXPECT_EQ(ExtrasOf(book.file.order), book.Minor(57));
}

// Whatever is billed, canceled and billed anew in whatever order: at the end nothing is due, and
// each cent was either invoiced or canceled.
RC_GTEST_PROP(Recount, EveryCentIsInvoicedOrCanceled, ()) {
    Book book(*rc::gen::element("JPY", "USD", "KWD"));
    LinePrice price;
    price.row = *rc::gen::inRange(0, 5'000);
    price.tax = *rc::gen::inRange(0, 500);
    price.shipping = *rc::gen::inRange(0, 500);
    const auto ordered = *rc::gen::inRange<std::int64_t>(1, 9);
    const OrderItemId line = book.AddLine(ordered, price, ordered);
    book.AddExtras(*rc::gen::inRange(-3, 4));
    while (book.Item(line).ToInvoice() > 0) {
        const auto pieces = *rc::gen::inRange<std::int64_t>(1, book.Item(line).ToInvoice() + 1);
        const int what = *rc::gen::inRange(0, 4);
        if (what == 0 && book.Item(line).ToCancel() >= pieces) {
            CancelRequest request;
            request.lines = {{line, pieces}};
            RC_ASSERT(book.Do(DecideCancel(book.file, request, book.scene())) == "");
        } else if (what == 1 && !book.file.invoices.empty() &&
                   book.file.invoices.back().state == InvoiceState::kOpen) {
            const auto id = book.file.invoices.back().id;
            RC_ASSERT(book.Do(DecideCancelInvoice(book.file, id, book.scene())) == "");
        } else {
            RC_ASSERT(book.Invoice({{line, pieces}}, what == 2) == "");
        }
        const OrderItem& item = book.Item(line);
        const OrderTotals& totals = book.file.order.totals;
        RC_ASSERT(item.invoiced + item.canceled <= item.ordered);
        RC_ASSERT(totals.invoiced >= totals.paid);
    }
    const OrderTotals& totals = book.file.order.totals;
    RC_ASSERT(totals.invoiced + totals.canceled == totals.grand_total);
}

}  // namespace
}  // namespace orderyard::domain
