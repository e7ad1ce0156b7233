// In the order of precedence.
#include "domain/channel/cancel_at_channel.hpp"

namespace orderyard::domain {

std::optional<Refusal> WhyNotCancelAtChannel(const ChannelOrder& order) {
    if (order.is_foreign) {
        return Refusal{"foreign_channel", "Sold elsewhere; cancel it where it was sold."};
    }
    if (order.fulfilled_by != FulfilledBy::kMerchant) {
        return Refusal{"channel_ships",
                       "The channel ships this order; cancel it in Seller Central."};
    }
    switch (order.status) {
        case ChannelStatus::kUnshipped: return std::nullopt;
        case ChannelStatus::kPending:
        case ChannelStatus::kPendingAvailability:
            return Refusal{"pending",
                           "Not paid yet; until it is, only the buyer or Seller Central "
                           "can cancel it."};
        case ChannelStatus::kPartiallyShipped:
            return Refusal{"partially_shipped",
                           "A part has left; cancel the rest line by line on the order's "
                           "page, or in Seller Central."};
        case ChannelStatus::kShipped:
            return Refusal{"shipped", "It has left; give the money back with a credit memo."};
        case ChannelStatus::kCanceled: return Refusal{"canceled", "It is canceled already."};
        case ChannelStatus::kUnfulfillable:
        case ChannelStatus::kUnknown: break;
    }
    return Refusal{"unknown_status",
                   "Its status is not one we know; look at it in Seller Central."};
}

}  // namespace orderyard::domain
