// Every posting sums to zero, and an order billed and given back in full leaves no income behind.
#include "domain/ledger/ledger.hpp"

#include <gtest/gtest.h>

#include "domain/order/document_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;
using testing::Usd;

Book Example() {
    Book book;
    testing::LinePrice price;
    price.row = 2997;
    price.tax = 223;
    price.shipping = 500;
    price.shipping_tax = 41;
    price.gift_wrap = 300;
    price.gift_wrap_tax = 21;
    price.fee = 100;
    price.fee_tax = 7;
    price.discount = 300;
    price.shipping_discount = 50;
    price.rounding = -1;
    book.AddLine(3, price);
    book.AddExtras(250);
    return book;
}

base::Money SumOf(const Book& book, Account account) {
    base::Money sum = Usd(0);
    for (const auto& event : book.ledger) {
        EXPECT_TRUE(event.IsBalanced()) << event.kind;
        sum += event.Of(account);
    }
    return sum;
}

TEST(Ledger, AnInvoicePostsItsComponents) {
    Book book = Example();
    ASSERT_EQ(book.Invoice(), "");
    ASSERT_EQ(book.ledger.size(), 1u);
    const LedgerEvent& event = book.ledger[0];
    EXPECT_EQ(event.kind, "invoice");
    EXPECT_EQ(event.document, book.file.invoices[0].increment_id);
    EXPECT_EQ(event.Of(Account::kClearing), book.file.order.totals.grand_total);
    EXPECT_EQ(event.Of(Account::kReceivable), Usd(0));
    EXPECT_EQ(event.Of(Account::kGoods), Usd(-(2997 - 300 - 1)));
    EXPECT_EQ(event.Of(Account::kShipping), Usd(-450));
    EXPECT_EQ(event.Of(Account::kGiftWrap), Usd(-300));
    EXPECT_EQ(event.Of(Account::kFees), Usd(-100));
    EXPECT_EQ(event.Of(Account::kTax), Usd(-(223 + 41 + 21 + 7)));
    EXPECT_EQ(event.Of(Account::kTips), Usd(-250));
}

TEST(Ledger, NegativeExtrasAreRounding) {
    Book book;
    book.AddLine(1, {1000});
    book.AddExtras(-2);
    ASSERT_EQ(book.Invoice(), "");
    EXPECT_EQ(book.ledger[0].Of(Account::kRounding), Usd(2));
    EXPECT_EQ(book.ledger[0].Of(Account::kClearing), Usd(998));
}

TEST(Ledger, AnOpenInvoiceIsReceivableUntilPaidOrCanceled) {
    Book book = Example();
    ASSERT_EQ(book.Invoice({{OrderItemId(1), 1}}, false), "");
    ASSERT_EQ(book.Invoice({}, false), "");
    EXPECT_EQ(SumOf(book, Account::kReceivable), book.file.order.totals.grand_total);
    const auto first = book.file.invoices[0].id, second = book.file.invoices[1].id;
    ASSERT_EQ(book.Do(DecidePayInvoice(book.file, first, book.scene())), "");
    ASSERT_EQ(book.Do(DecideCancelInvoice(book.file, second, book.scene())), "");
    EXPECT_EQ(book.ledger[2].kind, "invoice_paid");
    EXPECT_EQ(book.ledger[3].kind, "invoice_canceled");
    EXPECT_EQ(SumOf(book, Account::kReceivable), Usd(0));
    EXPECT_EQ(SumOf(book, Account::kClearing), book.file.order.totals.paid);
    EXPECT_EQ(SumOf(book, Account::kTips), Usd(0));
}

TEST(Ledger, APaidInvoiceIsCanceledFromClearing) {
    Book book = Example();
    ASSERT_EQ(book.Invoice(), "");
    book.ledger.push_back(PostInvoiceCancel(book.file.invoices[0], true, book.now));
    for (std::size_t i = 0; i < kAccountCount; ++i) {
        EXPECT_EQ(SumOf(book, static_cast<Account>(i)), Usd(0)) << i;
    }
}

TEST(Ledger, GivenBackInFullNothingIsLeft) {
    Book book = Example();
    ASSERT_EQ(book.Invoice(), "");
    CreditMemoRequest one;
    one.lines = {testing::Pieces(OrderItemId(1), 1)};
    one.shipping = Usd(100);
    one.adjustment_fee = Usd(33);
    ASSERT_EQ(book.Refund(one), "");
    EXPECT_EQ(book.ledger[1].Of(Account::kAdjustments), Usd(-33));
    ASSERT_EQ(
        book.Do(DecideVoidCreditMemo(book.file, book.file.credit_memos[0].id, "", book.scene())),
        "");
    EXPECT_EQ(book.ledger[2].kind, "credit_memo_void");
    ASSERT_EQ(book.Refund({}), "");
    EXPECT_EQ(book.ledger[3].kind, "credit_memo");
    for (std::size_t i = 0; i < kAccountCount; ++i) {
        EXPECT_EQ(SumOf(book, static_cast<Account>(i)), Usd(0)) << i;
    }
}

TEST(Ledger, EveryAccountHasItsWord) {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < kAccountCount; ++i) {
        words.push_back(ToString(static_cast<Account>(i)));
    }
    EXPECT_EQ(words.front(), "receivable");
    EXPECT_EQ(words.back(), "rounding");
}

}  // namespace
}  // namespace orderyard::domain
