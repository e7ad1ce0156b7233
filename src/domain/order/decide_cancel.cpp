// Canceling, and giving up a cancel. Orders of our own are canceled at once; the channel decides
// about its own orders, so there a cancel is a follow-up and nothing is counted as canceled yet.
#include <algorithm>
#include <utility>

#include "domain/order/asked_pieces.hpp"
#include "domain/order/process_order.hpp"
#include "domain/stock/line_stock.hpp"
#include "domain/words.hpp"

namespace orderyard::domain {
namespace {

constexpr Words<CancelReason, 6> kReasonWords{{
    {CancelReason::kNoInventory, "no_inventory"},
    {CancelReason::kBuyerCanceled, "buyer_canceled"},
    {CancelReason::kGeneralAdjustment, "general_adjustment"},
    {CancelReason::kAddressUndeliverable, "address_undeliverable"},
    {CancelReason::kCustomerExchange, "customer_exchange"},
    {CancelReason::kPricingError, "pricing_error"},
}};

bool IsCancel(const FollowUp& follow_up) {
    return follow_up.kind == FollowUpKind::kCancelOrder ||
           follow_up.kind == FollowUpKind::kCancelLines;
}

// As it will be once the open invoices that are in the way are canceled.
Order WithoutUnpaidBills(const OrderFile& file) {
    OrderFile copy = file;
    for (auto& invoice : copy.invoices) {
        if (invoice.state == InvoiceState::kOpen) {
            invoice.state = InvoiceState::kCanceled;
        }
    }
    Recount(copy);
    return copy.order;
}

base::Result<> CheckReason(const CancelRequest& request, bool is_required) {
    if (request.reason.empty()) {
        if (!is_required) {
            return {};
        }
        return base::Fail(BadInput("reason", "required",
                                   "The channel wants to know why an order is canceled; give a "
                                   "reason."));
    }
    if (!CancelReasonFrom(request.reason)) {
        std::string text = "The reason is none of those for a cancel:";
        for (const auto& [reason, word] : kReasonWords) {
            text += " " + std::string(word);
        }
        return base::Fail(BadInput("reason", "unknown_reason", text + "."));
    }
    return {};
}

base::Result<std::vector<LinePieces>> ReadPieces(const OrderFile& file,
                                                 const CancelRequest& request) {
    // What is billed ahead does not matter to the channel.
    const bool is_ours = !file.order.channel;
    const Order order = is_ours ? WithoutUnpaidBills(file) : file.order;
    const AskedFor asked{is_ours ? &OrderItem::ToCancel : &OrderItem::ToShip, "cancel"};
    if (request.lines.empty()) {
        return AllOf(order, asked);
    }
    std::vector<LinePieces> pieces;
    if (const auto added = AddAsked(order, request.lines, asked, "lines", pieces); !added) {
        return base::Fail(added.error());
    }
    if (pieces.empty()) {
        return base::Fail(BadInput("lines", "no_pieces",
                                   "A cancel is about at least one piece; raise a quantity."));
    }
    return pieces;
}

// Cancels open invoices over the line, newest first, until its pieces can be canceled.
void FreeFromBills(OrderChange& change, const LinePieces& asked, const Scene& scene) {
    auto& invoices = change.file.invoices;
    for (auto invoice = invoices.rbegin(); invoice != invoices.rend(); ++invoice) {
        if (change.file.order.FindItem(asked.order_item_id)->ToCancel() >= asked.quantity) {
            return;
        }
        const bool is_about = std::any_of(
            invoice->lines.begin(), invoice->lines.end(),
            [&](const InvoiceLine& line) { return line.order_item_id == asked.order_item_id; });
        if (invoice->state != InvoiceState::kOpen || !is_about) {
            continue;
        }
        invoice->state = InvoiceState::kCanceled;
        invoice->updated_at = scene.now;
        change.changed_invoices.push_back(invoice->id);
        change.history.push_back(
            Note(scene, "invoice_canceled", invoice->increment_id, "open", "canceled"));
        Recount(change.file);
    }
}

void CancelHere(OrderChange& change, const CancelRequest& request,
                const std::vector<LinePieces>& pieces, const Scene& scene) {
    change.history.push_back(Note(scene, "canceled", request.comment, {}, request.reason));
    for (const auto& asked : pieces) {
        FreeFromBills(change, asked, scene);
        OrderItem& item = *change.file.order.FindItem(asked.order_item_id);
        const std::int64_t before = item.canceled;
        item.canceled += asked.quantity;
        ReleaseSurplus(item, change.moves);
        change.history.push_back(Note(scene, "line_canceled", item.sku, std::to_string(before),
                                      std::to_string(item.canceled)));
    }
}

void CancelAtChannel(OrderChange& change, const CancelRequest& request,
                     const std::vector<LinePieces>& pieces, const Scene& scene) {
    OrderFile& file = change.file;
    Order& order = file.order;
    const bool is_any_shipped = std::any_of(order.items.begin(), order.items.end(),
                                            [](const auto& item) { return item.shipped > 0; });
    const bool is_whole = request.lines.empty() && !is_any_shipped;
    FollowUp follow_up = FollowUpOf(
        order, is_whole ? FollowUpKind::kCancelOrder : FollowUpKind::kCancelLines, scene.now);
    if (follow_up.kind == FollowUpKind::kCancelLines) {
        for (const auto& line : pieces) {
            follow_up.pieces.push_back(
                {order.FindItem(line.order_item_id)->channel_item_number, line.quantity});
        }
    }
    follow_up.reason = request.reason;
    const auto earlier = std::count_if(file.follow_ups.begin(), file.follow_ups.end(), IsCancel);
    follow_up.dedupe_key =
        "cancel/" + std::to_string(order.id.value) + "/" + std::to_string(earlier + 1);
    follow_up.due_at = order.channel->ship_by.latest.value_or(scene.now);
    follow_up.next = "It is sent to the channel.";
    file.follow_ups.push_back(std::move(follow_up));
    order.pending_cancel = PendingCancel{request.reason, scene.actor.name, scene.now};
    change.history.push_back(
        Note(scene, "cancel_asked_at_channel", request.comment, {}, request.reason));
}

Refusal NoPendingCancel() {
    return {"no_pending_cancel", "No cancel of this order is pending; there is nothing to end."};
}

// On its way or perhaps arrived: only the channel's answer ends it. About a parked one a person
// decides.
bool HasLeft(FollowUpState state) {
    return MayBeSent(state) && IsOpen(state);
}

}  // namespace

std::string_view ToString(CancelReason reason) {
    return WordOf(kReasonWords, reason);
}
std::optional<CancelReason> CancelReasonFrom(std::string_view text) {
    return EnumOf(kReasonWords, text);
}

base::Result<OrderChange> DecideCancel(const OrderFile& file, const CancelRequest& request,
                                       const Scene& scene) {
    if (const auto refusal = WhyNot(OrderVerb::kCancel, file)) {
        return base::Fail(ToError(*refusal));
    }
    const bool is_at_channel = file.order.channel.has_value();
    if (const auto checked = CheckReason(request, is_at_channel); !checked) {
        return base::Fail(checked.error());
    }
    if (const auto checked = CheckComment(request.comment); !checked) {
        return base::Fail(checked.error());
    }
    const auto pieces = ReadPieces(file, request);
    if (!pieces) {
        return base::Fail(pieces.error());
    }
    OrderChange change;
    change.file = file;
    if (is_at_channel) {
        CancelAtChannel(change, request, *pieces, scene);
    } else {
        CancelHere(change, request, *pieces, scene);
    }
    Finish(change, scene);
    return change;
}

base::Result<OrderChange> DecideEndPendingCancel(const OrderFile& file, const std::string& why,
                                                 const Scene& scene) {
    if (!file.order.pending_cancel) {
        return base::Fail(ToError(NoPendingCancel()));
    }
    OrderChange change;
    change.file = file;
    const bool is_channel_speaking = scene.actor.kind == ActorKind::kChannel;
    for (auto& follow_up : change.file.follow_ups) {
        if (!IsCancel(follow_up) || IsFinal(follow_up.state)) {
            continue;
        }
        if (HasLeft(follow_up.state)) {
            if (is_channel_speaking) {
                continue;  // who reports the answer also moves the follow-up
            }
            return base::Fail(ToError({"cancel_at_channel",
                                       "The cancel has left for the channel; wait for the "
                                       "channel's answer."}));
        }
        Withdraw(follow_up, why, scene.now);
        change.changed_follow_ups.push_back(follow_up.id);
    }
    change.history.push_back(
        Note(scene, "cancel_ended", why, change.file.order.pending_cancel->reason));
    change.file.order.pending_cancel.reset();
    Finish(change, scene);
    return change;
}

}  // namespace orderyard::domain
