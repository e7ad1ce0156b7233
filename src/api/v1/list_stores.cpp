// GET /api/v1/stores: every connected store with its settings and the health of its sync; never its
// credentials.
#include "api/v1/endpoints.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "api/v1/sync_shape.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

struct StoreRow {
    domain::Store store;
    std::optional<ports::SyncHealth> health;
    ports::InboxCounts inbox;
};

void WriteSettings(JsonWriter& json, const domain::StoreSettings& settings) {
    json.Key("settings").BeginObject();
    json.Field("import_enabled", settings.import_enabled);
    WriteInstant(json, "import_from", settings.import_from);
    json.Field("store_view_id", settings.store_view_id.value);
    json.Field("customer_creation", ToString(settings.customer_creation));
    json.Field("order_number_source", ToString(settings.order_number_source));
    json.Field("new_order_status", settings.new_order_status);
    json.Field("reserve_pending", settings.reserve_pending);
    json.Field("strict_blocking", settings.strict_blocking);
    json.Field("paid_on_import", settings.paid_on_import);
    json.Field("sync_interval_seconds", settings.sync_interval_seconds);
    json.EndObject();
}

void WriteStore(JsonWriter& json, const StoreRow& row, base::Instant now) {
    const domain::Store& store = row.store;
    json.BeginObject();
    json.Field("id", store.id.value).Field("code", store.code).Field("name", store.name);
    json.Field("region", store.region).Field("seller_id", store.seller_id);
    WriteTexts(json, "marketplace_ids", store.marketplace_ids);
    json.Field("api_url", store.api_url).Field("token_url", store.token_url);
    json.Field("is_active", store.is_active).Field("is_archived", store.is_archived);
    WriteInstant(json, "created_at", store.created_at);
    WriteSettings(json, store.settings);
    WriteSync(json, row.health, row.inbox, now);
    json.EndObject();
}

}  // namespace

Answer ListStores(const ApiContext& context, const http::Request& request) {
    const QueryReader query(request);
    if (const auto allowed = query.Allow({"with_archived"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto with_archived = query.Int("with_archived", 0, 0, 1);
    if (!with_archived) {
        return base::Fail(with_archived.error());
    }
    std::vector<StoreRow> rows;
    context.database.Read([&](ports::Transaction& tx) {
        rows.clear();
        for (domain::Store& store : tx.stores().List(*with_archived == 1)) {
            const domain::StoreId id = store.id;
            rows.push_back({std::move(store), tx.sync().LoadHealth(id), tx.inbox().Counts(id)});
        }
    });
    const base::Instant now = context.clock.Now();
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const StoreRow& row : rows) {
        WriteStore(json, row, now);
    }
    json.EndArray().EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
