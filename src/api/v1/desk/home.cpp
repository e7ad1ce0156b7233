// GET /api/v1/home: what needs a person now, what was sold, and how the syncs are. Each part is
// there only for those who may see it.
#include "api/v1/desk/endpoints.hpp"
#include "api/v1/orders/order_filter.hpp"
#include "api/v1/orders/order_row.hpp"
#include "api/v1/shapes.hpp"
#include "api/v1/view_alarms.hpp"
#include "base/limits.hpp"
#include "ports/export_store.hpp"
#include "ports/inbox_store.hpp"
#include "ports/order_desk.hpp"
#include "ports/recon_store.hpp"
#include "ports/store_registry.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kRowsShown = 5;
constexpr const char* kUsers = "Orderyard::users";  // who is told who saw too much

struct Task {
    const char* kind;
    const char* parameter;  // of the order filter
    const char* sort;
};
constexpr Task kTasks[] = {
    {"late", "late", "ship_by"},
    {"ship_by_today", "ship_by_today", "ship_by"},
    {"held_due", "held_due", "ship_by"},
    {"waits_for_tracking", "waits_for_tracking", "ship_by"},
    {"cancel_requests", "cancel_requested", "-placed_at"},
    {"sync_errors", "sync_error", "-updated_at"},
    {"attention", "needs_attention", "-placed_at"},
};

struct FoundTask {
    const Task* task;
    ports::DeskPage page;
    std::vector<domain::Order> orders;
    RowContext context;
};

struct StoreHealth {
    domain::Store store;
    std::optional<ports::SyncHealth> sync;
    ports::InboxCounts inbox;
    std::int64_t differences = 0;
};

struct Home {
    std::vector<FoundTask> tasks;
    std::vector<StoreHealth> stores;
    std::vector<ports::StoreSales> sales;
    std::vector<domain::ExportRun> failed_exports;
    std::vector<ports::ViewAlarm> view_alarms;
};

base::Result<FoundTask> Find(ports::Transaction& tx, const FilterFrame& frame, const Task& task) {
    http::Request asked;
    asked.query = {{task.parameter, "1"}, {"sort", task.sort}};
    const QueryReader query(asked);
    auto wanted = ReadOrderFilter(tx, query, frame);
    const auto sorted = wanted ? ReadOrderSort(query, *wanted) : base::Fail(wanted.error());
    if (!sorted) {
        return base::Fail(sorted.error());
    }
    wanted->search.page_size = kRowsShown;
    auto page = tx.order_desk().Find(*wanted);
    if (!page) {
        return base::Fail(page.error());
    }
    FoundTask found{&task, std::move(*page), {}, {}};
    found.orders = tx.order_desk().Orders(found.page.ids);
    for (auto& word : tx.order_desk().FollowUps(found.page.ids)) {
        found.context.follow_ups[word.order_id.value].push_back(std::move(word));
    }
    return found;
}

base::Result<Home> Read(const Call& call, ports::Transaction& tx, const FilterFrame& frame) {
    Home home;
    for (const Task& task : kTasks) {
        auto found = Find(tx, frame, task);
        if (!found) {
            return base::Fail(found.error());
        }
        home.tasks.push_back(std::move(*found));
    }
    home.sales = tx.order_desk().Sales(frame.now - base::Duration::Days(7),
                                       frame.now - base::Duration::Days(30));
    if (call.caller.May("Orderyard::exports")) {
        home.failed_exports =
            tx.exports().RunsIn(domain::ExportRunState::kFailed, base::limits::kPageSizeDefault);
    }
    if (call.caller.May(kUsers)) {
        home.view_alarms = RecentViewAlarms(tx, frame.now);
    }
    for (auto& store : tx.stores().List(true)) {
        StoreHealth health;
        health.sync = tx.sync().LoadHealth(store.id);
        health.inbox = tx.inbox().Counts(store.id);
        health.differences =
            call.caller.May("Orderyard::follow_ups") ? tx.recon().CountOpen(store.id) : 0;
        for (FoundTask& task : home.tasks) {
            task.context.stores.emplace(store.id.value, store);
        }
        health.store = std::move(store);
        home.stores.push_back(std::move(health));
    }
    return home;
}

void WriteTasks(JsonWriter& json, const Home& home) {
    json.Key("tasks").BeginArray();
    for (const FoundTask& found : home.tasks) {
        json.BeginObject().Field("kind", found.task->kind);
        json.Field("count", found.page.total.count).Field("is_exact", found.page.total.is_exact);
        json.Key("query").BeginObject().Field(found.task->parameter, "1");
        json.Field("sort", found.task->sort).EndObject();
        json.Key("orders").BeginArray();
        for (const auto& order : found.orders) {
            WriteOrderRow(json, order, found.context);
        }
        json.EndArray().EndObject();
    }
    json.EndArray();
}

void WriteSums(JsonWriter& json, const char* name, ports::SalesSum ports::StoreSales::*which,
               const Home& home) {
    json.Key(name).BeginArray();
    for (const ports::StoreSales& sales : home.sales) {
        const ports::SalesSum& sum = sales.*which;
        if (sum.orders == 0 && sum.total.units() == 0) {
            continue;
        }
        json.BeginObject().Key("store");
        json.BeginObject().Field("id", sales.store_id.value);
        for (const StoreHealth& health : home.stores) {
            if (health.store.id == sales.store_id) {
                json.Field("code", health.store.code).Field("name", health.store.name);
            }
        }
        json.EndObject().Field("orders", sum.orders);
        if (sum.total.currency().IsSet()) {
            WriteMoney(json, "total", sum.total);
        } else {
            json.NullField("total");
        }
        json.EndObject();
    }
    json.EndArray();
}

void WriteStores(JsonWriter& json, const Home& home, base::Instant now, bool sees_differences) {
    json.Key("stores").BeginArray();
    for (const StoreHealth& health : home.stores) {
        if (health.store.is_archived) {
            continue;
        }
        json.BeginObject().Field("id", health.store.id.value).Field("code", health.store.code);
        json.Field("name", health.store.name).Field("is_active", health.store.is_active);
        const auto& sync = health.sync;
        WriteInstant(json, "last_success_at", sync ? sync->last_success_at : std::nullopt);
        if (sync && sync->last_success_at) {
            json.Field("age_seconds", (now - *sync->last_success_at).micros / 1'000'000);
        } else {
            json.NullField("age_seconds");
        }
        json.TextOrNull("last_error_code", sync ? sync->last_error_code : "");
        json.TextOrNull("last_error", sync ? sync->last_error : "");
        json.Field("failures", sync ? sync->failures : 0);
        json.Field("is_catching_up", sync && sync->is_catching_up);
        json.Field("poison_messages", health.inbox.poison);
        if (sees_differences) {
            json.Field("differences", health.differences);
        }
        json.EndObject();
    }
    json.EndArray();
}

void WriteFailedExports(JsonWriter& json, const Home& home) {
    json.Key("failed_exports").BeginArray();
    for (const domain::ExportRun& run : home.failed_exports) {
        json.BeginObject().Field("export_id", run.export_id.value).Field("run_id", run.id.value);
        json.Field("name", run.export_name).Field("error", run.error);
        WriteInstant(json, "next_try_at", run.not_before);
        json.EndObject();
    }
    json.EndArray();
}

}  // namespace

Answer ShowHome(const Call& call) {
    const auto allowed = QueryReader(call.request).Allow({"zone"});
    const auto frame = allowed ? FrameOf(call) : base::Fail(allowed.error());
    if (!frame) {
        return base::Fail(frame.error());
    }
    base::Result<Home> home;
    call.context.database.Read([&](ports::Transaction& tx) { home = Read(call, tx, *frame); });
    if (!home) {
        return base::Fail(home.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    WriteInstant(json, "now", frame->now);
    WriteTasks(json, *home);
    if (call.caller.May("Magento_Reports::salesroot")) {
        json.Key("sales").BeginObject();
        WriteSums(json, "last_7_days", &ports::StoreSales::since_first, *home);
        WriteSums(json, "last_30_days", &ports::StoreSales::since_second, *home);
        WriteSums(json, "lifetime", &ports::StoreSales::ever, *home);
        json.EndObject();
    }
    if (call.caller.May("Orderyard::exports")) {
        WriteFailedExports(json, *home);
    }
    if (call.caller.May(kUsers)) {
        WriteViewAlarms(json, "view_alarms", home->view_alarms);
    }
    if (call.caller.May("Orderyard::stores_view")) {
        WriteStores(json, *home, frame->now, call.caller.May("Orderyard::follow_ups"));
    }
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
