// POST /api/v1/stores/{store}/check: the connection doctor. Every operation that the store needs is
// asked for once; the answer says of each whether it may be called, else which role is missing.
#include <algorithm>

#include "api/audit.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "api/v1/stores/endpoints.hpp"
#include "api/v1/stores/read_store.hpp"
#include "base/text.hpp"

namespace orderyard::api::v1 {
namespace {

// Amazon's words may be long and are shown as they are.
constexpr std::size_t kShownTextBytesMax = 500;

void WriteProbe(JsonWriter& json, const ports::ChannelProbe& probe) {
    json.BeginObject().Field("operation", probe.operation);
    json.TextOrNull("role", probe.role);
    json.Field("is_needed", probe.is_needed).Field("state", ToString(probe.state));
    if (probe.http_status > 0) {
        json.Field("http_status", probe.http_status);
    } else {
        json.NullField("http_status");
    }
    json.TextOrNull("code", probe.code);
    json.TextOrNull("text", base::TruncateUtf8(probe.text, kShownTextBytesMax));
    json.TextOrNull("request_id", probe.request_id);
    json.EndObject();
}

bool IsHarmful(const ports::ChannelProbe& probe) {
    return probe.is_needed && probe.state != ports::ProbeState::kGood &&
           probe.state != ports::ProbeState::kNotTried;
}

}  // namespace

base::Result<ports::ChannelDirectory*> DirectoryOf(const ApiContext& context) {
    if (context.channel == nullptr) {
        return base::Fail(base::Unavailable("This server asks no channel."));
    }
    return context.channel;
}

Answer CheckStore(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto directory = DirectoryOf(call.context);
    if (!directory) {
        return base::Fail(directory.error());
    }
    // In one transaction with its entry in the trail; the calls come after it.
    base::Result<domain::Store> store;
    call.context.database.Write([&](ports::Transaction& tx) {
        store = FindStore(tx, call.request);
        if (store && !store->is_archived) {
            AuditCall(tx, call.context, call.caller, call.request, call.pattern);
        }
    });
    if (!store) {
        return base::Fail(store.error());
    }
    if (store->is_archived) {
        return base::Fail(base::NotAllowed("The connection of this store has ended."));
    }
    const auto probes = (*directory)->Probe(*store, {});
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("store_code", store->code);
    WriteInstant(json, "checked_at", call.context.clock.Now());
    json.Field("is_well", std::none_of(probes.begin(), probes.end(), IsHarmful));
    json.Key("operations").BeginArray();
    for (const auto& probe : probes) {
        WriteProbe(json, probe);
    }
    json.EndArray().EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
