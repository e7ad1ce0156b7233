// Turns the amounts a channel gave into the amounts of a commerce order, to the last minor unit.
// Nothing is recomputed: what does not add up in the channel's own figures becomes a visible
// rounding and a finding.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/order/order.hpp"

namespace orderyard::domain {

struct PricedOrder {
    std::vector<LineAmounts> lines;  // in the order of ChannelOrder::items
    OrderTotals totals;              // paid, invoiced, refunded, canceled are zero
    // Why a person should look at the money: "amounts_missing", "line_sum", "order_sum",
    // "unit_price", "tax_unclear"; each with the line's SKU or empty. Empty: everything adds up.
    struct Finding {
        std::string code;
        std::string sku;
        std::string text;
    };
    std::vector<Finding> findings;
};

// kInvalidInput (field "currency") when the order has no currency or mixes two.
base::Result<PricedOrder> PriceChannelOrder(const ChannelOrder& order);

// Pieces of a line that are not canceled at the channel, shipped or not.
std::int64_t AliveAtChannel(const ChannelOrder& order, const ChannelOrderItem& item);

// How many pieces the line's amounts are for. Of a line with canceled pieces some answers keep the
// quantity and tell the money of those left, some the money of all: the unit price tells which.
// nullopt: it does not.
std::optional<std::int64_t> PricedPieces(const ChannelOrder& order, const ChannelOrderItem& item);

// What the first `pieces` of a line of `ordered` pieces cost. All pieces together cost exactly
// `total`.
base::Money AmountForPieces(const base::Money& total, std::int64_t pieces, std::int64_t ordered);

}  // namespace orderyard::domain
