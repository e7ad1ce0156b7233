// The rules about processing an order. Each verb's checks stand in their order of precedence; the
// first that fails is the answer.
#include "domain/order/order_rules.hpp"

#include <algorithm>

#include "domain/order/refusals.hpp"
#include "domain/words.hpp"

namespace orderyard::domain {
namespace {

using base::Money;
using refusals::Answer;
using refusals::First;
using refusals::If;

constexpr Words<OrderVerb, 10> kVerbWords{{
    {OrderVerb::kInvoice, "invoice"},
    {OrderVerb::kShip, "ship"},
    {OrderVerb::kCreditMemo, "creditmemo"},
    {OrderVerb::kCancel, "cancel"},
    {OrderVerb::kHold, "hold"},
    {OrderVerb::kUnhold, "unhold"},
    {OrderVerb::kReorder, "reorder"},
    {OrderVerb::kEdit, "edit"},
    {OrderVerb::kCorrectAddress, "correct_address"},
    {OrderVerb::kComment, "comment"},
}};

constexpr const char* kCancelRequested = "cancel_requested";

template <class Count>
std::int64_t SumOf(const Order& order, Count count) {
    std::int64_t sum = 0;
    for (const auto& item : order.items) {
        sum += count(item);
    }
    return sum;
}

std::int64_t OpenToShip(const Order& order) {
    return SumOf(order, [](const auto& item) { return item.ToShip(); });
}

std::int64_t OpenToInvoice(const Order& order) {
    return SumOf(order, [](const auto& item) { return item.ToInvoice(); });
}

bool IsByChannel(const Order& order) {
    return order.channel && order.channel->fulfilled_by == FulfilledBy::kChannel;
}

// Pieces of open invoices count as not billed: a cancel cancels those invoices first. The channel
// gives the money of unshipped pieces back itself, so there billing does not matter at all.
std::int64_t OpenToCancel(const OrderFile& file) {
    if (file.order.channel) {
        return OpenToShip(file.order);
    }
    return SumOf(file.order, [&](const OrderItem& item) {
        std::int64_t unpaid = 0;
        for (const auto& invoice : file.invoices) {
            for (const auto& line : invoice.lines) {
                const bool counts =
                    invoice.state == InvoiceState::kOpen && line.order_item_id == item.id;
                unpaid += counts ? line.pieces.count : 0;
            }
        }
        return std::min(item.ToShip(), item.ToInvoice() + unpaid);
    });
}

// Checks that several verbs share.
Answer Canceled(const Order& order) {
    return If(order.state == OrderState::kCanceled, "canceled",
              "The order is canceled; reorder it to sell the goods after all.");
}
Answer Closed(const Order& order) {
    return If(order.state == OrderState::kClosed, "closed",
              "The order is closed: its money was given back; reorder it to start again.");
}
Answer Complete(const Order& order) {
    return If(order.state == OrderState::kComplete, "complete",
              "The order is complete; use a credit memo to give something back.");
}
Answer OnHold(const Order& order) {
    return If(order.state == OrderState::kOnHold, "on_hold",
              "The order is on hold; unhold it first.");
}
Answer InReview(const Order& order) {
    return If(order.state == OrderState::kPaymentReview, "payment_review",
              "The payment is under review; wait for its result.");
}
Answer NotYetPayable(const Order& order) {
    return If(order.channel && order.state == OrderState::kPendingPayment, "not_yet_payable",
              "The channel has not confirmed the payment yet; wait until it releases the order.");
}
Answer ByChannel(const Order& order) {
    return If(IsByChannel(order), "fulfilled_by_channel",
              "The channel ships, cancels and refunds this order itself; do it there.");
}
Answer CancelAtChannel(const Order& order) {
    return If(order.pending_cancel.has_value(), "cancel_at_channel",
              "A cancel of this order is on its way to the channel; wait for its answer or give "
              "the cancel up.");
}

Answer WhyNotInvoice(const Order& order) {
    return First({
        Canceled(order),
        Closed(order),
        Complete(order),
        OnHold(order),
        InReview(order),
        NotYetPayable(order),
        If(OpenToInvoice(order) == 0, "nothing_to_invoice",
           "Every piece is invoiced or canceled; cancel an open invoice to bill it anew."),
    });
}

Answer WhyNotShip(const Order& order) {
    return First({
        Canceled(order),
        Closed(order),
        Complete(order),
        OnHold(order),
        InReview(order),
        NotYetPayable(order),
        ByChannel(order),
        If(order.HasException(kCancelRequested), kCancelRequested,
           "The buyer asks to cancel; cancel the order, or hold and unhold it to ship all the "
           "same."),
        CancelAtChannel(order),
        If(OpenToShip(order) == 0, "nothing_to_ship",
           "Every piece is shipped, refunded or canceled; void a shipment to ship it anew."),
    });
}

// What was kept back as a fee is not offered to be given back again.
Answer NoMoneyLeft(const OrderFile& file) {
    const OrderTotals& totals = file.order.totals;
    const Money zero = Money::Zero(file.order.currency);
    const Money rest = totals.paid - totals.refunded;
    Money fees = zero;
    bool has_memo = false;
    for (const auto& memo : file.credit_memos) {
        if (memo.Counts()) {
            fees += memo.adjustment_fee;
            has_memo = true;
        }
    }
    const bool is_free = totals.grand_total.IsZero();
    const bool is_nothing_paid = is_free ? OpenToInvoice(file.order) > 0 : totals.paid <= zero;
    const bool is_all_back = rest <= zero && (!is_free || has_memo);
    return First({
        If(is_nothing_paid, "nothing_paid",
           "Nothing is paid yet; cancel the order, or pay an invoice first."),
        If(is_all_back, "nothing_to_refund",
           "All that was paid is given back; void a credit memo to give it back otherwise."),
        If(has_memo && rest <= fees, "fee_only_left",
           "Only fees that were kept back are left; void that credit memo to give them back."),
    });
}

Answer WhyNotCreditMemo(const OrderFile& file) {
    const Order& order = file.order;
    const auto shipped = SumOf(order, [](const auto& item) { return item.shipped; });
    const Answer money = NoMoneyLeft(file);
    return First({
        OnHold(order),
        InReview(order),
        Canceled(order),
        // All pieces given back closes an order. Money can still be left when it came back in part.
        money ? Closed(order) : std::nullopt,
        money,
        ByChannel(order),
        If(order.channel && shipped == 0, "cancel_instead",
           "The channel takes refunds of shipped orders only; cancel the order instead."),
    });
}

// A cancel may not overtake a shipment: the channel could act upon either of them first.
Answer ShippingAtChannel(const OrderFile& file) {
    bool is_waiting = false, is_leaving = false;
    for (const auto& follow_up : file.follow_ups) {
        if (follow_up.kind != FollowUpKind::kConfirmShipment) {
            continue;
        }
        switch (follow_up.state) {
            case FollowUpState::kWaiting:
            case FollowUpState::kQueued: is_waiting = true; break;
            case FollowUpState::kSending:
            case FollowUpState::kSent:
            case FollowUpState::kUnknown: is_leaving = true; break;
            case FollowUpState::kAccepted:
            case FollowUpState::kSeen:
            case FollowUpState::kRejected:
            case FollowUpState::kParked:
            case FollowUpState::kWithdrawn: break;
        }
    }
    return First({
        If(is_leaving, "shipping_at_channel",
           "A shipment is being told to the channel; wait until the channel's answer is known."),
        If(is_waiting, "shipping_at_channel",
           "A shipment waits to be told to the channel; void that shipment first."),
    });
}

// An order that is held because the buyer asks to cancel can be canceled as it is.
Answer WhyNotCancel(const OrderFile& file) {
    const Order& order = file.order;
    return First({
        Canceled(order),
        Closed(order),
        Complete(order),
        order.HasException(kCancelRequested) ? std::nullopt : OnHold(order),
        InReview(order),
        CancelAtChannel(order),
        If(OpenToCancel(file) == 0, "nothing_to_cancel",
           "Every piece is shipped, paid or canceled; use a credit memo for paid pieces."),
        ByChannel(order),
        NotYetPayable(order),
        ShippingAtChannel(file),
    });
}

// An order held for the buyer's cancel request can be held by a person too: the hold gets the
// person's reason and date.
Answer WhyNotHold(const Order& order) {
    return First({
        Canceled(order),
        Closed(order),
        If(order.state == OrderState::kComplete, "complete",
           "The order is complete; there is nothing left to hold back."),
        order.HasException(kCancelRequested) ? std::nullopt : OnHold(order),
        InReview(order),
    });
}

Answer WhyNotUnhold(const Order& order) {
    return If(order.state != OrderState::kOnHold, "not_on_hold",
              "The order is not on hold; there is nothing to take off.");
}

Answer WhyNotReorder(const Order& order) {
    const auto is_unknown = [](const auto& item) { return !item.product_id.IsSet(); };
    const bool is_without_product =
        order.items.empty() || std::any_of(order.items.begin(), order.items.end(), is_unknown);
    return First({
        OnHold(order),
        InReview(order),
        If(is_without_product, "no_product",
           "A line of the order has no product in the catalog; map its SKU first."),
    });
}

Answer WhyNotEdit(const OrderFile& file) {
    const Order& order = file.order;
    const bool is_billed =
        std::any_of(file.invoices.begin(), file.invoices.end(),
                    [](const auto& invoice) { return invoice.state != InvoiceState::kCanceled; });
    return First({
        If(order.channel.has_value(), "channel_order",
           "The lines of a channel's order are the channel's; cancel lines or refund instead."),
        OnHold(order),
        Canceled(order),
        InReview(order),
        Complete(order),
        Closed(order),
        If(is_billed, "invoiced", "The order has an invoice; cancel the open invoice first."),
    });
}

Answer WhyNotCorrectAddress(const Order& order) {
    return First({
        Canceled(order),
        If(OpenToShip(order) == 0, "nothing_to_ship",
           "Nothing is left to ship to another address; reorder to ship again."),
    });
}

}  // namespace

std::string_view ToString(OrderVerb verb) {
    return WordOf(kVerbWords, verb);
}
std::optional<OrderVerb> OrderVerbFrom(std::string_view text) {
    return EnumOf(kVerbWords, text);
}

std::optional<Refusal> WhyNot(OrderVerb verb, const OrderFile& file) {
    switch (verb) {
        case OrderVerb::kInvoice: return WhyNotInvoice(file.order);
        case OrderVerb::kShip: return WhyNotShip(file.order);
        case OrderVerb::kCreditMemo: return WhyNotCreditMemo(file);
        case OrderVerb::kCancel: return WhyNotCancel(file);
        case OrderVerb::kHold: return WhyNotHold(file.order);
        case OrderVerb::kUnhold: return WhyNotUnhold(file.order);
        case OrderVerb::kReorder: return WhyNotReorder(file.order);
        case OrderVerb::kEdit: return WhyNotEdit(file);
        case OrderVerb::kCorrectAddress: return WhyNotCorrectAddress(file.order);
        case OrderVerb::kComment: return std::nullopt;
    }
    return std::nullopt;
}

base::Error ToError(const Refusal& refusal) {
    base::Error error = base::NotAllowed(refusal.text);
    error.params = {{"reason", refusal.reason}};
    return error;
}

base::Error BadInput(std::string field, std::string reason, std::string text) {
    base::Error error = base::InvalidInput(std::move(field), std::move(text));
    error.params = {{"reason", std::move(reason)}};
    return error;
}

}  // namespace orderyard::domain
