// The ids may repeat.
#include "api/rest/orders_by_id.hpp"

#include "ports/order_store.hpp"

namespace orderyard::api::rest {

std::map<domain::OrderId, domain::Order> OrdersById(ports::Transaction& tx,
                                                    const std::vector<domain::OrderId>& ids) {
    std::map<domain::OrderId, domain::Order> orders;
    for (const domain::OrderId id : ids) {
        orders.try_emplace(id);
    }
    if (orders.empty()) {
        return orders;
    }
    ports::Filter filter{"entity_id", ports::FilterOp::kIn, {}};
    for (const auto& [id, order] : orders) {
        filter.values.push_back(std::to_string(id.value));
    }
    ports::SearchQuery query;
    query.groups = {{std::move(filter)}};
    query.page_size = static_cast<std::int64_t>(orders.size());
    if (auto page = tx.orders().Search(query)) {
        for (domain::Order& order : page->orders) {
            orders[order.id] = std::move(order);
        }
        return orders;
    }
    // More than one question may name: one by one.
    for (auto& [id, order] : orders) {
        order = tx.orders().Load(id).value_or(domain::Order{});
    }
    return orders;
}

}  // namespace orderyard::api::rest
