// GET /api/v1/stores/{store}/differences: where the channel and we disagree now; POST
// /differences/{difference}/end: a person says why one does not matter any more.
#include "api/v1/change.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/orders/endpoints.hpp"
#include "api/v1/orders/process.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "ports/recon_store.hpp"

namespace orderyard::api::v1 {

Answer ListDifferences(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    base::Result<std::vector<ports::Difference>> found;
    std::int64_t total = 0;
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto store = FindStore(tx, call.request);
        if (!store) {
            found = base::Fail(store.error());
            return;
        }
        found = tx.recon().ListOpen(store->id, base::limits::kPageSizeMax);
        total = tx.recon().CountOpen(store->id);
    });
    if (!found) {
        return base::Fail(found.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& difference : *found) {
        json.BeginObject().Field("id", difference.id);
        json.Field("channel_number", difference.channel_number);
        json.Field("kind", difference.kind).Field("text", difference.text);
        WriteInstant(json, "found_at", difference.found_at);
        json.EndObject();
    }
    json.EndArray().Field("total_count", total).EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer EndDifference(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const std::string reason = body->NeededText("reason");
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    const std::int64_t id = IdOf(call.request, "difference");
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        // Who ended it belongs to the reason: this list has no history of its own.
        const std::string kept = reason + " (" + call.caller.actor.name + ")";
        if (!tx.recon().End(id, kept, call.context.clock.Now())) {
            return base::Fail(base::NotFound("There is no open difference with this id."));
        }
        call.Note({"difference " + std::to_string(id), "open", "ended"});
        JsonWriter json(JsonWriter::Style::kPlain);
        json.BeginObject().Field("id", id).Field("state", "ended").Field("end", kept).EndObject();
        return http::JsonResponse(200, json.Take());
    });
}

}  // namespace orderyard::api::v1
