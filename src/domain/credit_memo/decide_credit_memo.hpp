// New credit memos, what can still be given back, and taking a memo back. Pure.
#pragma once

#include "domain/order/process_order.hpp"

namespace orderyard::domain {

struct RefundLineRequest {
    OrderItemId order_item_id;
    std::int64_t quantity = 0;            // may be 0: money only
    std::int64_t unshipped_quantity = 0;  // of `quantity`, pieces given back instead of shipping;
                                          // the rest must have been shipped
    bool is_split_given = false;          // false: shipped pieces first, then unshipped ones
    bool return_to_stock = false;         // the shipped ones
    // Exactly these amounts instead of the pieces' own. An unset one is 0 when any is set.
    struct Amounts {
        std::optional<base::Money> item, item_tax, shipping, shipping_tax, gift_wrap, gift_wrap_tax,
            fee, fee_tax;
    };
    std::optional<Amounts> amounts;
};

struct CreditMemoRequest {
    InvoiceId invoice_id;  // set: only what that invoice billed
    // Empty: everything left. With `lines` empty and `is_lines_given` true: no line at all.
    std::vector<RefundLineRequest> lines;
    bool is_lines_given = false;
    // Magento's shipping amount for the whole memo, without tax and after discounts. Unset:
    // everything that is left of shipping, in every memo, as Magento does it - but nothing when a
    // line gives exact `amounts`. 0: none. Less than everything is taken from the memo's lines
    // first, then from the others; tax on shipping follows in proportion, the last takes the rest.
    std::optional<base::Money> shipping;
    std::optional<base::Money> adjustment_refund;
    std::optional<base::Money> adjustment_fee;
    bool return_to_stock = false;  // all lines
    std::string reason;            // a RefundReason; required for an order of a channel
    std::string comment;
    bool append_comment = false;
    bool notify = false;
    bool is_comment_visible = false;
    bool is_zero_allowed = false;  // a memo over 0.00
    // The channel has paid it by itself: it is not told, and there need not be a reason.
    bool is_from_channel = false;
};

// What a line can still give back, with the most of every component.
struct Refundable {
    OrderItemId order_item_id;
    std::int64_t shipped_quantity = 0;
    std::int64_t unshipped_quantity = 0;
    std::int64_t quantity = 0;  // the most of both together
    Components amounts;
};
std::vector<Refundable> RefundableLines(const OrderFile& file, InvoiceId invoice = {});
base::Money RefundableTotal(const OrderFile& file);  // paid - given back

// Refusals in this order: WhyNot, reason, comment, invoice, lines (unknown, quantities, split,
// channel, listed twice, amounts), shipping, adjustments, the total. Limits: per line and component
// what was invoiced and paid; the order's paid sum above all. A piece costs its part of what its
// line has left, the last one the rest. What belongs to no line (tip, rounding) comes with the memo
// that leaves nothing of the lines. A channel order gets a kRefund follow-up; pieces it has not
// shipped are canceled instead.
base::Result<OrderChange> DecideCreditMemo(const OrderFile& file, const CreditMemoRequest& request,
                                           const Scene& scene);
// Takes a memo back that the channel refused or never got: counters return, stock that had been
// put back leaves again: a conflict where it is not free any more. Unshipped pieces are open again,
// backordered until stock is reserved for them.
base::Result<OrderChange> DecideVoidCreditMemo(const OrderFile& file, CreditMemoId memo,
                                               const std::string& why, const Scene& scene);

}  // namespace orderyard::domain
