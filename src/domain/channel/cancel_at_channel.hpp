// Whether a whole channel order can be canceled from here.
#pragma once

#include <optional>

#include "domain/channel/channel_order.hpp"
#include "domain/order/order_rules.hpp"

namespace orderyard::domain {

// Why not, and what to do instead; nullopt: it can. Only what the merchant ships and nothing of
// which has left.
std::optional<Refusal> WhyNotCancelAtChannel(const ChannelOrder& order);

}  // namespace orderyard::domain
