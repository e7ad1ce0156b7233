// /api/v1/personal-view-limit: how many orders' addresses a user sees within an hour, for whom that
// does not count, and who went on beyond it; POST /session/confirm-views: a user goes on.
#include "actions/identity/confirm_views.hpp"
#include "api/v1/access/access_call.hpp"
#include "api/v1/access/endpoints.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "api/v1/view_alarms.hpp"
#include "base/limits.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr std::size_t kPasswordBytesMax = 1'024;  // longer than any that is taken, so it is told

http::Response LimitAnswer(const Call& call) {
    domain::ViewLimit limit;
    std::vector<ports::ViewAlarm> alarms;
    call.context.database.Read([&](ports::Transaction& tx) {
        limit = tx.views().Limit();
        alarms = RecentViewAlarms(tx, call.context.clock.Now());
    });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("orders_per_hour", limit.orders_per_hour);
    WriteTexts(json, "exempt_roles", {limit.exempt_roles.begin(), limit.exempt_roles.end()});
    WriteViewAlarms(json, "alarms", alarms);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace

Answer ShowViewLimit(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    return LimitAnswer(call);
}

Answer PutViewLimit(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    domain::ViewLimit limit;
    limit.orders_per_hour =
        body->NeededInt("orders_per_hour", 1, base::limits::kOrdersSeenPerHourMax);
    const auto roles = body->Texts("exempt_roles");
    limit.exempt_roles = {roles.begin(), roles.end()};
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    const auto put =
        actions::PutViewLimit(AccessOf(call), limit, call.caller.actor, call.caller.peer);
    if (!put) {
        return base::Fail(put.error());
    }
    return LimitAnswer(call);
}

Answer ConfirmViews(const Call& call) {
    if (const auto session = NeedSession(call); !session) {
        return base::Fail(session.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    actions::ConfirmViewsRequest request;
    request.password = body->Text("password", kPasswordBytesMax);
    request.code = body->Text("code");
    request.orders = body->Int("orders", 1, base::limits::kOrdersConfirmedMax).value_or(0);
    if (request.password.empty() == request.code.empty()) {
        body->Refuse("password", "Give your password, or a code of the second factor.");
    }
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    const auto orders =
        actions::ConfirmViews(AccessOf(call), *call.caller.signed_in, request, call.caller.peer);
    if (!orders) {
        return base::Fail(orders.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("orders", *orders).EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
