// The correction is kept sealed with the channel order, beside the channel's own address; the event
// says only that it happened and where to.
#include "actions/correct_channel_address.hpp"

#include "actions/correct_address.hpp"
#include "actions/settle_channel_order.hpp"
#include "domain/channel/correct_channel_address.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::actions {

base::Result<> CorrectChannelAddress(const Step& step, const domain::Store& store,
                                     domain::ChannelOrderId id,
                                     const domain::AddressCorrection& correction) {
    ports::ChannelOrderStore& orders = step.tx.channel_orders();
    auto channel = orders.LoadForUpdate(id);
    if (!channel) {
        return base::Fail(base::NotFound("This store has no order with this number."));
    }
    const auto corrected = domain::DecideChannelAddress(*channel, correction);
    if (!corrected) {
        return base::Fail(corrected.error());
    }
    const auto order = step.tx.orders().FindByChannelOrder(id);
    if (order) {
        const auto changed =
            CorrectAddress(step, *order, domain::AddressKind::kShipping, correction);
        if (!changed) {
            return base::Fail(changed.error());
        }
    }
    const std::string city_before = channel->personal.corrected.IsSet()
                                        ? channel->personal.corrected.city
                                        : channel->ship_to.city;
    channel->personal.corrected = *corrected;
    const auto head = orders.FindHead(store.id, channel->number);
    const auto payload = orders.LoadPayload(id);
    const auto verdict = orders.LoadVerdict(id);
    if (!head || !payload || !verdict) {
        throw ports::VersionConflict("the channel order vanished");
    }
    orders.Update(*channel, head->content_hash, *payload, *verdict);
    orders.AppendEvent(id, {step.now, "address_corrected", city_before, corrected->city});
    if (!order) {
        SettleStored(step.tx, store, id, step.now);
    }
    return {};
}

}  // namespace orderyard::actions
