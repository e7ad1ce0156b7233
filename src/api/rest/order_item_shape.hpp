// Magento's OrderItem. Row totals go out net of the discount, as every REST read of Magento's does.
#pragma once

#include "api/json_writer.hpp"
#include "domain/order/order_file.hpp"

namespace orderyard::api::rest {

// `file`: the order with its documents, where they are needed (order_amounts.hpp), else null.
void WriteOrderItem(JsonWriter& json, const domain::Order& order, const domain::OrderItem& item,
                    const domain::OrderFile* file = nullptr);

// "base_<name>" and "<name>": the shop's currency is the order's, so the twins are always equal.
void Twins(JsonWriter& json, std::string_view name, const base::Money& amount);

}  // namespace orderyard::api::rest
