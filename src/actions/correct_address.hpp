// Corrects an order's address here; the channel is not told.
#pragma once

#include "actions/order_step.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::actions {

Processed CorrectAddress(const Step& step, domain::OrderId order, domain::AddressKind kind,
                         const domain::AddressCorrection& correction);

}  // namespace orderyard::actions
