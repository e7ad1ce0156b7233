// GET /api/v1/jobs and POST /jobs/{job}/run; GET /system: is everything well, and if not, what;
// GET /outbox: messages on their way, and those that wait for a person.
#include "api/audit.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "api/v1/sync_shape.hpp"
#include "api/v1/system/endpoints.hpp"
#include "api/v1/view_alarms.hpp"
#include "ports/export_store.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/outbox_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kStatusAccepted = 202;
// A store whose last good sync is older than this many of its intervals needs a person.
constexpr int kLateIntervals = 3;

base::Result<ports::SystemWatch*> WatchOf(const Call& call) {
    if (call.context.system == nullptr) {
        return base::Fail(base::Unavailable("This server does not tell about itself."));
    }
    return call.context.system;
}

void WriteJob(JsonWriter& json, const ports::JobLine& job,
              const std::vector<domain::Store>& stores) {
    json.BeginObject().Field("name", job.name);
    // "sync:7" is the job of a store.
    const auto colon = job.name.find(':');
    json.Field("kind", std::string_view(job.name).substr(0, colon));
    std::string code;
    for (const domain::Store& store : stores) {
        if (colon != std::string::npos &&
            job.name.substr(colon + 1) == std::to_string(store.id.value)) {
            code = store.code;
        }
    }
    json.TextOrNull("store_code", code);
    json.Field("is_running", job.is_running).Field("failures", job.failures);
    WriteInstant(json, "resting_until", job.resting_until);
    WriteInstant(json, "next_due", job.next_due);
    WriteInstant(json, "last_started_at", job.last_started_at);
    WriteInstant(json, "last_ended_at", job.last_ended_at);
    json.TextOrNull("last_outcome", job.last_outcome);
    json.TextOrNull("last_error", job.last_error);
    json.Field("can_run_now", job.can_run_now).EndObject();
}

struct StoreHealth {
    domain::Store store;
    std::optional<ports::SyncHealth> health;
    ports::InboxCounts inbox;
    std::int64_t parked_follow_ups = 0;
};

struct Queues {
    std::vector<StoreHealth> stores;
    std::int64_t outbox_pending = 0;
    std::vector<ports::OutboxMessage> oldest, parked;
    std::vector<ports::ViewAlarm> view_alarms;
    std::vector<domain::ExportRun> failed_exports;

    std::int64_t ParkedFollowUps() const {
        std::int64_t count = 0;
        for (const StoreHealth& row : stores) {
            count += row.parked_follow_ups;
        }
        return count;
    }
};

Queues ReadQueues(ports::Transaction& tx, base::Instant now) {
    Queues queues;
    queues.view_alarms = RecentViewAlarms(tx, now);
    for (domain::Store& store : tx.stores().List(false)) {
        const domain::StoreId id = store.id;
        StoreHealth& row = queues.stores.emplace_back(
            StoreHealth{std::move(store), tx.sync().LoadHealth(id), tx.inbox().Counts(id)});
        for (const auto& [state, count] : tx.follow_ups().Count(id)) {
            row.parked_follow_ups += state == domain::FollowUpState::kParked ? count : 0;
        }
    }
    queues.outbox_pending = tx.outbox().CountPending();
    queues.oldest = tx.outbox().List(ports::OutboxState::kPending, 1);
    queues.failed_exports =
        tx.exports().RunsIn(domain::ExportRunState::kFailed, base::limits::kPageSizeDefault);
    queues.parked = tx.outbox().List(ports::OutboxState::kParked, base::limits::kPageSizeMax);
    return queues;
}

void AddFinding(JsonWriter& json, std::string_view code, std::string_view store,
                std::string_view text) {
    json.BeginObject().Field("code", code);
    json.TextOrNull("store_code", store);
    json.Field("text", text).EndObject();
}

void WriteStoreFindings(JsonWriter& json, const StoreHealth& row, base::Instant now) {
    const domain::Store& store = row.store;
    if (!store.is_active) {
        return;
    }
    const auto last = row.health ? row.health->last_success_at : std::nullopt;
    const auto patience =
        base::Duration::Seconds(store.settings.sync_interval_seconds * kLateIntervals);
    if (!last) {
        AddFinding(json, "never_synced", store.code, "No sync has succeeded yet.");
    } else if (*last + patience < now) {
        AddFinding(json, "sync_late", store.code, "Last good sync at " + last->ToIso() + ".");
    }
    if (row.health && !row.health->last_error.empty()) {
        AddFinding(json, "sync_error", store.code, row.health->last_error);
    }
    if (row.inbox.poison > 0) {
        AddFinding(json, "poison", store.code,
                   std::to_string(row.inbox.poison) + " orders could not be read.");
    }
}

void WriteFindings(JsonWriter& json, const Queues& queues, const ports::SystemState& state,
                   base::Instant now) {
    json.Key("findings").BeginArray();
    for (const std::string& finding : state.findings) {
        AddFinding(json, "database", "", finding);
    }
    for (const StoreHealth& row : queues.stores) {
        WriteStoreFindings(json, row, now);
    }
    for (const StoreHealth& row : queues.stores) {
        if (row.parked_follow_ups > 0) {
            AddFinding(
                json, "follow_ups_parked", row.store.code,
                std::to_string(row.parked_follow_ups) + " messages to Amazon wait for a person.");
        }
    }
    for (const domain::ExportRun& run : queues.failed_exports) {
        AddFinding(json, "export_failed", "", run.export_name + ": " + run.error);
    }
    for (const ports::ViewAlarm& alarm : queues.view_alarms) {
        AddFinding(json, "personal_views", "", TextOf(alarm));
    }
    if (!queues.parked.empty()) {
        AddFinding(json, "parked", "", queues.parked.front().error);
    }
    json.EndArray();
}

void WriteState(JsonWriter& json, const ports::SystemState& state) {
    const auto optional = [&](const char* name, const std::optional<std::int64_t>& value) {
        if (value) {
            json.Field(name, *value);
        } else {
            json.NullField(name);
        }
    };
    json.Field("version", state.version);
    WriteInstant(json, "started_at", state.started_at);
    json.Key("database").BeginObject().Field("engine", state.engine);
    json.Field("engine_version", state.engine_version).Field("schema", state.schema);
    optional("bytes", state.database_bytes);
    optional("disk_free_bytes", state.disk_free_bytes);
    json.EndObject();
    json.Key("backups").BeginObject().Field("count", state.backup_count);
    WriteInstant(json, "last_at", state.last_backup_at);
    json.EndObject();
}

const char* Word(ports::OutboxState state) {
    switch (state) {
        case ports::OutboxState::kPending: return "pending";
        case ports::OutboxState::kSending: return "sending";
        case ports::OutboxState::kDone: return "done";
        case ports::OutboxState::kParked: return "parked";
    }
    return "";
}

}  // namespace

Answer ListJobs(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto watch = WatchOf(call);
    if (!watch) {
        return base::Fail(watch.error());
    }
    std::vector<domain::Store> stores;
    call.context.database.Read([&](ports::Transaction& tx) { stores = tx.stores().List(true); });
    const auto jobs = (*watch)->Jobs();
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& job : jobs) {
        WriteJob(json, job, stores);
    }
    json.EndArray().Field("total_count", static_cast<std::int64_t>(jobs.size())).EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer RunJob(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto watch = WatchOf(call);
    if (!watch) {
        return base::Fail(watch.error());
    }
    const std::string name(call.request.PathParam("job"));
    if (const auto woken = (*watch)->RunNow(name); !woken) {
        return base::Fail(woken.error());
    }
    call.context.database.Write([&](ports::Transaction& tx) {
        AuditCall(tx, call.context, call.caller, call.request, call.pattern);
    });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("name", name).Field("status", "accepted").EndObject();
    return http::JsonResponse(kStatusAccepted, json.Take());
}

Answer ShowSystem(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"self_check"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto self_check = query.Int("self_check", 0, 0, 1);
    if (!self_check) {
        return base::Fail(self_check.error());
    }
    const auto watch = WatchOf(call);
    if (!watch) {
        return base::Fail(watch.error());
    }
    const ports::SystemState state = (*watch)->State(*self_check == 1);
    const base::Instant now = call.context.clock.Now();
    Queues queues;
    call.context.database.Read([&](ports::Transaction& tx) { queues = ReadQueues(tx, now); });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    WriteState(json, state);
    WriteInstant(json, "now", now);
    json.Field("is_self_checked", *self_check == 1);
    json.Key("outbox").BeginObject().Field("pending", queues.outbox_pending);
    json.Field("parked",
               static_cast<std::int64_t>(queues.parked.size()) + queues.ParkedFollowUps());
    WriteInstant(
        json, "oldest_at",
        queues.oldest.empty() ? std::nullopt : std::optional(queues.oldest.front().created_at));
    json.EndObject().Key("stores").BeginArray();
    for (const StoreHealth& row : queues.stores) {
        json.BeginObject().Field("code", row.store.code).Field("name", row.store.name);
        json.Field("is_active", row.store.is_active);
        json.Field("sync_interval_seconds", row.store.settings.sync_interval_seconds);
        WriteSync(json, row.health, row.inbox, now);
        json.EndObject();
    }
    json.EndArray();
    WriteFindings(json, queues, state, now);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ListOutbox(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"state", "page_size"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto word = query.Text("state");
    const auto size =
        query.Int("page_size", base::limits::kPageSizeDefault, 1, base::limits::kPageSizeMax);
    if (!word || !size) {
        return base::Fail(word ? size.error() : word.error());
    }
    std::optional<ports::OutboxState> state;
    for (const auto each : {ports::OutboxState::kPending, ports::OutboxState::kSending,
                            ports::OutboxState::kParked}) {
        if (*word == Word(each) || (word->empty() && each == ports::OutboxState::kPending)) {
            state = each;
        }
    }
    if (!state) {
        return base::Fail(base::InvalidInput("state", "Write pending, sending or parked."));
    }
    std::vector<ports::OutboxMessage> messages;
    call.context.database.Read([&](ports::Transaction& tx) {
        messages = tx.outbox().List(*state, static_cast<int>(*size));
    });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& message : messages) {
        json.BeginObject().Field("id", message.id.value).Field("kind", message.kind);
        json.Field("state", Word(message.state)).Field("attempts", message.attempts);
        json.TextOrNull("subject", message.subject);
        WriteInstant(json, "created_at", message.created_at);
        WriteInstant(json, "not_before", message.not_before);
        json.TextOrNull("error", message.error);
        json.EndObject();
    }
    json.EndArray().EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
