// Orders know best; a view without any belongs to a store that does.
#include "api/rest/view_currency.hpp"

#include "ports/order_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::rest {

std::string ViewCurrency(ports::Transaction& tx, const domain::StoreView& view) {
    ports::SearchQuery query;
    query.groups = {{{"store_id", ports::FilterOp::kEq, {std::to_string(view.id.value)}}}};
    query.sort = {{"entity_id", true}};
    query.page_size = 1;
    const auto page = tx.orders().Search(query);
    if (page && !page->orders.empty()) {
        return std::string(page->orders.front().currency.code());
    }
    for (const domain::Store& store : tx.stores().List()) {
        if (store.settings.store_view_id == view.id && store.region == "eu") {
            return "EUR";
        }
        if (store.settings.store_view_id == view.id && store.region == "fe") {
            return "JPY";
        }
    }
    return "USD";
}

}  // namespace orderyard::api::rest
