// The currency keys of orders and documents: the shop's currency is the order's, so all rates
// are 1.
#pragma once

#include "api/json_writer.hpp"
#include "base/money.hpp"

namespace orderyard::api::rest {

void WriteCurrency(JsonWriter& json, base::Currency currency);

}  // namespace orderyard::api::rest
