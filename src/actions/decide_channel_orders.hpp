// Decides stored channel orders again: when their verdict asked for another look, or after a
// person's fix.
#pragma once

#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// These, each in a transaction of its own; returns how many changed. One that fails is logged and
// passed over.
int DecideChannelOrders(ports::Database& database, const ports::Clock& clock,
                        const std::vector<domain::ChannelOrderId>& ids);

// All of the store whose next look is due; returns how many changed. Bounded per call.
int DecideDueChannelOrders(ports::Database& database, const ports::Clock& clock,
                           domain::StoreId store);

// Those without a commerce order that hold this SKU; returns how many changed.
int DecideChannelOrdersOfSku(ports::Database& database, const ports::Clock& clock,
                             const std::string& sku);

}  // namespace orderyard::actions
