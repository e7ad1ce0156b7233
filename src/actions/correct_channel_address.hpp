// Corrects where a channel order goes; the channel is not told. The order is then tried again.
#pragma once

#include "actions/order_step.hpp"
#include "domain/channel/store.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::actions {

// Also corrects the commerce order, when there is one that still can be. kNotFound; else what
// domain::DecideChannelAddress refuses.
base::Result<> CorrectChannelAddress(const Step& step, const domain::Store& store,
                                     domain::ChannelOrderId id,
                                     const domain::AddressCorrection& correction);

}  // namespace orderyard::actions
