// An order with everything that was written about it: what the rules about processing look at.
#pragma once

#include <vector>

#include "domain/credit_memo/credit_memo.hpp"
#include "domain/follow_up/follow_up.hpp"
#include "domain/invoice/invoice.hpp"
#include "domain/order/order.hpp"
#include "domain/shipment/shipment.hpp"

namespace orderyard::domain {

struct OrderFile {
    Order order;
    std::vector<Invoice> invoices;  // oldest first, as all lists here
    std::vector<Shipment> shipments;
    std::vector<CreditMemo> credit_memos;
    std::vector<FollowUp> follow_ups;
};

// Queued now; what it is about, and until when the channel wants it (now, unless said), its maker
// adds. The order is one of a channel.
FollowUp FollowUpOf(const Order& order, FollowUpKind kind, base::Instant now);

// nullptr: the order has none of this id; an id that is not set names none.
Invoice* FindInvoice(OrderFile& file, InvoiceId id);
const Invoice* FindInvoice(const OrderFile& file, InvoiceId id);
const CreditMemo* FindCreditMemo(const OrderFile& file, CreditMemoId id);

// Makes everything derived true again: the lines' invoiced, shipped and refunded counters and the
// order's invoiced, paid, refunded and canceled sums, all from the documents and the canceled
// counters. Does not touch the state.
void Recount(OrderFile& file);

// What of a line was billed by invoices that are not canceled, and what of it was given back.
LineAmounts InvoicedOf(const OrderFile& file, OrderItemId item);
Components RefundedOf(const OrderFile& file, OrderItemId item);
// What lines do not cover (tip, rounding of the channel): all of it, billed, given back.
base::Money ExtrasOf(const Order& order);

}  // namespace orderyard::domain
