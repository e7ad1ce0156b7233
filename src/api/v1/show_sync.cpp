// GET /api/v1/stores/{store}/sync: health, the latest problems, the inbox rows a person has to look
// at (poison), and those that failed and are tried again by themselves (waiting).
#include "api/v1/endpoints.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "api/v1/sync_shape.hpp"
#include "base/limits.hpp"

namespace orderyard::api::v1 {
namespace {

struct Found {
    domain::Store store;
    std::optional<ports::SyncHealth> health;
    ports::InboxCounts counts;
    std::vector<ports::SyncProblem> problems;
    std::vector<ports::InboxRow> poison;
    std::vector<ports::InboxRow> waiting;
};

void WriteProblems(JsonWriter& json, const std::vector<ports::SyncProblem>& problems) {
    json.Key("problems").BeginArray();
    for (const ports::SyncProblem& problem : problems) {
        json.BeginObject();
        WriteInstant(json, "at", problem.at);
        json.Field("operation", problem.operation).Field("http_status", problem.http_status);
        json.Field("code", problem.code).Field("text", problem.text);
        json.TextOrNull("request_id", problem.request_id);
        json.EndObject();
    }
    json.EndArray();
}

void WriteRows(JsonWriter& json, const char* key, const std::vector<ports::InboxRow>& rows) {
    json.Key(key).BeginArray();
    for (const ports::InboxRow& row : rows) {
        json.BeginObject().Field("row", row.id.value).Field("order_number", row.order_number);
        json.Field("attempts", row.attempts).Field("error", row.error);
        WriteInstant(json, "received_at", row.received_at);
        if (row.state == ports::InboxState::kNew) {
            WriteInstant(json, "next_try_at", row.next_try_at);
        }
        json.EndObject();
    }
    json.EndArray();
}

}  // namespace

Answer ShowSync(const ApiContext& context, const http::Request& request) {
    if (const auto allowed = QueryReader(request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    base::Result<Found> found;
    context.database.Read([&](ports::Transaction& tx) {
        auto store = FindStore(tx, request);
        if (!store) {
            found = base::Fail(store.error());
            return;
        }
        const domain::StoreId id = store->id;
        found = Found{std::move(*store),
                      tx.sync().LoadHealth(id),
                      tx.inbox().Counts(id),
                      tx.sync().Problems(id, base::limits::kPageSizeDefault),
                      tx.inbox().ListPoison(id, base::limits::kPageSizeMax),
                      tx.inbox().ListWaiting(id, base::limits::kPageSizeMax)};
    });
    if (!found) {
        return base::Fail(found.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    json.Field("store_id", found->store.id.value).Field("store_code", found->store.code);
    WriteSync(json, found->health, found->counts, context.clock.Now());
    WriteProblems(json, found->problems);
    WriteRows(json, "poison", found->poison);
    WriteRows(json, "waiting", found->waiting);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
