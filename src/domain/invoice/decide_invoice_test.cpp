// Invoices: refusals in order, the worked example of three pieces, and exact sums.
#include "domain/invoice/decide_invoice.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "domain/order/document_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;
using testing::Usd;

// 3 x 9.99 net, discount 3.00, tax 2.23, shipping 5.00, tax on it 0.41: 34.61.
Book Example() {
    Book book;
    testing::LinePrice price;
    price.row = 2997;
    price.discount = 300;
    price.tax = 223;
    price.shipping = 500;
    price.shipping_tax = 41;
    book.AddLine(3, price, 3);
    return book;
}

const OrderItemId kLine{1};

TEST(DecideInvoice, RefusesInThisOrder) {
    struct Case {
        const char* name;
        void (*prepare)(Book& book, InvoiceRequest& request);
        const char* refusal;
    };
    const Case cases[] = {
        {"rule first",
         [](Book& book, InvoiceRequest& request) {
             book.Invoice();
             request.lines = {{OrderItemId(9), 1}};
         },
         "nothing_to_invoice"},
        {"comment before lines",
         [](Book&, InvoiceRequest& request) {
             request.comment.assign(base::limits::kCommentBytesMax + 1, 'x');
             request.lines = {{OrderItemId(9), 1}};
         },
         "comment too_long"},
        {"comment is text", [](Book&, InvoiceRequest& request) { request.comment = "\xff"; },
         "comment not_text"},
        {"unknown line",
         [](Book&, InvoiceRequest& request) {
             request.lines = {{kLine, 1}, {OrderItemId(9), -1}};
         },
         "lines[1].order_item_id unknown_item"},
        {"negative",
         [](Book&, InvoiceRequest& request) {
             request.lines = {{kLine, -1}};
         },
         "lines[0].quantity quantity_negative"},
        {"too many",
         [](Book&, InvoiceRequest& request) {
             request.lines = {{kLine, 4}};
         },
         "lines[0].quantity quantity_too_large"},
        {"too many in two",
         [](Book&, InvoiceRequest& request) {
             request.lines = {{kLine, 2}, {kLine, 2}};
         },
         "lines[1].quantity quantity_too_large"},
        {"no overflow",
         [](Book&, InvoiceRequest& request) {
             request.lines = {{kLine, 1}, {kLine, INT64_MAX}};
         },
         "lines[1].quantity quantity_too_large"},
        {"nothing",
         [](Book&, InvoiceRequest& request) {
             request.lines = {{kLine, 0}};
         },
         "lines no_pieces"},
        {"fine",
         [](Book&, InvoiceRequest& request) {
             request.lines = {{kLine, 3}};
         },
         ""},
    };
    for (const auto& each : cases) {
        Book book = Example();
        InvoiceRequest request;
        each.prepare(book, request);
        EXPECT_EQ(book.Do(DecideInvoice(book.file, request, book.scene())), each.refusal)
            << each.name;
    }
}

// order-management.md 4.4, with shipping split by pieces too.
TEST(DecideInvoice, ThreePiecesOneByOne) {
    Book book = Example();
    ASSERT_EQ(book.file.order.totals.grand_total, Usd(3461));
    for (int i = 0; i < 3; ++i) {
        ASSERT_EQ(book.Invoice({{kLine, 1}}), "");
    }
    const auto& invoices = book.file.invoices;
    const std::int64_t taxes[] = {74, 75, 74}, shipping[] = {167, 166, 167}, on_it[] = {14, 13, 14};
    for (std::size_t i = 0; i < 3; ++i) {
        const LineAmounts& line = invoices[i].lines.at(0).amounts;
        EXPECT_EQ(line.row_total, Usd(999)) << i;
        EXPECT_EQ(line.discount, Usd(100)) << i;
        EXPECT_EQ(line.row_tax, Usd(taxes[i])) << i;
        EXPECT_EQ(line.shipping, Usd(shipping[i])) << i;
        EXPECT_EQ(line.shipping_tax, Usd(on_it[i])) << i;
    }
    EXPECT_EQ(book.file.order.totals.invoiced, Usd(3461));
    EXPECT_EQ(book.file.order.totals.paid, Usd(3461));
    EXPECT_EQ(book.file.order.state, OrderState::kProcessing);
}

TEST(DecideInvoice, TakesTheLowestFreePiecesAgain) {
    Book book = Example();
    ASSERT_EQ(book.Invoice({{kLine, 1}}, false), "");
    ASSERT_EQ(book.Invoice({{kLine, 1}}), "");
    ASSERT_EQ(book.Do(DecideCancelInvoice(book.file, book.file.invoices[0].id, book.scene())), "");
    ASSERT_EQ(book.Invoice(), "");
    const Invoice& last = book.file.invoices.back();
    ASSERT_EQ(last.lines.size(), 2u);
    EXPECT_EQ(last.lines[0].pieces, (PieceRange{0, 1}));
    EXPECT_EQ(last.lines[1].pieces, (PieceRange{2, 1}));
    EXPECT_EQ(book.file.order.totals.invoiced, book.file.order.totals.grand_total);
}

TEST(DecideInvoice, ExtrasComeWithTheLastAndAgainAfterACancel) {
    Book book = Example();
    book.AddExtras(250);
    ASSERT_EQ(book.Invoice({{kLine, 2}}), "");
    EXPECT_EQ(book.file.invoices.back().extras, Usd(0));
    ASSERT_EQ(book.Invoice({}, false), "");
    EXPECT_EQ(book.file.invoices.back().extras, Usd(250));
    ASSERT_EQ(book.Do(DecideCancelInvoice(book.file, book.file.invoices[1].id, book.scene())), "");
    ASSERT_EQ(book.Invoice(), "");
    EXPECT_EQ(book.file.invoices.back().extras, Usd(250));
    EXPECT_EQ(book.file.order.totals.invoiced, Usd(3461 + 250));
}

TEST(DecideInvoice, AnEarlierInvoiceKeepsTheExtras) {
    Book book = Example();
    book.AddExtras(-1);
    ASSERT_EQ(book.Invoice({{kLine, 1}}, false), "");
    ASSERT_EQ(book.Invoice(), "");
    ASSERT_EQ(book.file.invoices.back().extras, Usd(-1));
    ASSERT_EQ(book.Do(DecideCancelInvoice(book.file, book.file.invoices[0].id, book.scene())), "");
    ASSERT_EQ(book.Invoice(), "");
    EXPECT_EQ(book.file.invoices.back().extras, Usd(0));
    EXPECT_EQ(book.file.order.totals.invoiced, Usd(3460));
}

TEST(DecideInvoice, StatesOfAnInvoice) {
    Book book = Example();
    ASSERT_EQ(book.Invoice({}, false), "");
    const InvoiceId id = book.file.invoices[0].id;
    EXPECT_EQ(book.file.order.totals.paid, Usd(0));
    EXPECT_EQ(book.Do(DecidePayInvoice(book.file, InvoiceId(5), book.scene())), "not_found");
    EXPECT_EQ(book.Do(DecidePayInvoice(book.file, {}, book.scene())), "not_found");
    ASSERT_EQ(book.Do(DecidePayInvoice(book.file, id, book.scene())), "");
    EXPECT_EQ(book.last.changed_invoices, std::vector{id});
    EXPECT_EQ(book.file.order.totals.paid, Usd(3461));
    EXPECT_EQ(book.Do(DecidePayInvoice(book.file, id, book.scene())), "invoice_paid");
    EXPECT_EQ(book.Do(DecideCancelInvoice(book.file, id, book.scene())), "invoice_paid");
}

TEST(DecideInvoice, HistoryAndMail) {
    Book book = Example();
    InvoiceRequest request;
    request.notify = true;
    ASSERT_EQ(book.Do(DecideInvoice(book.file, request, book.scene())), "");
    EXPECT_EQ(book.last.mails, std::vector{MailKind::kInvoice});
    ASSERT_FALSE(book.last.history.empty());
    EXPECT_EQ(book.last.history[0].event, "invoiced");
    EXPECT_EQ(book.last.history[0].after, "34.61 USD");
    EXPECT_EQ(book.last.history[0].actor, "min");
}

TEST(Invoice, EveryStateHasItsWord) {
    for (const auto state : {InvoiceState::kOpen, InvoiceState::kPaid, InvoiceState::kCanceled}) {
        EXPECT_EQ(InvoiceStateFrom(ToString(state)), state);
    }
    EXPECT_EQ(InvoiceStateFrom("pending"), std::nullopt);
}

}  // namespace
}  // namespace orderyard::domain
