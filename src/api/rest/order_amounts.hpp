// Amounts Magento shows that the order does not keep as such: goods tax net of the discount's, and
// what of each total is invoiced, refunded or cancelled so far. Pure arithmetic on the order's
// counters.
#pragma once

#include <cstdint>

#include "base/money.hpp"
#include "domain/order/order.hpp"

namespace orderyard::api::rest {

enum class Part { kInvoiced, kRefunded, kCanceled };

std::int64_t PieceCount(const domain::OrderItem& item, Part part);

base::Money GoodsDiscount(const domain::LineAmounts& amounts);  // positive; without the shipping's
base::Money GoodsTax(
    const domain::LineAmounts& amounts);              // what the discount saved in tax is taken off
base::Money ShippingTax(const domain::Order& order);  // likewise, over all lines

struct PartAmounts {
    base::Money subtotal, tax, shipping, discount;  // all positive
};

// By pieces of the line, rounded half up (Magento's rule); the whole line gives the whole amounts.
PartAmounts OfLine(const domain::OrderItem& item, Part part);
// Of the order: all pieces give all of each total. Shipping belongs to the first invoice and to
// complete cancellations and refunds.
PartAmounts OfOrder(const domain::Order& order, Part part);

}  // namespace orderyard::api::rest
