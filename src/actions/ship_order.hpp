// Books pieces of an order as shipped; a channel is told about every package.
#pragma once

#include <string>

#include "actions/order_step.hpp"
#include "domain/shipment/decide_shipment.hpp"

namespace orderyard::actions {

Processed ShipOrder(const Step& step, domain::OrderId order, const domain::ShipRequest& request);

}  // namespace orderyard::actions
