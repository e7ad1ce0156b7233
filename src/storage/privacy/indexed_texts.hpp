// Which texts of an order can be searched for. Whoever writes an order and whoever builds its index
// anew must make the same tokens: a contentless index cannot be asked for them.
#pragma once

#include "domain/privacy/personal_data.hpp"
#include "storage/privacy/blind_index.hpp"

namespace orderyard::storage {

// In "sales_order_search".
Tokens OrderTokens(const BlindIndex& index, const domain::PersonalData& data);
// In "channel_order_search".
Tokens ChannelOrderTokens(const BlindIndex& index, const domain::PersonalData& data);

}  // namespace orderyard::storage
