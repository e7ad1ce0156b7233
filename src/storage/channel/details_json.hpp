// The parts of channel orders that are shown but neither filtered, sorted nor summed, as one JSON
// text a row, and lists of name/value pairs as JSON. Reading is tolerant: a missing member keeps
// its default.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/channel/channel_order.hpp"

namespace orderyard::storage {

using TextPairs = std::vector<std::pair<std::string, std::string>>;

std::string PairsToJson(const TextPairs& pairs);
TextPairs PairsFromJson(std::string_view json);  // throws std::runtime_error, as all readers here

// Everything of the order or item that has no column of its own.
std::string DetailsOf(const domain::ChannelOrder& order);
void ReadDetails(std::string_view json, domain::ChannelOrder& order);
// Of an order's details only what lists show: service level, programs, replaced number.
void ReadListedDetails(std::string_view json, domain::ChannelOrder& order);
std::string DetailsOf(const domain::ChannelOrderItem& item);
void ReadDetails(std::string_view json, domain::ChannelOrderItem& item);

}  // namespace orderyard::storage
