// One transaction an order, so that one that fails does not hold up the others.
#include "actions/decide_channel_orders.hpp"

#include "actions/settle_channel_order.hpp"
#include "base/log.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

constexpr int kDueLooksMax = 500;        // the rest comes with the next call
constexpr int kSkuLooksMax = 1'000'000;  // ids only; all that wait are released at once

}  // namespace

int DecideChannelOrders(ports::Database& database, const ports::Clock& clock,
                        const std::vector<domain::ChannelOrderId>& ids) {
    int changed = 0;
    for (const auto id : ids) {
        try {
            bool is_changed = false;
            database.Write([&](ports::Transaction& tx) {
                is_changed = false;
                const auto channel = tx.channel_orders().Load(id);
                const auto store = channel ? tx.stores().Load(channel->store_id) : std::nullopt;
                is_changed = store && SettleStored(tx, *store, id, clock.Now());
            });
            changed += is_changed ? 1 : 0;
        } catch (const ports::DatabaseUnavailable&) {
            throw;
        } catch (const std::exception& e) {
            base::LogError("decide_failed", {{"channel_order_id", id.value}, {"error", e.what()}});
        }
    }
    return changed;
}

int DecideDueChannelOrders(ports::Database& database, const ports::Clock& clock,
                           domain::StoreId store) {
    std::vector<domain::ChannelOrderId> ids;
    database.Read([&](ports::Transaction& tx) {
        ids = tx.channel_orders().DueForLook(store, clock.Now(), kDueLooksMax);
    });
    return DecideChannelOrders(database, clock, ids);
}

int DecideChannelOrdersOfSku(ports::Database& database, const ports::Clock& clock,
                             const std::string& sku) {
    std::vector<domain::ChannelOrderId> ids;
    database.Read([&](ports::Transaction& tx) {
        ids = tx.channel_orders().WaitingForSku(sku, kSkuLooksMax);
    });
    return DecideChannelOrders(database, clock, ids);
}

}  // namespace orderyard::actions
