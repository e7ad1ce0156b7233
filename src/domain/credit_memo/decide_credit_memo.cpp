// A memo is put together as a draft (lines, shipping, extras, adjustments), checked against what
// was paid, and only then booked: stock, history, and what the channel has to be told.
#include "domain/credit_memo/decide_credit_memo.hpp"

#include <algorithm>

#include "domain/credit_memo/draft.hpp"
#include "domain/order/asked_pieces.hpp"
#include "domain/order/order_rules.hpp"
#include "domain/stock/line_stock.hpp"

namespace orderyard::domain {
namespace {

using base::Money;
using refunds::Draft;

base::Result<> CheckReason(const Order& order, const CreditMemoRequest& request) {
    const std::string& reason = request.reason;
    if (reason.empty() && order.channel && !request.is_from_channel) {
        return base::Fail(BadInput("reason", "reason_required",
                                   "The channel wants a reason for every refund; choose one."));
    }
    if (!reason.empty() && !RefundReasonFrom(reason)) {
        return base::Fail(
            BadInput("reason", "unknown_reason", "This is not one of the reasons for a refund."));
    }
    return {};
}

base::Result<> CheckInvoice(const OrderFile& file, InvoiceId id) {
    if (!id.IsSet()) {
        return {};
    }
    const auto found = std::find_if(file.invoices.begin(), file.invoices.end(),
                                    [&](const Invoice& each) { return each.id == id; });
    if (found == file.invoices.end()) {
        return base::Fail(
            BadInput("invoice_id", "unknown_invoice", "The order has no invoice with this id."));
    }
    if (found->state != InvoiceState::kPaid) {
        return base::Fail(BadInput("invoice_id", "invoice_not_paid",
                                   "Only what was paid can be given back; the invoice is " +
                                       std::string(ToString(found->state)) + "."));
    }
    return {};
}

// What belongs to no line comes with the memo that leaves nothing of the lines.
void AddExtras(Draft& draft) {
    const bool is_last =
        std::all_of(draft.sources.begin(), draft.sources.end(), [&](const auto& source) {
            const CreditMemoLine* line = draft.FindLine(source.item->id);
            return refunds::IsZero(line == nullptr ? source.left.amounts
                                                   : source.left.amounts - line->amounts);
        });
    if (is_last) {
        draft.memo.extras = refunds::ExtrasLeft(draft.file, draft.request.invoice_id);
    }
}

base::Result<> AddAdjustments(Draft& draft) {
    const Order& order = draft.file.order;
    CreditMemo& memo = draft.memo;
    Money rest = memo.extras;
    for (const auto& line : memo.lines) {
        rest += line.amounts.Total();
    }
    if (const auto& asked = draft.request.adjustment_refund) {
        if (auto checked = refunds::CheckAmount(*asked, order, "adjustment_refund"); !checked) {
            return checked;
        }
        memo.adjustment_refund = *asked;
    }
    rest += memo.adjustment_refund;
    if (const auto& asked = draft.request.adjustment_fee) {
        if (auto checked = refunds::CheckAmount(*asked, order, "adjustment_fee"); !checked) {
            return checked;
        }
        if (*asked > Max(rest, Money::Zero(order.currency))) {
            return base::Fail(
                BadInput("adjustment_fee", "amount_too_large",
                         "The memo gives back " + AmountText(rest) + ": the fee is at most that."));
        }
        memo.adjustment_fee = *asked;
    }
    memo.grand_total = rest - memo.adjustment_fee;
    return {};
}

base::Result<> CheckTotal(const Draft& draft) {
    const CreditMemo& memo = draft.memo;
    const Money most = Max(refunds::TotalLeft(draft.file, draft.request.invoice_id),
                           Money::Zero(draft.file.order.currency));
    if (memo.grand_total > most) {
        return base::Fail(BadInput("grand_total", "amount_too_large",
                                   "The memo comes to " + AmountText(memo.grand_total) +
                                       ", but at most " + AmountText(most) +
                                       " can still be given back; lower an amount."));
    }
    const bool is_empty = memo.lines.empty() && memo.adjustment_refund.IsZero() &&
                          memo.adjustment_fee.IsZero() && memo.extras.IsZero();
    const bool is_zero_fine =
        draft.request.is_zero_allowed && !is_empty && !memo.grand_total.IsNegative();
    if (memo.grand_total <= Money::Zero(draft.file.order.currency) && !is_zero_fine) {
        return base::Fail(BadInput("grand_total", "nothing_to_refund",
                                   "The memo gives nothing back: at most " + AmountText(most) +
                                       " is left; raise a quantity or an amount."));
    }
    return {};
}

base::Result<CreditMemo> MakeMemo(const OrderFile& file, const CreditMemoRequest& request,
                                  base::Instant now) {
    Draft draft{file, request, refunds::SourcesOf(file, request.invoice_id), {}};
    CreditMemo& memo = draft.memo;
    memo.order_id = file.order.id;
    memo.store_view_id = file.order.store_view_id;
    memo.invoice_id = request.invoice_id;
    memo.reason = request.reason;
    memo.is_from_channel = request.is_from_channel;
    memo.created_at = now;
    memo.updated_at = now;
    memo.extras = memo.adjustment_refund = memo.adjustment_fee = memo.grand_total =
        Money::Zero(file.order.currency);
    for (const auto step : {refunds::AddLines, refunds::AddShipping}) {
        if (const auto added = step(draft); !added) {
            return base::Fail(added.error());
        }
    }
    std::erase_if(memo.lines, [](const CreditMemoLine& line) {
        return line.Quantity() == 0 && refunds::IsZero(line.amounts);
    });
    refunds::ShowDiscounts(draft);
    AddExtras(draft);
    if (const auto added = AddAdjustments(draft); !added) {
        return base::Fail(added.error());
    }
    if (const auto checked = CheckTotal(draft); !checked) {
        return base::Fail(checked.error());
    }
    return std::move(memo);
}

// The key and the memo's id come when it is stored.
FollowUp TellChannel(const Order& order, const CreditMemo& memo, base::Instant now) {
    FollowUp follow_up = FollowUpOf(order, FollowUpKind::kRefund, now);
    follow_up.reason = memo.reason;
    follow_up.next = "The refund is sent to the channel.";
    return follow_up;
}

void MoveStock(OrderChange& change, const CreditMemo& memo) {
    Recount(change.file);
    for (const auto& line : memo.lines) {
        OrderItem& item = *change.file.order.FindItem(line.order_item_id);
        ReturnToShelf(item, line.returned_quantity, change.moves);
        ReleaseSurplus(item, change.moves);
    }
}

// What a memo had put on the shelf goes with it. Whether it is still free there, storage knows.
void TakeOffShelf(const OrderItem& item, std::int64_t pieces, std::vector<StockMove>& moves) {
    std::vector<StockMove> put;
    ReturnToShelf(item, pieces, put);
    for (auto& move : put) {
        move.on_hand = -move.on_hand;
        moves.push_back(move);
    }
}

}  // namespace

namespace refunds {

base::Result<> CheckAmount(const base::Money& amount, const Order& order,
                           const std::string& field) {
    const bool is_foreign =
        amount.currency() != order.currency && (amount.currency().IsSet() || !amount.IsZero());
    if (is_foreign) {
        return base::Fail(BadInput(field, "currency",
                                   "The amount has to be in " + std::string(order.currency.code()) +
                                       ", the currency of the order."));
    }
    if (amount.IsNegative()) {
        return base::Fail(
            BadInput(field, "amount_negative", "An amount to give back is 0 or more."));
    }
    if (!amount.IsZero() && !amount.IsWholeMinor()) {
        return base::Fail(
            BadInput(field, "amount_too_fine", "The amount has more decimals than its currency."));
    }
    return {};
}

}  // namespace refunds

base::Result<OrderChange> DecideCreditMemo(const OrderFile& file, const CreditMemoRequest& request,
                                           const Scene& scene) {
    if (const auto refusal = WhyNot(OrderVerb::kCreditMemo, file)) {
        return base::Fail(ToError(*refusal));
    }
    for (const auto& checked : {CheckReason(file.order, request), CheckComment(request.comment),
                                CheckInvoice(file, request.invoice_id)}) {
        if (!checked) {
            return base::Fail(checked.error());
        }
    }
    auto memo = MakeMemo(file, request, scene.now);
    if (!memo) {
        return base::Fail(memo.error());
    }
    OrderChange change;
    change.file = file;
    change.file.credit_memos.push_back(*memo);
    MoveStock(change, *memo);
    if (file.order.channel && !request.is_from_channel) {
        change.file.follow_ups.push_back(TellChannel(file.order, *memo, scene.now));
    }
    change.history.push_back(
        Note(scene, "refunded", request.reason, {}, AmountText(memo->grand_total)));
    if (request.notify) {
        change.mails.push_back(MailKind::kCreditMemo);
    }
    Finish(change, scene);
    return change;
}

base::Result<OrderChange> DecideVoidCreditMemo(const OrderFile& file, CreditMemoId memo_id,
                                               const std::string& why, const Scene& scene) {
    OrderChange change;
    change.file = file;
    auto& memos = change.file.credit_memos;
    const auto memo = std::find_if(memos.begin(), memos.end(),
                                   [&](const CreditMemo& each) { return each.id == memo_id; });
    if (!memo_id.IsSet() || memo == memos.end()) {
        return base::Fail(base::NotFound("The order has no such credit memo."));
    }
    if (const auto refusal = WhyNotVoid(file, *memo)) {
        return base::Fail(ToError(*refusal));
    }
    if (const auto checked = CheckComment(why); !checked) {
        return base::Fail(checked.error());
    }
    const std::string before(ToString(memo->state));
    memo->state = CreditMemoState::kVoid;
    memo->updated_at = scene.now;
    change.changed_credit_memos.push_back(memo_id);
    Recount(change.file);
    for (const auto& line : memo->lines) {
        OrderItem& item = *change.file.order.FindItem(line.order_item_id);
        TakeOffShelf(item, line.returned_quantity, change.moves);
        ReleaseSurplus(item, change.moves);  // reserves nothing: the open pieces are backordered
    }
    for (auto& follow_up : change.file.follow_ups) {
        if (follow_up.credit_memo_id == memo_id && HasNotLeft(follow_up.state)) {
            Withdraw(follow_up, "The credit memo was taken back.", scene.now);
            change.changed_follow_ups.push_back(follow_up.id);
        }
    }
    change.history.push_back(Note(scene, "refund_voided", why, before + " " + memo->increment_id,
                                  std::string(ToString(CreditMemoState::kVoid))));
    Finish(change, scene);
    return change;
}

}  // namespace orderyard::domain
