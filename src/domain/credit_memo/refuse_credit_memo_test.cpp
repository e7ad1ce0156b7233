// Every refusal of a credit memo, in the order of precedence: each line also breaks a later rule.
#include <gtest/gtest.h>

#include "domain/credit_memo/decide_credit_memo.hpp"
#include "domain/credit_memo/memo_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;
using testing::Exact;
using testing::kA;
using testing::kNone;
using testing::MoneyOnly;
using testing::Pieces;
using testing::Split;
using testing::TwoLines;
using testing::Usd;

using Prepare = void (*)(Book&, CreditMemoRequest&);
struct Case {
    const char* name;
    Prepare prepare;
    const char* refusal;
};

const Case kRefusals[] = {
    {"rule first",
     [](Book& book, CreditMemoRequest& r) {
         book.Refund({});
         r.reason = "mood";
     },
     "closed"},
    {"unknown reason before comment",
     [](Book&, CreditMemoRequest& r) {
         r.reason = "mood";
         r.comment = "\xff";
     },
     "reason unknown_reason"},
    {"comment before invoice",
     [](Book&, CreditMemoRequest& r) {
         r.comment = "\xff";
         r.invoice_id = InvoiceId(5);
     },
     "comment not_text"},
    {"unknown invoice before lines",
     [](Book&, CreditMemoRequest& r) {
         r.invoice_id = InvoiceId(5);
         r.lines = {Pieces(kNone, 1)};
     },
     "invoice_id unknown_invoice"},
    {"unknown line before shipping",
     [](Book&, CreditMemoRequest& r) {
         r.lines = {Pieces(kA, 1), Pieces(kNone, 1)};
         r.shipping = Usd(99'999);
     },
     "lines[1].order_item_id unknown_item"},
    {"negative", [](Book&, CreditMemoRequest& r) { r.lines = {Pieces(kA, -1)}; },
     "lines[0].quantity quantity_negative"},
    {"more than paid", [](Book&, CreditMemoRequest& r) { r.lines = {Pieces(kA, 4)}; },
     "lines[0].quantity quantity_too_large"},
    {"more unshipped than asked for",
     [](Book&, CreditMemoRequest& r) { r.lines = {Split(kA, 1, 2)}; },
     "lines[0].unshipped_quantity quantity_too_large"},
    {"more shipped than shipped", [](Book&, CreditMemoRequest& r) { r.lines = {Split(kA, 2, 1)}; },
     "lines[0].quantity quantity_too_large"},
    {"listed twice",
     [](Book&, CreditMemoRequest& r) {
         r.lines = {Pieces(kA, 1), Pieces(kA, 1)};
     },
     "lines[1].order_item_id listed_twice"},
    {"foreign money",
     [](Book&, CreditMemoRequest& r) {
         r.lines = {Exact(kA, base::Money::OfMinor(1, base::Currency::Of("EUR")))};
     },
     "lines[0].amounts.item currency"},
    {"negative amount", [](Book&, CreditMemoRequest& r) { r.lines = {Exact(kA, Usd(-1))}; },
     "lines[0].amounts.item amount_negative"},
    {"half a cent",
     [](Book& book, CreditMemoRequest& r) {
         r.lines = {Exact(kA, base::Money(50, book.file.order.currency))};
     },
     "lines[0].amounts.item amount_too_fine"},
    {"more than the price", [](Book&, CreditMemoRequest& r) { r.lines = {Exact(kA, Usd(2698))}; },
     "lines[0].amounts.item amount_too_large"},
    {"more shipping than the line has",
     [](Book&, CreditMemoRequest& r) { r.lines = {Exact(kA, Usd(2697), Usd(501))}; },
     "lines[0].amounts.shipping amount_too_large"},
    {"shipping before adjustments",
     [](Book&, CreditMemoRequest& r) {
         r.shipping = Usd(751);
         r.adjustment_refund = Usd(-1);
     },
     "shipping amount_too_large"},
    {"negative shipping", [](Book&, CreditMemoRequest& r) { r.shipping = Usd(-1); },
     "shipping amount_negative"},
    {"negative adjustment before the fee",
     [](Book&, CreditMemoRequest& r) {
         r.adjustment_refund = Usd(-1);
         r.adjustment_fee = Usd(-1);
     },
     "adjustment_refund amount_negative"},
    {"negative fee", [](Book&, CreditMemoRequest& r) { r.adjustment_fee = Usd(-1); },
     "adjustment_fee amount_negative"},
    {"fee over the rest",
     [](Book&, CreditMemoRequest& r) {
         r = MoneyOnly(100);
         r.adjustment_fee = Usd(101);
     },
     "adjustment_fee amount_too_large"},
    {"more than was paid", [](Book&, CreditMemoRequest& r) { r.adjustment_refund = Usd(1); },
     "grand_total amount_too_large"},
    {"nothing", [](Book&, CreditMemoRequest& r) { r = MoneyOnly(0); },
     "grand_total nothing_to_refund"},
    {"nothing but a fee",
     [](Book&, CreditMemoRequest& r) {
         r = MoneyOnly(100);
         r.adjustment_fee = Usd(100);
     },
     "grand_total nothing_to_refund"},
    {"zero allowed",
     [](Book&, CreditMemoRequest& r) {
         r = MoneyOnly(100);
         r.adjustment_fee = Usd(100);
         r.is_zero_allowed = true;
     },
     ""},
    {"nothing at all is never a memo",
     [](Book&, CreditMemoRequest& r) {
         r = MoneyOnly(0);
         r.is_zero_allowed = true;
     },
     "grand_total nothing_to_refund"},
    {"everything", [](Book&, CreditMemoRequest&) {}, ""},
};

TEST(DecideCreditMemo, RefusesInThisOrder) {
    for (const auto& each : kRefusals) {
        Book book = TwoLines();
        CreditMemoRequest request;
        each.prepare(book, request);
        EXPECT_EQ(book.Refund(request), each.refusal) << each.name;
    }
}

TEST(DecideCreditMemo, ErrorsNameTheMaximum) {
    Book book = TwoLines();
    CreditMemoRequest request;
    request.shipping = Usd(751);
    const auto decided = DecideCreditMemo(book.file, request, book.scene());
    ASSERT_FALSE(decided);
    EXPECT_NE(decided.error().Text().find("7.50 USD"), std::string::npos) << decided.error().Text();
}

}  // namespace
}  // namespace orderyard::domain
