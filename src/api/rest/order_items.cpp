// GET /V1/orders/items and /V1/orders/items/:id: lines of orders by themselves.
#include "api/errors.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/order_amounts.hpp"
#include "api/rest/order_item_shape.hpp"
#include "api/rest/orders_by_id.hpp"
#include "api/rest/search_criteria.hpp"
#include "ports/document_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::rest {
namespace {

using domain::OrderFile;
using domain::OrderId;

// With their documents where their items need them.
std::map<OrderId, OrderFile> FilesOf(ports::Transaction& tx,
                                     const std::vector<ports::OrderItemRef>& items) {
    std::vector<OrderId> ids;
    for (const ports::OrderItemRef& item : items) {
        ids.push_back(item.order_id);
    }
    std::map<OrderId, OrderFile> files;
    for (auto& [id, order] : OrdersById(tx, ids)) {
        OrderFile& file = files[id];
        file.order = order;
        if (NeedsDocuments(file.order)) {
            tx.documents().LoadFor(file);
        }
    }
    return files;
}

void WriteItem(JsonWriter& json, const OrderFile& file, domain::OrderItemId id) {
    const domain::OrderItem* item = file.order.FindItem(id);
    if (item != nullptr) {
        WriteOrderItem(json, file.order, *item, NeedsDocuments(file.order) ? &file : nullptr);
    }
}

Answer List(ports::Transaction& tx, const SearchCriteria& criteria) {
    const auto query = criteria.ToQuery();
    if (!query) {
        return base::Fail(query.error());
    }
    const auto page = tx.orders().SearchItems(*query);
    if (!page) {
        return base::Fail(page.error());
    }
    if (const auto fine = CheckWhole(criteria, page->total_count); !fine) {
        return base::Fail(fine.error());
    }
    const auto files = FilesOf(tx, page->items);
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject().Key("items").BeginArray();
    for (const ports::OrderItemRef& item : page->items) {
        WriteItem(json, files.at(item.order_id), item.id);
    }
    json.EndArray().Key("search_criteria");
    WriteCriteria(json, criteria);
    json.Field("total_count", page->total_count).EndObject();
    return json.Take();
}

Answer Show(ports::Transaction& tx, std::int64_t id) {
    ports::SearchQuery query;
    query.groups = {{ports::Filter{"item_id", ports::FilterOp::kEq, {std::to_string(id)}}}};
    query.page_size = 1;
    const auto page = tx.orders().SearchItems(query);
    if (!page || page->items.empty()) {
        return base::Fail(MagentoNoSuchEntity());
    }
    const auto files = FilesOf(tx, page->items);
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteItem(json, files.at(page->items.front().order_id), page->items.front().id);
    return json.Take();
}

}  // namespace

Answer ListOrderItems(const Call& call) {
    const auto criteria = ReadSearchCriteria(call.request.query);
    if (!criteria) {
        return base::Fail(criteria.error());
    }
    Answer answer;
    call.context.database.Read([&](ports::Transaction& tx) { answer = List(tx, *criteria); });
    return answer;
}

Answer ShowOrderItem(const Call& call) {
    const auto id = call.PathId();
    if (!id) {
        return base::Fail(id.error());
    }
    Answer answer;
    call.context.database.Read([&](ports::Transaction& tx) { answer = Show(tx, *id); });
    return answer;
}

}  // namespace orderyard::api::rest
