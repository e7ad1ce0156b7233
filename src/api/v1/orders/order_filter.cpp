// In the neutral form of searches; newest orders first.
#include "api/v1/orders/order_filter.hpp"

#include "base/text.hpp"
#include "domain/order/order_state.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {

using ports::FilterOp;

base::Result<OrderFilter> ReadOrderFilter(const QueryReader& query) {
    OrderFilter filter;
    filter.statuses = query.List("status");
    filter.states = query.List("state");
    const auto store = query.Text("store");
    const auto q = store ? query.Text("q") : store;
    if (!q) {
        return base::Fail(q.error());
    }
    const auto attention = query.Int("needs_attention", -1, 0, 1);
    if (!attention) {
        return base::Fail(attention.error());
    }
    filter.store = *store;
    filter.q = std::string(base::Trim(*q));
    if (*attention >= 0) {
        filter.needs_attention = *attention == 1;
    }
    return filter;
}

OrderFilter ReadOrderFilter(BodyReader& body) {
    OrderFilter filter;
    filter.statuses = body.Texts("status");
    filter.states = body.Texts("state");
    filter.store = body.Text("store");
    filter.q = body.Text("q");
    if (body.Has("needs_attention")) {
        filter.needs_attention = body.Flag("needs_attention", false);
    }
    return filter;
}

base::Result<ports::SearchQuery> ToQuery(ports::Transaction& tx, const OrderFilter& filter) {
    ports::SearchQuery query;
    query.sort = {{"entity_id", true}};
    if (!filter.statuses.empty()) {
        query.groups.push_back({{"status", FilterOp::kIn, filter.statuses}});
    }
    for (const std::string& state : filter.states) {
        if (!domain::OrderStateFrom(state)) {
            return base::Fail(base::InvalidInput("state", "There is no such state."));
        }
    }
    if (!filter.states.empty()) {
        query.groups.push_back({{"state", FilterOp::kIn, filter.states}});
    }
    if (!filter.store.empty()) {
        const auto store = tx.stores().FindByCode(filter.store);
        if (!store) {
            return base::Fail(base::InvalidInput("store", "There is no store with this code."));
        }
        query.groups.push_back(
            {{"channel_store_id", FilterOp::kEq, {std::to_string(store->id.value)}}});
    }
    if (!filter.q.empty()) {
        query.groups.push_back({{"increment_id", FilterOp::kEq, {filter.q}},
                                {"ext_order_id", FilterOp::kEq, {filter.q}}});
    }
    if (filter.needs_attention) {
        query.groups.push_back(
            {{"needs_attention", FilterOp::kEq, {*filter.needs_attention ? "1" : "0"}}});
    }
    return query;
}

}  // namespace orderyard::api::v1
