// GET /api/v1/exceptions: the exceptions bench. What keeps orders from being made or shipped,
// gathered by cause and SKU; a fix of the catalog or of the mapping releases all of a group.
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "api/v1/stores/endpoints.hpp"
#include "base/limits.hpp"
#include "ports/exception_store.hpp"
#include "ports/product_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

struct GroupRow {
    ports::ExceptionGroup group;
    std::string store_code;
    std::optional<domain::Product> product;  // that the SKU means now
};

// The product of a remembered listing, else that of the very SKU.
std::optional<domain::Product> ProductOf(ports::Transaction& tx,
                                         const ports::ExceptionGroup& group) {
    if (group.sku.empty()) {
        return std::nullopt;
    }
    const auto listing = tx.products().FindListing(group.store_id, group.sku, group.product_number);
    return listing ? tx.products().Load(listing->product_id) : tx.products().FindBySku(group.sku);
}

std::vector<GroupRow> Rows(ports::Transaction& tx, std::optional<domain::StoreId> store) {
    std::vector<GroupRow> rows;
    const auto stores = tx.stores().List(true);
    for (auto& group : tx.exceptions().Groups(store, base::limits::kPageSizeMax)) {
        GroupRow& row = rows.emplace_back();
        row.product = ProductOf(tx, group);
        for (const auto& each : stores) {
            if (each.id == group.store_id) {
                row.store_code = each.code;
            }
        }
        row.group = std::move(group);
    }
    return rows;
}

void WriteGroup(JsonWriter& json, const GroupRow& row) {
    const ports::ExceptionGroup& group = row.group;
    json.BeginObject().Field("store_code", row.store_code).Field("code", group.code);
    json.TextOrNull("sku", group.sku);
    json.TextOrNull("product_number", group.product_number);
    json.TextOrNull("title", group.title);
    json.Field("orders", group.orders_with_exception + group.orders_blocked);
    json.Field("orders_with_exception", group.orders_with_exception);
    json.Field("orders_blocked", group.orders_blocked);
    WriteInstant(json, "first_at", group.first_at);
    json.Field("example_number", group.example_number);
    if (row.product) {
        json.Key("product").BeginObject().Field("id", row.product->id.value);
        json.Field("sku", row.product->sku).Field("name", row.product->name);
        json.Field("is_enabled", row.product->is_enabled);
        json.Field("on_hand", row.product->on_hand).Field("reserved", row.product->reserved);
        json.EndObject();
    } else {
        json.NullField("product");
    }
    json.EndObject();
}

}  // namespace

Answer ListExceptions(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"store"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto code = query.Text("store");
    if (!code) {
        return base::Fail(code.error());
    }
    base::Result<std::vector<GroupRow>> rows;
    call.context.database.Read([&](ports::Transaction& tx) {
        std::optional<domain::StoreId> store;
        if (!code->empty()) {
            const auto found = tx.stores().FindByCode(*code);
            if (!found) {
                rows = base::Fail(base::InvalidInput("store", "There is no store with this code."));
                return;
            }
            store = found->id;
        }
        rows = Rows(tx, store);
    });
    if (!rows) {
        return base::Fail(rows.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const GroupRow& row : *rows) {
        WriteGroup(json, row);
    }
    json.EndArray().Field("total_count", static_cast<std::int64_t>(rows->size())).EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
