// Refunds are limited by what was paid, line by line and component by component, so that no
// sequence of memos can give back more than came in; the order's paid sum is the last word.
#include "domain/credit_memo/refundable.hpp"

#include <algorithm>

namespace orderyard::domain {
namespace refunds {
namespace {

using base::Money;

// Pieces and money of a line, as billed or as given back.
struct Heap {
    std::int64_t pieces = 0;
    Components amounts;
    Money discount;
};

Heap PaidOf(const OrderFile& file, OrderItemId item, InvoiceId only) {
    Heap heap{0, ZeroComponents(file.order.currency), Money::Zero(file.order.currency)};
    for (const auto& invoice : file.invoices) {
        if (invoice.state != InvoiceState::kPaid || (only.IsSet() && invoice.id != only)) {
            continue;
        }
        for (const auto& line : invoice.lines) {
            if (line.order_item_id == item) {
                heap.pieces += line.pieces.count;
                heap.amounts = heap.amounts + ComponentsOf(line.amounts);
                heap.discount += line.amounts.discount - line.amounts.shipping_discount;
            }
        }
    }
    return heap;
}

Heap GivenBackOf(const OrderFile& file, OrderItemId item, InvoiceId only) {
    Heap heap{0, ZeroComponents(file.order.currency), Money::Zero(file.order.currency)};
    for (const auto& memo : file.credit_memos) {
        if (!memo.Counts() || (only.IsSet() && memo.invoice_id != only)) {
            continue;
        }
        for (const auto& line : memo.lines) {
            if (line.order_item_id == item) {
                heap.pieces += line.Quantity();
                heap.amounts = heap.amounts + line.amounts;
                heap.discount += line.discount;
            }
        }
    }
    return heap;
}

Heap LeftOf(const OrderFile& file, OrderItemId item, InvoiceId only) {
    const Heap paid = PaidOf(file, item, only);
    const Heap gone = GivenBackOf(file, item, only);
    return {std::max<std::int64_t>(paid.pieces - gone.pieces, 0), paid.amounts - gone.amounts,
            paid.discount - gone.discount};
}

Heap Smaller(const Heap& a, const Heap& b) {
    Heap least{std::min(a.pieces, b.pieces), a.amounts, base::Min(a.discount, b.discount)};
    for (const auto& name : ComponentNames()) {
        least.amounts.*name.amount = base::Min(a.amounts.*name.amount, b.amounts.*name.amount);
    }
    return least;
}

Money PaidTotal(const OrderFile& file, InvoiceId only) {
    Money sum = Money::Zero(file.order.currency);
    for (const auto& invoice : file.invoices) {
        if (invoice.state == InvoiceState::kPaid && (!only.IsSet() || invoice.id == only)) {
            sum += invoice.grand_total;
        }
    }
    return sum;
}

Money LeftOfTotal(const OrderFile& file, InvoiceId only) {
    Money left = PaidTotal(file, only);
    for (const auto& memo : file.credit_memos) {
        if (memo.Counts() && (!only.IsSet() || memo.invoice_id == only)) {
            left -= memo.grand_total;
        }
    }
    return left;
}

Money LeftOfExtras(const OrderFile& file, InvoiceId only) {
    Money left = Money::Zero(file.order.currency);
    for (const auto& invoice : file.invoices) {
        if (invoice.state == InvoiceState::kPaid && (!only.IsSet() || invoice.id == only)) {
            left += invoice.extras;
        }
    }
    for (const auto& memo : file.credit_memos) {
        if (memo.Counts() && (!only.IsSet() || memo.invoice_id == only)) {
            left -= memo.extras;
        }
    }
    return left;
}

}  // namespace

const std::vector<ComponentName>& ComponentNames() {
    using Asked = RefundLineRequest::Amounts;
    static const std::vector<ComponentName> kNames{
        {&Components::item, &Asked::item, "item", "the price"},
        {&Components::item_tax, &Asked::item_tax, "item_tax", "the tax on the price"},
        {&Components::shipping, &Asked::shipping, "shipping", "shipping"},
        {&Components::shipping_tax, &Asked::shipping_tax, "shipping_tax", "the tax on shipping"},
        {&Components::gift_wrap, &Asked::gift_wrap, "gift_wrap", "gift wrap"},
        {&Components::gift_wrap_tax, &Asked::gift_wrap_tax, "gift_wrap_tax",
         "the tax on gift wrap"},
        {&Components::fee, &Asked::fee, "fee", "fees"},
        {&Components::fee_tax, &Asked::fee_tax, "fee_tax", "the tax on fees"},
    };
    return kNames;
}

bool IsZero(const Components& parts) {
    return std::all_of(ComponentNames().begin(), ComponentNames().end(),
                       [&](const auto& name) { return (parts.*name.amount).IsZero(); });
}

std::vector<Source> SourcesOf(const OrderFile& file, InvoiceId invoice) {
    std::vector<Source> sources;
    for (const auto& item : file.order.items) {
        Heap heap = LeftOf(file, item.id, {});
        if (invoice.IsSet()) {
            heap = Smaller(heap, LeftOf(file, item.id, invoice));
        }
        Source source;
        source.item = &item;
        source.left.order_item_id = item.id;
        source.left.quantity = heap.pieces;
        source.left.shipped_quantity =
            std::clamp<std::int64_t>(item.shipped - item.refunded_shipped, 0, heap.pieces);
        source.left.unshipped_quantity = std::min(item.ToShip(), heap.pieces);
        source.left.amounts = heap.amounts;
        source.discount_left = heap.discount;
        source.is_open = !file.order.channel || item.shipped > 0;
        if (heap.pieces > 0 || !IsZero(heap.amounts)) {
            sources.push_back(source);
        }
    }
    return sources;
}

Source* FindSource(std::vector<Source>& sources, OrderItemId item) {
    const auto found = std::find_if(sources.begin(), sources.end(),
                                    [&](const Source& each) { return each.item->id == item; });
    return found == sources.end() ? nullptr : &*found;
}

base::Money ExtrasLeft(const OrderFile& file, InvoiceId invoice) {
    const Money left = LeftOfExtras(file, {});
    return invoice.IsSet() ? base::Min(left, LeftOfExtras(file, invoice)) : left;
}

base::Money TotalLeft(const OrderFile& file, InvoiceId invoice) {
    const Money left = LeftOfTotal(file, {});
    return invoice.IsSet() ? base::Min(left, LeftOfTotal(file, invoice)) : left;
}

}  // namespace refunds

std::vector<Refundable> RefundableLines(const OrderFile& file, InvoiceId invoice) {
    std::vector<Refundable> lines;
    for (const auto& source : refunds::SourcesOf(file, invoice)) {
        lines.push_back(source.left);
    }
    return lines;
}

base::Money RefundableTotal(const OrderFile& file) {
    return refunds::TotalLeft(file, {});
}

}  // namespace orderyard::domain
