// What differs between an order as Amazon shows it and as it is here. Reads only.
#pragma once

#include <string>
#include <vector>

#include "domain/channel/channel_order.hpp"
#include "domain/channel/store.hpp"
#include "domain/follow_up/follow_up.hpp"
#include "ports/database.hpp"

namespace orderyard::amazon {

struct OrderDifference {
    std::string kind;  // of ports::Difference, or "doubled"
    std::string text;  // with both values; no personal data
};

struct OrderComparison {
    bool is_here = false;
    std::vector<OrderDifference> differences;
    // Told to Amazon, seen there once, and gone: to be told again.
    std::vector<domain::FollowUp> lost_packages;

    bool Has(std::string_view kind) const;
};

// `is_from_look`: the text is Amazon's answer about this one order, so that an older one than ours
// is a difference, too.
OrderComparison CompareOrder(ports::Transaction& tx, const domain::Store& store,
                             const domain::ChannelOrder& shown, bool is_from_look);

}  // namespace orderyard::amazon
