// Lets a held order go on where it was.
#pragma once

#include "actions/order_step.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::actions {

Processed UnholdOrder(const Step& step, domain::OrderId order);

}  // namespace orderyard::actions
