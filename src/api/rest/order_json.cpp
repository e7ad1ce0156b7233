// Documents are read only where the order's own counters do not tell all there is to show.
#include "api/rest/order_json.hpp"

#include <algorithm>

#include "api/rest/order_shape.hpp"
#include "ports/document_store.hpp"
#include "ports/order_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::rest {

std::optional<std::string> OrderJson(ports::Transaction& tx, domain::OrderId id) {
    auto order = tx.orders().Load(id);
    if (!order) {
        return std::nullopt;
    }
    const auto history = tx.orders().History(id);
    const auto views = tx.stores().ListViews();
    const auto view = std::find_if(views.begin(), views.end(), [&](const domain::StoreView& one) {
        return one.id == order->store_view_id;
    });
    domain::OrderFile file;
    file.order = std::move(*order);
    const bool has_file = NeedsDocuments(file.order);
    if (has_file) {
        tx.documents().LoadFor(file);
    }
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteOrder(json, {file.order, history, view == views.end() ? nullptr : &*view,
                      has_file ? &file : nullptr});
    return json.Take();
}

}  // namespace orderyard::api::rest
