// GET /api/v1/order-statuses: a row for each status and state; PUT and DELETE
// /order-statuses/{code}/{state}: a status is put to a state, or taken from it.
#include "actions/change_statuses.hpp"
#include "api/json_writer.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/change.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/system/endpoints.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

void WriteStatus(JsonWriter& json, const ports::OrderStatus& status) {
    json.BeginObject().Field("code", status.code).Field("label", status.label);
    json.Field("state", ToString(status.state)).Field("is_default", status.is_default);
    json.Field("is_visible_on_front", status.is_visible_on_front).EndObject();
}

base::Result<domain::OrderState> StateOf(const http::Request& request) {
    const auto state = domain::OrderStateFrom(request.PathParam("state"));
    if (!state) {
        return base::Fail(base::NotFound("There is no such state."));
    }
    return *state;
}

}  // namespace

Answer ListStatuses(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::vector<ports::OrderStatus> statuses;
    call.context.database.Read(
        [&](ports::Transaction& tx) { statuses = tx.stores().ListStatuses(); });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& status : statuses) {
        WriteStatus(json, status);
    }
    json.EndArray().Field("total_count", static_cast<std::int64_t>(statuses.size())).EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer PutStatus(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    ports::OrderStatus status;
    status.code = std::string(call.request.PathParam("code"));
    status.label = body->NeededText("label");
    status.is_default = body->Flag("is_default", false);
    status.is_visible_on_front = body->Flag("is_visible_on_front", true);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    const auto state = StateOf(call.request);
    if (!state) {
        return base::Fail(state.error());
    }
    status.state = *state;
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        if (const auto assigned = actions::AssignStatus(tx, status); !assigned) {
            return base::Fail(assigned.error());
        }
        call.Note({"order status " + status.code, "", std::string(ToString(status.state))});
        JsonWriter json(JsonWriter::Style::kPlain);
        for (const auto& each : tx.stores().ListStatuses()) {
            if (each.code == status.code && each.state == status.state) {
                WriteStatus(json, each);
            }
        }
        return http::JsonResponse(200, json.Take());
    });
}

Answer DropStatus(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto state = StateOf(call.request);
    if (!state) {
        return base::Fail(state.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto dropped =
            actions::UnassignStatus(tx, std::string(call.request.PathParam("code")), *state);
        if (!dropped) {
            return base::Fail(dropped.error());
        }
        call.Note({"order status " + std::string(call.request.PathParam("code")),
                   std::string(ToString(*state)), ""});
        return http::JsonResponse(200, "{}");
    });
}

}  // namespace orderyard::api::v1
