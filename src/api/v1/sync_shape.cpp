// The age of the last good sync is what a person looks at first, so it is computed here and not by
// each client.
#include "api/v1/sync_shape.hpp"

#include <algorithm>

#include "api/v1/shapes.hpp"

namespace orderyard::api::v1 {

void WriteSync(JsonWriter& json, const std::optional<ports::SyncHealth>& health,
               const ports::InboxCounts& inbox, base::Instant now) {
    const ports::SyncHealth shown = health.value_or(ports::SyncHealth{});
    json.Key("sync").BeginObject();
    WriteInstant(json, "last_success_at", shown.last_success_at);
    if (shown.last_success_at) {
        json.Field("last_success_age_seconds",
                   std::max<std::int64_t>((now - *shown.last_success_at).seconds(), 0));
    } else {
        json.NullField("last_success_age_seconds");
    }
    WriteInstant(json, "last_attempt_at", shown.last_attempt_at);
    WriteInstant(json, "next_run_at", shown.next_run_at);
    if (shown.last_error_code.empty()) {
        json.NullField("error");
    } else {
        json.Key("error").BeginObject().Field("code", shown.last_error_code);
        json.Field("message", shown.last_error).EndObject();
    }
    json.Field("failures", shown.failures).Field("is_catching_up", shown.is_catching_up);
    json.Field("orders_seen", shown.orders_seen)
        .Field("clock_offset_millis", shown.clock_offset_millis);
    json.Key("inbox").BeginObject().Field("waiting", inbox.waiting).Field("poison", inbox.poison);
    json.Field("applied", inbox.applied).Field("stale", inbox.stale).EndObject();
    json.EndObject();
}

}  // namespace orderyard::api::v1
