// The one decision about a channel order: its verdict, and what becomes of its commerce order.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/channel/import_rules.hpp"
#include "domain/order/order_change.hpp"

namespace orderyard::domain {

// How a channel appears on commerce orders.
struct ChannelProfile {
    std::string title;                    // before the service level in shipping_description
    std::string payment_method;           // code of the payment method, e.g. "agorapayment"
    std::string payment_title;            // its name for people
    std::string order_number_label;       // key of the channel's number among the payment details
    std::string shipping_carrier;         // the part of the method code before the underscore
    std::string channel_shipping_method;  // whole method code when the channel ships
    std::vector<std::string>
        bill_marketplaces;  // those whose buyers get our bills from the channel
};

struct ChannelCase {
    const ChannelOrder& channel;  // as the channel says now
    const ChannelOrder*
        channel_before;  // what was stored before, or null when it is the same or unknown
    const Store& store;
    const std::vector<CatalogLine>& catalog;   // a line for each of channel.items
    const std::optional<OrderFile>& existing;  // its commerce order, if there is one
    const StatusBook& statuses;
    const ChannelProfile& profile;
    base::Instant now;
};

struct Decision {
    Verdict verdict;
    // A new order has no id and its items provisional ones; empty: nothing to save.
    std::optional<OrderChange> change;
};

// Deciding twice with the same input changes nothing the second time.
Decision DecideChannelOrder(const ChannelCase& input);

}  // namespace orderyard::domain
