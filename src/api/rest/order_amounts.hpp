// Amounts Magento shows that the order does not keep as such: goods tax net of the discount's, and
// what of each total is invoiced, refunded or cancelled so far. Pure arithmetic on the order's
// counters.
#pragma once

#include <cstdint>

#include "base/money.hpp"
#include "domain/order/order_file.hpp"

namespace orderyard::api::rest {

enum class Part { kInvoiced, kRefunded, kCanceled };

std::int64_t PieceCount(const domain::OrderItem& item, Part part);

base::Money GoodsDiscount(const domain::LineAmounts& amounts);  // positive; without the shipping's
base::Money GoodsTax(
    const domain::LineAmounts& amounts);  // what the discount saved in tax is taken off
base::Money ShippingTax(const domain::LineAmounts& amounts);  // likewise
base::Money ShippingTax(const domain::Order& order);          // over all lines

struct PartAmounts {
    base::Money subtotal, tax, shipping, discount;  // all positive
};

// Whether the counters alone do not tell all amounts: pieces of a line were billed apart, or
// something was given back.
bool NeedsDocuments(const domain::Order& order);

// With the order's documents: what they say. Without (null): by pieces of the line, rounded half up
// (Magento's rule); the whole line gives the whole amounts.
PartAmounts OfLine(const domain::OrderItem& item, Part part,
                   const domain::OrderFile* file = nullptr);
// Of the order: all pieces give all of each total. Without documents shipping belongs to the first
// invoice and to complete cancellations and refunds.
PartAmounts OfOrder(const domain::Order& order, Part part, const domain::OrderFile* file = nullptr);

}  // namespace orderyard::api::rest
