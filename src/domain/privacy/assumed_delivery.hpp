// From when on an order's personal data is no longer needed: the term of its purge begins here.
#pragma once

#include <optional>

#include "base/instant.hpp"
#include "domain/channel/channel_order.hpp"

namespace orderyard::domain {

// When the order was with its buyer at the latest: the end of the promised window; shipped later
// than promised, or without a promise, ten days after the last package left. The channel tells no
// time of delivery, but that it was: then no later than the order's last change. Cancelled: the
// last change. nullopt while something may still be shipped.
std::optional<base::Instant> AssumedDelivery(const ChannelOrder& order);

}  // namespace orderyard::domain
