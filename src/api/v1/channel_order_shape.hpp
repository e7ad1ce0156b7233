// A whole channel order as JSON: what the channel said, in our words, personal data included.
#pragma once

#include "api/json_writer.hpp"
#include "domain/channel/channel_order.hpp"

namespace orderyard::api::v1 {

// "details", "items" and "packages" of the open object.
void WriteChannelOrder(JsonWriter& json, const domain::ChannelOrder& order);

}  // namespace orderyard::api::v1
