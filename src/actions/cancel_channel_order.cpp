// Takes the order in, if need be past the store's settings, then cancels the commerce order as
// always: there is one way to tell a channel of a cancel.
#include "actions/cancel_channel_order.hpp"

#include "actions/cancel_order.hpp"
#include "actions/settle_channel_order.hpp"
#include "domain/channel/cancel_at_channel.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::actions {
namespace {

// The settings under which whatever can be imported is.
domain::Store Relaxed(domain::Store store) {
    store.settings.import_enabled = true;
    store.settings.import_from.reset();
    store.settings.strict_blocking = false;
    return store;
}

}  // namespace

Processed CancelChannelOrder(const Step& step, const domain::Store& store,
                             domain::ChannelOrderId id, const domain::CancelRequest& request) {
    const auto channel = step.tx.channel_orders().LoadForUpdate(id);
    if (!channel) {
        return base::Fail(base::NotFound("This store has no order with this number."));
    }
    if (const auto refusal = domain::WhyNotCancelAtChannel(*channel)) {
        return base::Fail(domain::ToError(*refusal));
    }
    if (!store.is_active || store.is_archived) {
        return base::Fail(domain::ToError(
            {"store_inactive", "This store is not active: it makes no calls. Activate it first."}));
    }
    auto order = step.tx.orders().FindByChannelOrder(id);
    if (!order) {
        SettleStored(step.tx, Relaxed(store), id, step.now);
        order = step.tx.orders().FindByChannelOrder(id);
    }
    if (!order) {
        const auto verdict = step.tx.channel_orders().LoadVerdict(id);
        return base::Fail(domain::ToError(
            {"cannot_be_imported", verdict ? verdict->text : "The order cannot be read."}));
    }
    return CancelOrder(step, *order, request);
}

}  // namespace orderyard::actions
