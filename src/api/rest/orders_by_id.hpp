// Several orders in one question, for lists of what belongs to orders.
#pragma once

#include <map>
#include <vector>

#include "domain/order/order_file.hpp"
#include "ports/database.hpp"

namespace orderyard::api::rest {

std::map<domain::OrderId, domain::Order> OrdersById(ports::Transaction& tx,
                                                    const std::vector<domain::OrderId>& ids);

}  // namespace orderyard::api::rest
