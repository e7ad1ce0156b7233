// How much of an order is for us to ship now; what work queues are made of.
#pragma once

#include <algorithm>
#include <cstdint>

#include "domain/order/order.hpp"

namespace orderyard::domain {

// 0 while it is not due: unpaid, in review, held, asked to be canceled, or shipped by the channel.
inline std::int64_t PiecesToShip(const Order& order) {
    const bool is_ours = !order.channel || order.channel->fulfilled_by != FulfilledBy::kChannel;
    const bool is_due = order.state == OrderState::kNew || order.state == OrderState::kProcessing;
    if (!is_ours || !is_due || order.pending_cancel) {
        return 0;
    }
    std::int64_t pieces = 0;
    for (const OrderItem& item : order.items) {
        pieces += std::max<std::int64_t>(item.ToShip(), 0);
    }
    return pieces;
}

}  // namespace orderyard::domain
