// Commerce orders read from their tables: one statement for orders with all that is one-to-one, one
// for lines, one for exceptions, however many orders are asked for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/order/order.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

std::optional<domain::Order> LoadOrder(sql::Connection& connection, const Keys& keys,
                                       domain::OrderId id);
// Those that exist, in the order of `ids`.
std::vector<domain::Order> LoadOrders(sql::Connection& connection, const Keys& keys,
                                      const std::vector<domain::OrderId>& ids);

}  // namespace orderyard::storage
