// GET /api/v1/stores: every connected store with its settings and the health of its sync; never its
// credentials.
#include "api/v1/endpoints.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/stores/store_shape.hpp"
#include "api/v1/sync_shape.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

struct StoreRow {
    domain::Store store;
    std::optional<ports::SyncHealth> health;
    ports::InboxCounts inbox;
};

void WriteStore(JsonWriter& json, const StoreRow& row, base::Instant now) {
    json.BeginObject();
    WriteStoreFields(json, row.store);
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
