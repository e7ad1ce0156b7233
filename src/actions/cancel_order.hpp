// Cancels an order or pieces of it; an order of a channel is asked to be canceled there first.
#pragma once

#include "actions/order_step.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::actions {

Processed CancelOrder(const Step& step, domain::OrderId order,
                      const domain::CancelRequest& request);

// Takes back a cancel that has not left for the channel yet.
Processed GiveUpCancel(const Step& step, domain::OrderId order);

}  // namespace orderyard::actions
