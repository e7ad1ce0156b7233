// Counters and sums of an order are never kept up by hand: they are added up from its documents, so
// that an order cannot disagree with what was written about it.
#include "domain/order/order_file.hpp"

#include <algorithm>

namespace orderyard::domain {
namespace {

using base::Money;

template <class Documents, class Id>
auto* FindIn(Documents& documents, Id id) {
    const auto found = std::find_if(documents.begin(), documents.end(),
                                    [&](const auto& each) { return each.id == id; });
    return id.IsSet() && found != documents.end() ? &*found : nullptr;
}

// Pieces of a line that invoices which are not canceled bill.
std::vector<PieceRange> BilledPieces(const OrderFile& file, OrderItemId item) {
    std::vector<PieceRange> billed;
    for (const auto& invoice : file.invoices) {
        if (invoice.state == InvoiceState::kCanceled) {
            continue;
        }
        for (const auto& line : invoice.lines) {
            if (line.order_item_id == item) {
                billed.push_back(line.pieces);
            }
        }
    }
    return billed;
}

void CountItem(const OrderFile& file, OrderItem& item) {
    item.invoiced = item.shipped = item.refunded_shipped = item.refunded_unshipped = 0;
    for (const auto& pieces : BilledPieces(file, item.id)) {
        item.invoiced += pieces.count;
    }
    for (const auto& shipment : file.shipments) {
        item.shipped += shipment.is_void ? 0 : shipment.QuantityOf(item.id);
    }
    for (const auto& memo : file.credit_memos) {
        if (!memo.Counts()) {
            continue;
        }
        for (const auto& line : memo.lines) {
            if (line.order_item_id == item.id) {
                item.refunded_shipped += line.shipped_quantity;
                item.refunded_unshipped += line.unshipped_quantity;
            }
        }
    }
}

// Invoices take the lowest free pieces of a line, so the canceled ones are its highest free ones.
Money CanceledMoneyOf(const OrderFile& file, const OrderItem& item) {
    Money sum = Money::Zero(file.order.currency);
    std::int64_t left = item.canceled;
    const auto free = FreePieces(BilledPieces(file, item.id), item.ordered);
    for (auto range = free.rbegin(); range != free.rend() && left > 0; ++range) {
        const std::int64_t count = std::min(left, range->count);
        const PieceRange canceled{range->first + range->count - count, count};
        sum += ShareOf(item.amounts, canceled, item.ordered).total;
        left -= count;
    }
    return sum;
}

void SumUp(OrderFile& file) {
    Order& order = file.order;
    const Money zero = Money::Zero(order.currency);
    OrderTotals& totals = order.totals;
    totals.invoiced = totals.paid = totals.refunded = totals.canceled = zero;
    for (const auto& invoice : file.invoices) {
        if (invoice.state != InvoiceState::kCanceled) {
            totals.invoiced += invoice.grand_total;
        }
        if (invoice.state == InvoiceState::kPaid) {
            totals.paid += invoice.grand_total;
        }
    }
    for (const auto& memo : file.credit_memos) {
        if (memo.Counts()) {
            totals.refunded += memo.grand_total;
        }
    }
    std::int64_t to_invoice = 0, canceled = 0;
    for (const auto& item : order.items) {
        totals.canceled += CanceledMoneyOf(file, item);
        to_invoice += item.ToInvoice();
        canceled += item.canceled;
    }
    // The extras come with the invoice that leaves nothing to invoice. When a cancel ends the
    // order instead, no invoice will ever bring them.
    if (to_invoice == 0 && canceled > 0) {
        totals.canceled = order.totals.grand_total - totals.invoiced;
    }
    order.payment.amount_paid = totals.paid;
}

}  // namespace

FollowUp FollowUpOf(const Order& order, FollowUpKind kind, base::Instant now) {
    FollowUp follow_up;
    follow_up.kind = kind;
    follow_up.order_id = order.id;
    follow_up.store_id = order.channel->store_id;
    follow_up.channel_number = order.channel->number;
    follow_up.state = FollowUpState::kQueued;
    follow_up.created_at = now;
    follow_up.not_before = now;
    follow_up.due_at = now;
    return follow_up;
}

Invoice* FindInvoice(OrderFile& file, InvoiceId id) {
    return FindIn(file.invoices, id);
}

const Invoice* FindInvoice(const OrderFile& file, InvoiceId id) {
    return FindIn(file.invoices, id);
}

const CreditMemo* FindCreditMemo(const OrderFile& file, CreditMemoId id) {
    return FindIn(file.credit_memos, id);
}

void Recount(OrderFile& file) {
    for (auto& item : file.order.items) {
        CountItem(file, item);
    }
    SumUp(file);
}

LineAmounts InvoicedOf(const OrderFile& file, OrderItemId item) {
    LineAmounts sum = ZeroAmounts(file.order.currency);
    for (const auto& invoice : file.invoices) {
        if (invoice.state == InvoiceState::kCanceled) {
            continue;
        }
        for (const auto& line : invoice.lines) {
            if (line.order_item_id == item) {
                sum = sum + line.amounts;
            }
        }
    }
    return sum;
}

Components RefundedOf(const OrderFile& file, OrderItemId item) {
    Components sum = ZeroComponents(file.order.currency);
    for (const auto& memo : file.credit_memos) {
        if (!memo.Counts()) {
            continue;
        }
        for (const auto& line : memo.lines) {
            if (line.order_item_id == item) {
                sum = sum + line.amounts;
            }
        }
    }
    return sum;
}

base::Money ExtrasOf(const Order& order) {
    Money extras = order.totals.grand_total;
    for (const auto& item : order.items) {
        if (item.ordered > 0) {
            extras -= item.amounts.total;
        }
    }
    return extras;
}

}  // namespace orderyard::domain
