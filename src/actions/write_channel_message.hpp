// Puts a message to a buyer, which the order's channel carries itself, into the queue.
#pragma once

#include <string>

#include "actions/order_step.hpp"

namespace orderyard::actions {

// `kind`: of domain/mail/channel_message.hpp. Whether the channel allows it is seen when it is
// sent. kNotFound: no such order; kNotAllowed: not an order of a channel; kInvalidInput names
// "kind" or "text"; kConflict: one of this kind is on its way.
base::Result<> WriteChannelMessage(const Step& step, domain::OrderId order, const std::string& kind,
                                   const std::string& text);

}  // namespace orderyard::actions
