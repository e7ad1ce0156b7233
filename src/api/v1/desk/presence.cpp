// POST /api/v1/orders/{id}/presence {editing}: "I have this order open", said every 20 s while it
// is; the answer is who else has. DELETE: I have left. Nothing of it is kept or audited: it is
// gone 45 s after the last word.
#include "api/v1/body_reader.hpp"
#include "api/v1/desk/endpoints.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/shapes.hpp"
#include "base/limits.hpp"
#include "ports/desk_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr base::Duration kPresent = base::Duration::Seconds(45);

http::Response Others(const std::vector<ports::Presence>& presences, std::int64_t own_session) {
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("others").BeginArray();
    for (const ports::Presence& presence : presences) {
        if (presence.session_id == own_session) {
            continue;
        }
        json.BeginObject().Field("user_id", presence.user_id.value);
        json.Field("name", presence.user_name);
        json.TextOrNull("editing", presence.editing);
        WriteInstant(json, "since", presence.since);
        json.EndObject();
    }
    json.EndArray().EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace

Answer SayPresent(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const std::string editing = body->Text("editing", base::limits::kPresenceWordBytesMax);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    // A program is not somebody at a page: it is only told who is.
    const std::int64_t session = call.caller.signed_in ? call.caller.signed_in->session.id : 0;
    std::vector<ports::Presence> present;
    base::Result<> found;
    call.context.database.Write([&](ports::Transaction& tx) {
        const auto id = KnownOrderIdOf(tx, call.request);
        found = id ? base::Result<>() : base::Fail(id.error());
        if (!found) {
            return;
        }
        const base::Instant now = call.context.clock.Now();
        tx.desk().RemovePresencesBefore(now - kPresent);
        if (call.caller.signed_in) {
            tx.desk().PutPresence(*id, session, call.caller.signed_in->user.id, editing, now);
        }
        present = tx.desk().Presences(*id, now - kPresent);
    });
    if (!found) {
        return base::Fail(found.error());
    }
    return Others(present, session);
}

Answer SayLeft(const Call& call) {
    base::Result<> found;
    call.context.database.Write([&](ports::Transaction& tx) {
        const auto id = KnownOrderIdOf(tx, call.request);
        found = id ? base::Result<>() : base::Fail(id.error());
        if (id && call.caller.signed_in) {
            tx.desk().RemovePresence(*id, call.caller.signed_in->session.id);
        }
    });
    return found ? Answer(http::JsonResponse(200, "{}")) : base::Fail(found.error());
}

}  // namespace orderyard::api::v1
