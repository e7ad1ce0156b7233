// Cancels a channel order as a whole at its channel, whether or not it has become a commerce order.
#pragma once

#include "actions/order_step.hpp"
#include "domain/channel/store.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::actions {

// Only while nothing of it was shipped, and only orders the merchant ships. One without a commerce
// order (import is off, a strict store waits for the catalog) gets one first: a cancel needs a
// place for its reason, its history and its follow-up. kNotFound; kNotAllowed says why and what to
// do instead.
Processed CancelChannelOrder(const Step& step, const domain::Store& store,
                             domain::ChannelOrderId id, const domain::CancelRequest& request);

}  // namespace orderyard::actions
