// Credit memos: the worked example, components, shipping, the last remainder, stock, and taking one
// back. Refusals are in refuse_credit_memo_test.cpp.
#include "domain/credit_memo/decide_credit_memo.hpp"

#include <gtest/gtest.h>

#include "domain/credit_memo/memo_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;
using testing::Exact;
using testing::kA;
using testing::kB;
using testing::Lines;
using testing::MoneyOnly;
using testing::OneLine;
using testing::Pieces;
using testing::Split;
using testing::TwoLines;
using testing::Usd;

// order-management.md 6.6: 9.99 - 1.00 + 0.74 + 2.50 + 0.21 + 1.00 - 3.00 = 10.44.
TEST(DecideCreditMemo, TheWorkedExample) {
    Book book = OneLine();
    ASSERT_EQ(book.Invoice(), "");
    CreditMemoRequest request = Lines({Pieces(kA, 1)});
    request.shipping = Usd(250);
    request.adjustment_refund = Usd(100);
    request.adjustment_fee = Usd(300);
    ASSERT_EQ(book.Refund(request), "");
    const CreditMemo& memo = book.file.credit_memos[0];
    EXPECT_EQ(memo.lines[0].amounts.item, Usd(899));
    EXPECT_EQ(memo.lines[0].discount, Usd(100));
    EXPECT_EQ(memo.lines[0].amounts.item_tax, Usd(74));
    EXPECT_EQ(memo.lines[0].amounts.shipping, Usd(250));
    EXPECT_EQ(memo.lines[0].amounts.shipping_tax, Usd(21));
    EXPECT_EQ(memo.grand_total, Usd(1044));
    EXPECT_EQ(memo.lines[0].unshipped_quantity, 1);
    EXPECT_EQ(RefundableTotal(book.file), Usd(3461 - 1044));
    // What was kept back (2.00 more than was added) stays when all the rest is given back.
    ASSERT_EQ(book.Refund({}), "");
    EXPECT_EQ(RefundableTotal(book.file), Usd(200));
    EXPECT_EQ(book.file.credit_memos[1].lines[0].discount, Usd(200));
    EXPECT_EQ(book.Refund(MoneyOnly(1)), "closed");
}

TEST(DecideCreditMemo, PieceByPieceTheLastTakesTheRest) {
    Book book = TwoLines();
    for (const auto& [line, pieces] : {std::pair{kA, 3}, std::pair{kB, 2}}) {
        for (int i = 0; i < pieces; ++i) {
            CreditMemoRequest request = Lines({Pieces(line, 1)});
            const bool is_last = line == kB && i == 1;
            request.shipping = is_last ? std::nullopt : std::optional(Usd(0));
            ASSERT_EQ(book.Refund(request), "");
        }
    }
    EXPECT_EQ(book.file.order.totals.refunded, book.file.order.totals.paid);
    EXPECT_TRUE(RefundableLines(book.file).empty());
    EXPECT_EQ(book.file.order.state, OrderState::kClosed);
}

TEST(DecideCreditMemo, ShippingUnsetIsEverythingLeftOfIt) {
    Book book = TwoLines();
    ASSERT_EQ(book.Refund(Lines({Pieces(kA, 1)})), "");
    const CreditMemo& memo = book.file.credit_memos[0];
    ASSERT_EQ(memo.lines.size(), 2u);
    EXPECT_EQ(memo.lines[0].amounts.shipping, Usd(500));
    EXPECT_EQ(memo.lines[1].amounts.shipping, Usd(250));
    EXPECT_EQ(memo.lines[1].amounts.shipping_tax, Usd(20));
    EXPECT_EQ(memo.lines[1].Quantity(), 0);
    EXPECT_EQ(memo.lines[1].amounts.item, Usd(0));
}

TEST(DecideCreditMemo, ShippingComesFromTheMemosLinesFirst) {
    Book book = TwoLines();
    CreditMemoRequest request = Lines({Pieces(kB, 1)});
    request.shipping = Usd(200);
    ASSERT_EQ(book.Refund(request), "");
    ASSERT_EQ(book.file.credit_memos[0].lines.size(), 1u);
    EXPECT_EQ(book.file.credit_memos[0].lines[0].amounts.shipping, Usd(200));
    EXPECT_EQ(book.file.credit_memos[0].lines[0].amounts.shipping_tax, Usd(16));
    ASSERT_EQ(book.Refund(request), "");  // 0.50 left of the line, 1.50 from the other
    const CreditMemo& second = book.file.credit_memos[1];
    EXPECT_EQ(second.lines[0].amounts.shipping, Usd(50));
    EXPECT_EQ(second.lines[0].amounts.shipping_tax, Usd(4));
    EXPECT_EQ(second.lines[1].amounts.shipping, Usd(150));
    EXPECT_EQ(second.lines[1].amounts.shipping_tax, Usd(12));
}

TEST(DecideCreditMemo, ExactAmountsOfOneLine) {
    Book book = TwoLines();
    ASSERT_EQ(book.Refund(Lines({Exact(kB, std::nullopt, Usd(100))})), "");
    const CreditMemo& memo = book.file.credit_memos[0];
    EXPECT_EQ(memo.grand_total, Usd(100));
    EXPECT_EQ(memo.lines.at(0).Quantity(), 0);
    EXPECT_EQ(book.Refund(Lines({Exact(kB, std::nullopt, Usd(151))})),
              "lines[0].amounts.shipping amount_too_large");
    ASSERT_EQ(book.Refund(Lines({Exact(kB, Usd(1))})), "");
    ASSERT_EQ(book.Refund({}), "");
    EXPECT_EQ(book.file.order.totals.refunded, book.file.order.totals.paid);
}

TEST(DecideCreditMemo, ExtrasComeWithTheLastMemo) {
    Book book = OneLine();
    book.AddExtras(250);
    ASSERT_EQ(book.Invoice(), "");
    ASSERT_EQ(book.Refund(Lines({Pieces(kA, 2)})), "");
    EXPECT_EQ(book.file.credit_memos[0].extras, Usd(0));
    ASSERT_EQ(book.Refund(Lines({Pieces(kA, 1)})), "");
    EXPECT_EQ(book.file.credit_memos[1].extras, Usd(250));
    EXPECT_EQ(book.file.order.totals.refunded, Usd(3461 + 250));
}

TEST(DecideCreditMemo, ShippedPiecesFirstUnlessASplitIsGiven) {
    Book book = TwoLines();
    ASSERT_EQ(book.Ship({{kA, 2}}), "");
    const auto refundable = RefundableLines(book.file);
    EXPECT_EQ(refundable[0].shipped_quantity, 2);
    EXPECT_EQ(refundable[0].unshipped_quantity, 1);
    EXPECT_EQ(refundable[0].quantity, 3);
    ASSERT_EQ(book.Refund(Lines({Split(kA, 1, 1)})), "");
    EXPECT_EQ(book.Item(kA).ToShip(), 0);
    EXPECT_EQ(book.Item(kA).reserved, 0);  // its piece is let go
    EXPECT_EQ(book.reserved[kA], 0);
    EXPECT_EQ(book.shelf[kA], 1);
    ASSERT_EQ(book.Refund(Lines({Pieces(kA, 2)})), "");
    EXPECT_EQ(book.Item(kA).refunded_shipped, 2);
    EXPECT_EQ(book.shelf[kA], 1);
}

TEST(DecideCreditMemo, ReturnToStock) {
    Book book = TwoLines();
    ASSERT_EQ(book.Ship({{kA, 2}, {kB, 1}}), "");
    CreditMemoRequest request = Lines({Pieces(kA, 3), Pieces(kB, 2)});
    request.lines[1].return_to_stock = true;
    ASSERT_EQ(book.Refund(request), "");
    const CreditMemo& memo = book.file.credit_memos[0];
    EXPECT_EQ(memo.lines[0].returned_quantity, 0);
    EXPECT_EQ(memo.lines[1].returned_quantity, 1);  // the unshipped one never left
    EXPECT_EQ(book.shelf[kB], 2 + 2);               // two units a piece
    EXPECT_EQ(book.reserved[kB], 0);
    ASSERT_EQ(book.Do(DecideVoidCreditMemo(book.file, memo.id, "", book.scene())), "");
    EXPECT_EQ(book.shelf[kB], 2);
    EXPECT_EQ(book.Item(kB).ToShip(), 1);
    EXPECT_EQ(book.Item(kB).backordered, 1);
    EXPECT_EQ(book.file.order.totals.refunded, Usd(0));
}

TEST(DecideCreditMemo, OnlyWhatWasPaid) {
    Book book = OneLine();
    ASSERT_EQ(book.Invoice({{kA, 1}}), "");
    ASSERT_EQ(book.Invoice({}, false), "");
    EXPECT_EQ(book.Refund(Lines({Pieces(kA, 2)})), "lines[0].quantity quantity_too_large");
    ASSERT_EQ(book.Refund({}), "");
    EXPECT_EQ(book.file.order.totals.refunded, book.file.invoices[0].grand_total);
    EXPECT_EQ(book.Refund({}), "nothing_to_refund");
}

TEST(DecideCreditMemo, OfAnInvoice) {
    Book book = OneLine();
    book.AddExtras(10);
    ASSERT_EQ(book.Invoice({{kA, 1}}), "");
    ASSERT_EQ(book.Invoice(), "");
    ASSERT_EQ(book.Ship({{kA, 1}}), "");
    CreditMemoRequest request;
    request.invoice_id = book.file.invoices[0].id;
    const auto refundable = RefundableLines(book.file, request.invoice_id);
    ASSERT_EQ(refundable.size(), 1u);
    EXPECT_EQ(refundable[0].quantity, 1);
    request.adjustment_refund = Usd(1);
    EXPECT_EQ(book.Refund(request), "grand_total amount_too_large");
    request.adjustment_refund.reset();
    ASSERT_EQ(book.Refund(request), "");
    EXPECT_EQ(book.file.credit_memos[0].grand_total, book.file.invoices[0].grand_total);
    EXPECT_EQ(book.file.credit_memos[0].extras, Usd(0));
    EXPECT_EQ(book.Refund(request), "grand_total nothing_to_refund");
    request.invoice_id = book.file.invoices[1].id;
    ASSERT_EQ(book.Refund(request), "");
    EXPECT_EQ(book.file.credit_memos[1].extras, Usd(10));
    EXPECT_EQ(book.file.order.totals.refunded, book.file.order.totals.paid);
}

TEST(DecideCreditMemo, AnInvoiceThatIsNotPaid) {
    Book book = OneLine();
    ASSERT_EQ(book.Invoice({{kA, 1}}), "");
    ASSERT_EQ(book.Invoice({}, false), "");
    CreditMemoRequest request;
    request.invoice_id = book.file.invoices[1].id;
    EXPECT_EQ(book.Refund(request), "invoice_id invoice_not_paid");
}

TEST(DecideCreditMemo, OrdersOfAChannel) {
    Book book = TwoLines();
    book.MakeChannelOrder();
    ASSERT_EQ(book.Ship({{kA, 2}}), "");
    CreditMemoRequest request;
    EXPECT_EQ(book.Do(DecideCreditMemo(book.file, request, book.scene())),
              "reason reason_required");
    EXPECT_EQ(book.Refund(Lines({Pieces(kA, 3)})), "lines[0].quantity cancel_instead");
    EXPECT_EQ(book.Refund(Lines({Exact(kB, Usd(1))})), "lines[0].amounts cancel_instead");
    ASSERT_EQ(book.Refund({}), "");  // everything: of what the channel has seen shipped
    const CreditMemo& memo = book.file.credit_memos[0];
    ASSERT_EQ(memo.lines.size(), 1u);
    EXPECT_EQ(memo.lines[0].shipped_quantity, 2);
    const FollowUp& follow_up = book.file.follow_ups.back();
    EXPECT_EQ(follow_up.kind, FollowUpKind::kRefund);
    EXPECT_EQ(follow_up.state, FollowUpState::kQueued);
    EXPECT_EQ(follow_up.reason, "customer_return");
    EXPECT_EQ(follow_up.dedupe_key, "");
}

TEST(VoidCreditMemo, WithdrawsTheMessage) {
    Book book = TwoLines();
    book.MakeChannelOrder();
    ASSERT_EQ(book.Ship(), "");
    ASSERT_EQ(book.Refund({}), "");
    const CreditMemoId id = book.file.credit_memos[0].id;
    Book sent = book;
    sent.file.follow_ups.back().state = FollowUpState::kSent;
    EXPECT_EQ(sent.Do(DecideVoidCreditMemo(sent.file, id, "", sent.scene())), "told_to_channel");
    ASSERT_EQ(book.Do(DecideVoidCreditMemo(book.file, id, "typo", book.scene())), "");
    EXPECT_EQ(book.file.follow_ups.back().state, FollowUpState::kWithdrawn);
    EXPECT_EQ(book.last.changed_credit_memos, std::vector{id});
    EXPECT_EQ(book.Do(DecideVoidCreditMemo(book.file, id, "", book.scene())), "void");
    EXPECT_EQ(book.Do(DecideVoidCreditMemo(book.file, {}, "", book.scene())), "not_found");
    ASSERT_EQ(book.Refund({}), "");  // and again
    EXPECT_EQ(book.file.order.totals.refunded, book.file.order.totals.paid);
}

TEST(CreditMemo, EveryWordBothWays) {
    for (const auto state :
         {CreditMemoState::kIssued, CreditMemoState::kRejected, CreditMemoState::kVoid}) {
        EXPECT_EQ(CreditMemoStateFrom(ToString(state)), state);
    }
    for (int i = 0; i <= static_cast<int>(RefundReason::kOther); ++i) {
        const auto reason = static_cast<RefundReason>(i);
        EXPECT_EQ(RefundReasonFrom(ToString(reason)), reason);
    }
    EXPECT_EQ(RefundReasonFrom("mood"), std::nullopt);
}

TEST(Components, TheirSumIsTheLine) {
    const Book book = TwoLines();
    for (const auto& item : book.file.order.items) {
        EXPECT_EQ(ComponentsOf(item.amounts).Total(), item.amounts.total);
    }
}

}  // namespace
}  // namespace orderyard::domain
