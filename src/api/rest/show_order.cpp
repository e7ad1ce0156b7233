// GET /V1/orders/:id: one order by its entity id; GET /V1/orders/:id/comments: its history.
#include "api/errors.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/order_shape.hpp"
#include "api/rest/parent_criteria.hpp"
#include "api/rest/rendered_orders.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::rest {

Answer ShowOrder(const Call& call) {
    const auto id = call.PathId();
    if (!id) {
        return base::Fail(id.error());
    }
    std::optional<std::string> json;
    call.context.database.Read(
        [&](ports::Transaction& tx) { json = OrderJson(tx, domain::OrderId(*id), call.rendered); });
    return json ? Answer(std::move(*json)) : base::Fail(MagentoNoSuchEntity());
}

Answer ListOrderComments(const Call& call) {
    const auto id = call.PathId();
    if (!id) {
        return base::Fail(id.error());
    }
    const domain::OrderId order(*id);
    std::optional<std::vector<domain::HistoryEntry>> history;
    call.context.database.Read([&](ports::Transaction& tx) {
        history.reset();
        if (tx.orders().Load(order)) {
            history = tx.orders().History(order);
        }
    });
    if (!history) {
        return base::Fail(MagentoNoSuchEntity());
    }
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject().Key("items").BeginArray();
    for (const domain::HistoryEntry& entry : *history) {
        WriteHistoryEntry(json, order, entry);
    }
    json.EndArray();
    WriteParentCriteria(json, *id, static_cast<std::int64_t>(history->size()));
    json.EndObject();
    return json.Take();
}

}  // namespace orderyard::api::rest
