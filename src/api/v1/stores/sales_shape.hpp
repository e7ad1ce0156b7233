// Sales by day, and how they compare to the time before.
#pragma once

#include <vector>

#include "api/json_writer.hpp"
#include "ports/sales_figures.hpp"

namespace orderyard::api::v1 {

// "sales": {days: [{from, orders, totals: [money]}], orders, totals, previous_orders,
// previous_totals, change_percent}. `days` is an even number of days: the second half is shown, the
// first is what it is compared to. change_percent is of the currency that sells most; null when
// nothing of it was sold before.
void WriteSales(JsonWriter& json, const std::vector<ports::SalesDay>& days);

}  // namespace orderyard::api::v1
