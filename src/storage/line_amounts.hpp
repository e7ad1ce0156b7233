// Amounts on their way to columns and back. LineAmounts are thirteen columns in one fixed order,
// the same for lines of orders and of invoices.
#pragma once

#include <stdexcept>
#include <vector>

#include "domain/order/order.hpp"
#include "storage/sql/row_reader.hpp"
#include "storage/sql/value.hpp"

namespace orderyard::storage {

// An amount in the currency of its order; another currency here is our bug, stored it would be a
// lie.
inline std::int64_t Units(const base::Money& amount, base::Currency currency) {
    if (amount.currency() != currency && !amount.IsZero()) {
        throw std::logic_error("an amount of the order is not in the order's currency");
    }
    return amount.units();
}

inline constexpr const char* kLineAmountColumns =
    "row_total, row_tax, shipping, shipping_tax, gift_wrap, gift_wrap_tax, fee, fee_tax, discount, "
    "shipping_discount, tax, rounding, total";

inline void AppendLineAmounts(std::vector<sql::Value>& values, const domain::LineAmounts& line,
                              base::Currency currency) {
    for (const base::Money* amount :
         {&line.row_total, &line.row_tax, &line.shipping, &line.shipping_tax, &line.gift_wrap,
          &line.gift_wrap_tax, &line.fee, &line.fee_tax, &line.discount, &line.shipping_discount,
          &line.tax, &line.rounding, &line.total}) {
        values.emplace_back(Units(*amount, currency));
    }
}

inline domain::LineAmounts ReadLineAmounts(sql::RowReader& row, base::Currency currency) {
    domain::LineAmounts line;
    for (base::Money* amount :
         {&line.row_total, &line.row_tax, &line.shipping, &line.shipping_tax, &line.gift_wrap,
          &line.gift_wrap_tax, &line.fee, &line.fee_tax, &line.discount, &line.shipping_discount,
          &line.tax, &line.rounding, &line.total}) {
        *amount = row.Money(currency);
    }
    return line;
}

}  // namespace orderyard::storage
