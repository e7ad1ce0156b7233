// Every amount is scaled from the line's own, never from a unit price: unit prices are rounded.
#include "api/rest/order_amounts.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace orderyard::api::rest {
namespace {

using base::Money;
using domain::LineAmounts;
using domain::Order;
using domain::OrderItem;

// What the discounts of the line saved in tax.
Money DiscountTax(const LineAmounts& amounts) {
    const Money gross =
        amounts.row_tax + amounts.shipping_tax + amounts.gift_wrap_tax + amounts.fee_tax;
    const Money saved = gross - amounts.tax;
    return saved.IsNegative() ? Money::Zero(saved.currency()) : saved;
}

Money GoodsDiscountTax(const LineAmounts& amounts) {
    const Money saved = DiscountTax(amounts);
    if (amounts.discount.units() == 0) {
        return saved;
    }
    return saved.Scaled(GoodsDiscount(amounts).units(), amounts.discount.units(),
                        base::Rounding::kHalfUp);
}

Money Share(const Money& whole, std::int64_t pieces, std::int64_t of) {
    return pieces == of ? whole : whole.Scaled(pieces, of, base::Rounding::kHalfUp);
}

bool IsWhole(const Order& order, Part part) {
    return !order.items.empty() &&
           std::all_of(order.items.begin(), order.items.end(), [&](const OrderItem& item) {
               return PieceCount(item, part) == item.ordered;
           });
}

Money RefundedDiscount(const domain::OrderFile& file, domain::OrderItemId item) {
    Money sum;
    for (const domain::CreditMemo& memo : file.credit_memos) {
        for (const domain::CreditMemoLine& line : memo.lines) {
            if (memo.Counts() && line.order_item_id == item) {
                sum += line.discount;
            }
        }
    }
    return sum;
}

PartAmounts Minus(const PartAmounts& a, const PartAmounts& b) {
    return {a.subtotal - b.subtotal, a.tax - b.tax, a.shipping - b.shipping,
            a.discount - b.discount};
}

// What is not billed will not be any more.
bool IsAllSettled(const OrderItem& item) {
    return item.invoiced + item.canceled == item.ordered;
}

PartAmounts BilledOfOrder(const domain::OrderFile& file) {
    PartAmounts sum;
    for (const OrderItem& item : file.order.items) {
        const LineAmounts billed = InvoicedOf(file, item.id);
        sum.subtotal += billed.row_total;
        sum.tax += billed.tax;
        sum.shipping += billed.shipping;
        sum.discount += billed.discount;
    }
    return sum;
}

PartAmounts GivenBackOfOrder(const domain::OrderFile& file) {
    PartAmounts sum;
    for (const OrderItem& item : file.order.items) {
        const domain::Components back = RefundedOf(file, item.id);
        const Money discount = RefundedDiscount(file, item.id);
        sum.subtotal += back.item + discount;
        sum.tax += back.item_tax + back.shipping_tax + back.gift_wrap_tax + back.fee_tax;
        sum.shipping += back.shipping;
        sum.discount += discount;
    }
    return sum;
}

PartAmounts OfDocuments(const OrderItem& item, Part part, const domain::OrderFile& file) {
    const LineAmounts billed = InvoicedOf(file, item.id);
    const PartAmounts invoiced{billed.row_total, GoodsTax(billed), {}, GoodsDiscount(billed)};
    switch (part) {
        case Part::kInvoiced: return invoiced;
        case Part::kRefunded: {
            const domain::Components back = RefundedOf(file, item.id);
            const Money discount = RefundedDiscount(file, item.id);
            return {back.item + discount, back.item_tax, {}, discount};
        }
        case Part::kCanceled: {
            if (item.canceled == 0 || !IsAllSettled(item)) {
                return OfLine(item, part);
            }
            const PartAmounts whole{
                item.amounts.row_total, GoodsTax(item.amounts), {}, GoodsDiscount(item.amounts)};
            return Minus(whole, invoiced);
        }
    }
    base::Check(false, "unknown Part");
    return {};
}

PartAmounts OfDocuments(const Order& order, Part part, const domain::OrderFile& file) {
    switch (part) {
        case Part::kInvoiced: return BilledOfOrder(file);
        case Part::kRefunded: return GivenBackOfOrder(file);
        case Part::kCanceled: {
            const bool is_over = std::all_of(order.items.begin(), order.items.end(), IsAllSettled);
            if (!is_over) {
                return OfOrder(order, part);
            }
            const PartAmounts whole{order.totals.subtotal, order.totals.tax, order.totals.shipping,
                                    order.totals.discount};
            return Minus(whole, BilledOfOrder(file));
        }
    }
    base::Check(false, "unknown Part");
    return {};
}

}  // namespace

bool NeedsDocuments(const Order& order) {
    return !order.totals.refunded.IsZero() ||
           std::any_of(order.items.begin(), order.items.end(), [](const OrderItem& item) {
               const bool is_billed_in_part = item.invoiced > 0 && item.invoiced < item.ordered;
               return is_billed_in_part || item.Refunded() > 0;
           });
}

std::int64_t PieceCount(const OrderItem& item, Part part) {
    switch (part) {
        case Part::kInvoiced: return item.invoiced;
        case Part::kRefunded: return item.refunded_shipped + item.refunded_unshipped;
        case Part::kCanceled: return item.canceled;
    }
    base::Check(false, "unknown Part");
    return 0;
}

Money GoodsDiscount(const LineAmounts& amounts) {
    return amounts.discount - amounts.shipping_discount;
}

Money GoodsTax(const LineAmounts& amounts) {
    const Money net = amounts.row_tax - GoodsDiscountTax(amounts);
    return net.IsNegative() ? Money::Zero(net.currency()) : net;
}

Money ShippingTax(const LineAmounts& amounts) {
    const Money net = amounts.shipping_tax - (DiscountTax(amounts) - GoodsDiscountTax(amounts));
    return net.IsNegative() ? Money::Zero(net.currency()) : net;
}

Money ShippingTax(const Order& order) {
    Money tax = order.totals.shipping_tax;
    for (const OrderItem& item : order.items) {
        tax -= DiscountTax(item.amounts) - GoodsDiscountTax(item.amounts);
    }
    return tax.IsNegative() ? Money::Zero(tax.currency()) : tax;
}

PartAmounts OfLine(const OrderItem& item, Part part, const domain::OrderFile* file) {
    if (file != nullptr) {
        return OfDocuments(item, part, *file);
    }
    const std::int64_t pieces = PieceCount(item, part);
    if (pieces == 0 || item.ordered == 0) {
        return {};
    }
    PartAmounts amounts;
    amounts.subtotal = Share(item.amounts.row_total, pieces, item.ordered);
    amounts.tax = Share(GoodsTax(item.amounts), pieces, item.ordered);
    amounts.discount = Share(GoodsDiscount(item.amounts), pieces, item.ordered);
    return amounts;
}

PartAmounts OfOrder(const Order& order, Part part, const domain::OrderFile* file) {
    if (file != nullptr) {
        return OfDocuments(order, part, *file);
    }
    if (IsWhole(order, part)) {
        return {order.totals.subtotal, order.totals.tax, order.totals.shipping,
                order.totals.discount};
    }
    PartAmounts sum;
    bool has_any = false;
    for (const OrderItem& item : order.items) {
        const PartAmounts line = OfLine(item, part);
        sum.subtotal += line.subtotal;
        sum.tax += line.tax;
        sum.discount += line.discount;
        has_any = has_any || PieceCount(item, part) > 0;
    }
    if (part == Part::kInvoiced && has_any) {
        sum.shipping = order.totals.shipping;
        sum.tax += ShippingTax(order);
        sum.discount += order.totals.shipping_discount;
    }
    return sum;
}

}  // namespace orderyard::api::rest
