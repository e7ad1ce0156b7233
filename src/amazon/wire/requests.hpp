// What we send to Amazon as JSON: Orders API v0 confirmShipment, Orders API 2026-01-01 cancelOrder
// and Feeds API 2021-06-30, member for member as in Amazon's models.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace orderyard::amazon::wire {

struct ShippedItem {
    std::string order_item_id;
    std::int64_t quantity = 0;
};

// One package. Empty optional members are left out.
struct ShipmentConfirmation {
    std::string marketplace_id;
    std::string package_reference_id;  // digits; a JSON number in its place is refused
    std::string carrier_code;
    std::string carrier_name;     // only with the code "Other"
    std::string shipping_method;  // optional
    std::string tracking_number;
    std::string ship_date;  // ISO 8601
    std::vector<ShippedItem> items;
};

std::string WriteShipmentConfirmation(const ShipmentConfirmation& confirmation);
// What an earlier text of ours said: for comparing it with what Amazon shows.
base::Result<ShipmentConfirmation> ReadShipmentConfirmation(std::string_view text);
std::string WriteCancellation(const std::string& reason_code);
std::string WriteFeedDocumentRequest(const std::string& content_type);
std::string WriteFeedRequest(const std::string& feed_type,
                             const std::vector<std::string>& marketplace_ids,
                             const std::string& document_id,
                             const std::string& options_json = {});  // an object, or none

}  // namespace orderyard::amazon::wire
