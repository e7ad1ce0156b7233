// Stops an order until a person or a date lets it go on.
#pragma once

#include "actions/order_step.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::actions {

Processed HoldOrder(const Step& step, domain::OrderId order, const domain::HoldRequest& request);

}  // namespace orderyard::actions
