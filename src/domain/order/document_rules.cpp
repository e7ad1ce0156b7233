// The rules about an order's documents, in their order of precedence.
#include <algorithm>

#include "domain/order/order_rules.hpp"
#include "domain/order/refusals.hpp"

namespace orderyard::domain {
namespace {

using refusals::Answer;
using refusals::First;
using refusals::If;

bool HasPackage(const Shipment& shipment, PackageId package) {
    return package.IsSet() && std::any_of(shipment.packages.begin(), shipment.packages.end(),
                                          [&](const Package& each) { return each.id == package; });
}

Answer Void(const Shipment& shipment) {
    return If(shipment.is_void, "void", "The shipment is void already; make a new one.");
}
Answer FromChannel(const Shipment& shipment) {
    return If(shipment.is_from_channel, "from_channel",
              "The shipment was made at the channel; change it there.");
}

}  // namespace

std::optional<Refusal> WhyNotPay(const OrderFile& /*file*/, const Invoice& invoice) {
    return First({
        If(invoice.state == InvoiceState::kPaid, "invoice_paid",
           "The invoice is paid already; there is nothing to pay."),
        If(invoice.state == InvoiceState::kCanceled, "invoice_canceled",
           "The invoice is canceled; make a new one to be paid."),
    });
}

std::optional<Refusal> WhyNotCancelInvoice(const OrderFile& /*file*/, const Invoice& invoice) {
    return First({
        If(invoice.state == InvoiceState::kPaid, "invoice_paid",
           "The invoice is paid; give the money back with a credit memo."),
        If(invoice.state == InvoiceState::kCanceled, "invoice_canceled",
           "The invoice is canceled already; make a new one to bill the pieces."),
    });
}

std::optional<Refusal> WhyNotVoid(const OrderFile& file, const Shipment& shipment) {
    const bool is_told =
        std::any_of(file.follow_ups.begin(), file.follow_ups.end(), [&](const FollowUp& each) {
            return each.kind == FollowUpKind::kConfirmShipment && MayBeSent(each.state) &&
                   HasPackage(shipment, each.package_id);
        });
    const bool is_given_back =
        std::any_of(file.order.items.begin(), file.order.items.end(), [&](const OrderItem& item) {
            const std::int64_t pieces = shipment.QuantityOf(item.id);
            return pieces > 0 && item.shipped - pieces < item.refunded_shipped;
        });
    return First({
        Void(shipment),
        FromChannel(shipment),
        If(is_told, "told_to_channel",
           "The channel may know this shipment; correct its tracking number instead."),
        If(is_given_back, "refunded",
           "Pieces of this shipment were given back as shipped; void that credit memo first."),
    });
}

std::optional<Refusal> WhyNotEditTracks(const OrderFile& /*file*/, const Shipment& shipment) {
    return First({Void(shipment), FromChannel(shipment)});
}

std::optional<Refusal> WhyNotVoid(const OrderFile& file, const CreditMemo& memo) {
    const bool is_told =
        std::any_of(file.follow_ups.begin(), file.follow_ups.end(), [&](const FollowUp& each) {
            return each.kind == FollowUpKind::kRefund && memo.id.IsSet() &&
                   each.credit_memo_id == memo.id && MayBeSent(each.state);
        });
    return First({
        If(memo.state == CreditMemoState::kVoid, "void",
           "The credit memo is void already; make a new one."),
        If(memo.is_from_channel, "from_channel",
           "The channel gave this money back itself; it cannot be taken back here."),
        If(is_told, "told_to_channel",
           "The refund went to the channel; it can be voided only if the channel refuses it."),
    });
}

}  // namespace orderyard::domain
