// Questions a channel order can answer about itself.
#include "domain/channel/channel_order.hpp"

#include <algorithm>

namespace orderyard::domain {
namespace {

template <class Member>
std::int64_t SumOf(const std::vector<ChannelOrderItem>& items, Member member) {
    std::int64_t sum = 0;
    for (const auto& item : items) {
        sum += item.*member;
    }
    return sum;
}

}  // namespace

bool ChannelOrder::HasProgram(std::string_view program) const {
    return std::find(programs.begin(), programs.end(), program) != programs.end();
}

bool ChannelOrder::BuyerAsksToCancel() const {
    return std::any_of(items.begin(), items.end(),
                       [](const auto& item) { return !item.cancel_requested_by.empty(); });
}

std::int64_t ChannelOrder::QuantityOrdered() const {
    return SumOf(items, &ChannelOrderItem::quantity_ordered);
}

std::int64_t ChannelOrder::QuantityFulfilled() const {
    return SumOf(items, &ChannelOrderItem::quantity_fulfilled);
}

std::int64_t ChannelOrder::QuantityUnfulfilled() const {
    return SumOf(items, &ChannelOrderItem::quantity_unfulfilled);
}

}  // namespace orderyard::domain
