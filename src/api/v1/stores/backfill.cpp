// POST /api/v1/stores/{store}/backfill: fetch the orders placed since a day too; DELETE: no more of
// them. How far it is: the store's dashboard.
#include "actions/change_store.hpp"
#include "actions/start_backfill.hpp"
#include "api/v1/change.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "api/v1/stores/endpoints.hpp"
#include "api/v1/stores/read_store.hpp"
#include "api/v1/stores/store_shape.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kStatusAccepted = 202;
constexpr int kStatusDone = 200;

struct Wanted {
    std::string from;  // a day of the store's, or an instant
    // Orders before the store's first day are only shown: makes it this day, so that they become
    // commerce orders.
    bool import_too = false;
};

base::Result<Wanted> ReadWanted(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    Wanted wanted;
    wanted.from = body->NeededText("from");
    wanted.import_too = body->Flag("import_too", false);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return wanted;
}

base::Result<base::Instant> StartOf(const std::string& text, const std::string& zone) {
    constexpr std::size_t kDayBytes = 10;
    const auto at =
        text.size() == kDayBytes ? base::DayStartInZone(text, zone) : base::Instant::ParseIso(text);
    if (!at) {
        return base::Fail(base::InvalidInput("from", "Write a day such as 2026-01-31."));
    }
    return *at;
}

http::Response BackfillAnswer(int status, ports::Transaction& tx, const domain::Store& store) {
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    WriteBackfill(json, tx.sync().LoadCursor(store.id, actions::kBackfillStream));
    json.EndObject();
    return http::JsonResponse(status, json.Take());
}

// True: orders that were only shown may become commerce orders now.
base::Result<bool> ImportSince(ports::Transaction& tx, const domain::Store& store,
                               base::Instant from) {
    if (!store.settings.import_from || *store.settings.import_from <= from) {
        return false;
    }
    actions::StoreChange change;
    change.settings = store.settings;
    change.settings.import_from = from;
    const auto changed = actions::ChangeStore(tx, store.code, change);
    if (!changed) {
        return base::Fail(changed.error());
    }
    return changed->lets_more_in;
}

}  // namespace

void WriteBackfill(JsonWriter& json, const std::optional<ports::SyncCursor>& cursor) {
    if (!cursor || !cursor->goal_from) {
        json.NullField("backfill");
        return;
    }
    json.Key("backfill").BeginObject();
    WriteInstant(json, "from", cursor->goal_from);
    WriteInstant(json, "reached", cursor->watermark);
    WriteInstant(json, "until", cursor->goal);
    json.Field("is_running", cursor->goal.has_value()).EndObject();
}

Answer StartBackfill(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto wanted = ReadWanted(call);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    bool lets_more_in = false;
    domain::StoreId id;
    const Answer answer = Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto store = FindStore(tx, call.request);
        if (!store) {
            return base::Fail(store.error());
        }
        if (store->is_archived || !store->is_active) {
            return base::Fail(base::NotAllowed("This store is not active: it makes no calls."));
        }
        const auto from = StartOf(wanted->from, ZoneOf(tx, *store));
        const auto started =
            from ? actions::StartBackfill(tx, *store, *from, call.context.clock.Now())
                 : base::Result<>(base::Fail(from.error()));
        if (!started) {
            return base::Fail(started.error());
        }
        const auto imports =
            wanted->import_too ? ImportSince(tx, *store, *from) : base::Result<bool>(false);
        if (!imports) {
            return base::Fail(imports.error());
        }
        lets_more_in = *imports;
        id = store->id;
        call.Note({"store " + std::to_string(id.value), "", "back-fill from " + from->ToIso()});
        return BackfillAnswer(kStatusAccepted, tx, *store);
    });
    if (answer && lets_more_in) {
        actions::DecideShownOrders(call.context.database, call.context.clock, id);
    }
    if (answer && id.IsSet() && call.context.sync_now) {
        (void)call.context.sync_now(id);  // else the timetable begins it
    }
    return answer;
}

Answer StopBackfill(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto store = FindStore(tx, call.request);
        if (!store) {
            return base::Fail(store.error());
        }
        actions::StopBackfill(tx, *store);
        call.Note({"store " + std::to_string(store->id.value), "", "back-fill ended"});
        return BackfillAnswer(kStatusDone, tx, *store);
    });
}

}  // namespace orderyard::api::v1
