// GET /V1/orders/:id: one order by its entity id.
#include <algorithm>

#include "api/errors.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/order_shape.hpp"
#include "api/rest/scalar.hpp"
#include "ports/order_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::rest {

base::Result<std::string> ShowOrder(const ApiContext& context, const http::Request& request) {
    const domain::OrderId id(NumericInt(request.PathParam("id")).value_or(0));
    if (!id.IsSet()) {
        return base::Fail(MagentoIdNeeded());
    }
    std::optional<domain::Order> order;
    std::vector<domain::HistoryEntry> history;
    std::vector<domain::StoreView> views;
    context.database.Read([&](ports::Transaction& tx) {
        order = tx.orders().Load(id);
        if (order) {
            history = tx.orders().History(id);
            views = tx.stores().ListViews();
        }
    });
    if (!order) {
        return base::Fail(MagentoNoSuchEntity());
    }
    const auto view = std::find_if(views.begin(), views.end(), [&](const domain::StoreView& one) {
        return one.id == order->store_view_id;
    });
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteOrder(json, {*order, history, view == views.end() ? nullptr : &*view});
    return json.Take();
}

}  // namespace orderyard::api::rest
