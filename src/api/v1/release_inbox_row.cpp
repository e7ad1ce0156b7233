// POST /api/v1/stores/{store}/inbox/{row}/retry and /skip: a person decides about an order text
// that could not be taken in, whether it waits for its next try or has had its last. A retry makes
// it due at once, with all its tries before it again: the store's next sync takes it. A skip closes
// it for good, with {"reason": "..."}, which is kept; the same text from Amazon is not taken in
// again.
#include "api/json_writer.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/call.hpp"
#include "api/v1/change.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/query_reader.hpp"
#include "base/text.hpp"
#include "ports/inbox_store.hpp"

namespace orderyard::api::v1 {
namespace {

// {"reason":"..."}
base::Result<std::string> ReadReason(const http::Request& request) {
    auto body = BodyReader::Of(request);
    if (!body) {
        return base::Fail(body.error());
    }
    std::string reason = body->NeededText("reason");
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return reason;
}

// The row, when it is one of this store's that is not closed: row ids of other stores lead nowhere.
base::Result<ports::InboxId> FindRow(ports::Transaction& tx, const http::Request& request) {
    const auto store = FindStore(tx, request);
    if (!store) {
        return base::Fail(store.error());
    }
    const ports::InboxId id(base::ParseInt(request.PathParam("row")).value_or(0));
    const auto row = tx.inbox().Find(store->id, id);
    const bool is_open =
        row && (row->state == ports::InboxState::kPoison || row->state == ports::InboxState::kNew);
    if (!is_open) {
        return base::Fail(
            base::NotFound("This store has no such row in its inbox, or it is closed."));
    }
    return id;
}

// Lets `release` act on the row; the answer names its new state.
template <class Release>
Answer ReleaseRow(const Call& call, const char* new_state, Release release) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto row = FindRow(tx, call.request);
        if (!row) {
            return base::Fail(row.error());
        }
        if (!release(tx.inbox(), *row)) {
            return base::Fail(
                base::Conflict("The row was decided by somebody else in the meantime."));
        }
        call.Note({"inbox row " + std::to_string(row->value), "", new_state});
        JsonWriter json(JsonWriter::Style::kPlain);
        json.BeginObject().Field("row", row->value).Field("state", new_state).EndObject();
        return http::JsonResponse(200, json.Take());
    });
}

}  // namespace

Answer RetryInboxRow(const Call& call) {
    const base::Instant now = call.context.clock.Now();
    return ReleaseRow(call, "new", [now](ports::InboxStore& inbox, ports::InboxId id) {
        return inbox.Retry(id, now);
    });
}

Answer SkipInboxRow(const Call& call) {
    const auto reason = ReadReason(call.request);
    if (!reason) {
        return base::Fail(reason.error());
    }
    return ReleaseRow(call, "skipped", [&](ports::InboxStore& inbox, ports::InboxId id) {
        return inbox.Skip(id, *reason);
    });
}

}  // namespace orderyard::api::v1
