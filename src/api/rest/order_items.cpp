// GET /V1/orders/items and /V1/orders/items/:id: lines of orders by themselves.
#include "api/errors.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/list_answer.hpp"
#include "api/rest/order_amounts.hpp"
#include "api/rest/order_item_shape.hpp"
#include "api/rest/orders_by_id.hpp"
#include "ports/document_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::rest {
namespace {

using domain::OrderFile;
using domain::OrderId;

// Lines are goods of their own: none is part of a bundle or of a configured product.
constexpr ConstantField kConstants[] = {
    {"parent_item_id", std::nullopt},
    {"product_options", std::nullopt},
    {"free_shipping", "0"},
    {"is_qty_decimal", "0"},
    {"is_virtual", "0"},
    {"no_discount", "0"},
    {"weight", "0"},
    {"row_weight", "0"},
    {"discount_percent", "0"},
};

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
    return AnswerList(
        call,
        [](ports::Transaction& tx, const ports::SearchQuery& query) {
            return tx.orders().SearchItems(query);
        },
        [](JsonWriter& json, ports::Transaction& tx, const ports::OrderItemPage& page) {
            const auto files = FilesOf(tx, page.items);
            for (const ports::OrderItemRef& item : page.items) {
                WriteItem(json, files.at(item.order_id), item.id);
            }
        },
        kConstants);
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
