// Writes a comment into an order's history, with another status of the same state if wanted.
#pragma once

#include "actions/order_step.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::actions {

Processed AddComment(const Step& step, domain::OrderId order,
                     const domain::CommentRequest& request);

}  // namespace orderyard::actions
