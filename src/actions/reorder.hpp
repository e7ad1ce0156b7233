// Makes a new order of our own with the lines, prices and addresses of an old one.
#pragma once

#include "actions/order_step.hpp"

namespace orderyard::actions {

// The new order. The old one's history gets a line too.
Processed Reorder(const Step& step, domain::OrderId order);

}  // namespace orderyard::actions
