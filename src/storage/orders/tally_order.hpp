// Keeps the tallies of the order list (lists/tallies.hpp) true: to be called in the transaction
// that writes the order, for every order written.
#pragma once

#include "domain/order/order.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

void TallyNew(sql::Connection& connection, const domain::Order& order);
void TallyChange(sql::Connection& connection, const domain::Order& before,
                 const domain::Order& after);

}  // namespace orderyard::storage
