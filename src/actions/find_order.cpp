// Our own numbers first: they are what people see most.
#include "actions/find_order.hpp"

#include "ports/channel_order_store.hpp"
#include "ports/order_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {

std::optional<domain::OrderId> FindOrder(ports::Transaction& tx, const std::string& number) {
    for (const auto& view : tx.stores().ListViews()) {
        if (const auto id = tx.orders().FindByIncrementId(view.id, number)) {
            return id;
        }
    }
    for (const auto& store : tx.stores().List(true)) {
        if (const auto head = tx.channel_orders().FindHead(store.id, number)) {
            return tx.orders().FindByChannelOrder(head->id);
        }
    }
    return std::nullopt;
}

}  // namespace orderyard::actions
