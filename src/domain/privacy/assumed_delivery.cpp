// Too early would take an address away that is still needed, too late would break the promise to
// the channel: each date is the latest one that the data leaves open.
#include "domain/privacy/assumed_delivery.hpp"

#include <algorithm>

namespace orderyard::domain {
namespace {

constexpr base::Duration kTransitMax = base::Duration::Days(10);

std::optional<base::Instant> LastShippedAt(const ChannelOrder& order) {
    std::optional<base::Instant> last;
    for (const ChannelPackage& package : order.packages) {
        if (package.shipped_at) {
            last = last ? std::max(*last, *package.shipped_at) : *package.shipped_at;
        }
    }
    return last;
}

// The channel's own word for it; an unknown one only makes the term longer.
bool IsAllDelivered(const ChannelOrder& order) {
    return !order.packages.empty() &&
           std::all_of(order.packages.begin(), order.packages.end(),
                       [](const ChannelPackage& package) { return package.status == "DELIVERED"; });
}

base::Instant PromisedDelivery(const ChannelOrder& order) {
    const auto shipped_at = LastShippedAt(order);
    const auto& promised = order.deliver_by.latest;
    if (promised && (!shipped_at || *shipped_at <= *promised)) {
        return *promised;
    }
    return shipped_at.value_or(order.updated_at) + kTransitMax;
}

base::Instant DeliveryOfShipped(const ChannelOrder& order) {
    const base::Instant promised = PromisedDelivery(order);
    return IsAllDelivered(order) ? std::min(promised, order.updated_at) : promised;
}

}  // namespace

std::optional<base::Instant> AssumedDelivery(const ChannelOrder& order) {
    switch (order.status) {
        case ChannelStatus::kShipped: return DeliveryOfShipped(order);
        case ChannelStatus::kCanceled:
        case ChannelStatus::kUnfulfillable: return order.updated_at;
        case ChannelStatus::kUnknown:
        case ChannelStatus::kPendingAvailability:
        case ChannelStatus::kPending:
        case ChannelStatus::kUnshipped:
        case ChannelStatus::kPartiallyShipped: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace orderyard::domain
