// POST /api/v1/stores/{store}/sync: sync now. 202, since the work happens elsewhere; the GET tells
// how it went.
#include "api/json_writer.hpp"
#include "api/v1/call.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/query_reader.hpp"

namespace orderyard::api::v1 {

Answer StartSync(const Call& call) {
    const ApiContext& context = call.context;
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    base::Result<domain::Store> store;
    context.database.Read([&](ports::Transaction& tx) { store = FindStore(tx, call.request); });
    if (!store) {
        return base::Fail(store.error());
    }
    if (store->is_archived || !store->is_active) {
        return base::Fail(base::NotAllowed("This store is not active: it makes no calls."));
    }
    if (!context.sync_now) {
        return base::Fail(base::Unavailable("This server does not sync."));
    }
    if (const auto asked = context.sync_now(store->id); !asked) {
        return base::Fail(asked.error());
    }
    context.database.Write([&](ports::Transaction& tx) {
        AuditCall(tx, context, call.caller, call.request, call.pattern,
                  {"store " + std::to_string(store->id.value), "", ""});
    });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("status", "accepted").Field("store_id", store->id.value).EndObject();
    return http::JsonResponse(202, json.Take());
}

}  // namespace orderyard::api::v1
