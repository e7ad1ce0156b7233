// Magento's OrderPayment, and the keyed twin of its key-less list of details.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "api/json_writer.hpp"
#include "domain/order/order.hpp"

namespace orderyard::api::rest {

// What staff and clients are shown of the payment, in order: the method's title first, the
// channel's order number always, the amounts Magento has no columns for when there are any.
std::vector<std::pair<std::string, std::string>> PaymentDetails(const domain::Order& order);

void WritePayment(JsonWriter& json, const domain::Order& order);

}  // namespace orderyard::api::rest
