// Where a person finds an order in the channel's own web pages.
#pragma once

#include <string>

#include "domain/order/order.hpp"

namespace orderyard::api::v1 {

// The order's page in Amazon Seller Central; "" for a marketplace we do not know.
std::string ChannelPageOf(const domain::ChannelLink& link);

}  // namespace orderyard::api::v1
