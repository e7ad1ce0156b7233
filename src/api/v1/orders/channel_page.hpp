// Where a person finds an order in the channel's own web pages.
#pragma once

#include <string>
#include <string_view>

namespace orderyard::api::v1 {

// The order's page in Amazon Seller Central; "" for a marketplace we do not know.
std::string ChannelPageOf(std::string_view marketplace_id, std::string_view number);

}  // namespace orderyard::api::v1
