// GET /api/v1/stores/{store}: one store; /store-cards: all of them with their sales and what stops
// them; /stores/{store}/dashboard: its page; /marketplaces: what can be connected.
#include <algorithm>

#include "actions/start_backfill.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "api/v1/stores/endpoints.hpp"
#include "api/v1/stores/read_store.hpp"
#include "api/v1/stores/sales_shape.hpp"
#include "api/v1/stores/store_shape.hpp"
#include "api/v1/sync_shape.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/exception_store.hpp"
#include "ports/recon_store.hpp"
#include "ports/sales_figures.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kCardDays = 30;
constexpr int kDashboardDaysMax = 90;

struct StoreRow {
    domain::Store store;
    std::optional<ports::SyncHealth> health;
    ports::InboxCounts inbox;
    std::vector<ports::SalesDay> days;  // twice as many as are shown: the first half to compare
    std::int64_t exceptions = 0;
    std::int64_t differences = 0;
    std::optional<ports::SyncCursor> backfill;
    std::string zone;
};

// The start of the day `count - 1` days before today, in the store's zone.
base::Instant FirstDay(base::Instant now, const std::string& zone, int count) {
    constexpr std::size_t kDateBytes = 10;  // of "2026-01-31 15:30:00 +05:30"
    const auto text = base::FormatInZone(now, zone);
    const auto today = text ? base::DayStartInZone(text->substr(0, kDateBytes), zone)
                            : base::Result<base::Instant>(now);
    return today.value_or(now) - base::Duration::Days(count - 1);
}

StoreRow ReadRow(ports::Transaction& tx, domain::Store store, base::Instant now, int days) {
    const domain::StoreId id = store.id;
    StoreRow row;
    row.zone = ZoneOf(tx, store);
    row.store = std::move(store);
    row.health = tx.sync().LoadHealth(id);
    row.inbox = tx.inbox().Counts(id);
    row.days = tx.sales().Days(id, FirstDay(now, row.zone, 2 * days), 2 * days);
    row.exceptions = tx.exceptions().CountOrders(id);
    row.backfill = tx.sync().LoadCursor(id, actions::kBackfillStream);
    row.differences = tx.recon().CountOpen(id);
    return row;
}

void WriteMarketplace(JsonWriter& json, const ports::ChannelMarketplace& marketplace) {
    json.BeginObject().Field("id", marketplace.id).Field("region", marketplace.region);
    json.Field("country_code", marketplace.country_code);
    json.Field("currency", marketplace.currency_code).Field("name", marketplace.name);
    json.Field("seller_site", marketplace.seller_site).EndObject();
}

// Those of the store; all of its region when it names none.
void WriteMarketplaces(JsonWriter& json, const ApiContext& context, const domain::Store& store) {
    json.Key("marketplaces").BeginArray();
    if (context.channel != nullptr) {
        const auto& ids = store.marketplace_ids;
        for (const auto& each : context.channel->Marketplaces()) {
            const bool is_named = std::find(ids.begin(), ids.end(), each.id) != ids.end();
            if (is_named || (ids.empty() && each.region == store.region)) {
                WriteMarketplace(json, each);
            }
        }
    }
    json.EndArray();
}

void WriteRow(JsonWriter& json, const ApiContext& context, const StoreRow& row) {
    WriteStoreFields(json, row.store);
    json.Field("zone", row.zone);
    WriteMarketplaces(json, context, row.store);
    WriteSync(json, row.health, row.inbox, context.clock.Now());
    WriteBackfill(json, row.backfill);
    WriteSales(json, row.days);
    json.Field("exceptions", row.exceptions).Field("differences", row.differences);
}

void WriteCounts(JsonWriter& json, const char* name, const char* word,
                 const std::vector<std::pair<std::string, std::int64_t>>& counts) {
    json.Key(name).BeginArray();
    for (const auto& [key, count] : counts) {
        json.BeginObject().Field(word, key).Field("count", count).EndObject();
    }
    json.EndArray();
}

}  // namespace

Answer ListMarketplaces(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto directory = DirectoryOf(call.context);
    if (!directory) {
        return base::Fail(directory.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("regions").BeginArray();
    for (const auto& region : (*directory)->Regions()) {
        json.BeginObject().Field("code", region.code).Field("api_url", region.api_url);
        json.Field("token_url", region.token_url).EndObject();
    }
    json.EndArray().Key("items").BeginArray();
    for (const auto& marketplace : (*directory)->Marketplaces()) {
        WriteMarketplace(json, marketplace);
    }
    json.EndArray().EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ShowStore(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    base::Result<domain::Store> store;
    call.context.database.Read(
        [&](ports::Transaction& tx) { store = FindStore(tx, call.request); });
    if (!store) {
        return base::Fail(store.error());
    }
    return StoreAnswer(200, *store);
}

Answer ListStoreCards(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const base::Instant now = call.context.clock.Now();
    std::vector<StoreRow> rows;
    call.context.database.Read([&](ports::Transaction& tx) {
        rows.clear();
        for (domain::Store& store : tx.stores().List(false)) {
            rows.push_back(ReadRow(tx, std::move(store), now, kCardDays));
        }
    });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const StoreRow& row : rows) {
        json.BeginObject();
        WriteRow(json, call.context, row);
        json.EndObject();
    }
    json.EndArray().Field("total_count", static_cast<std::int64_t>(rows.size())).EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ShowDashboard(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"days"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto days = query.Int("days", kCardDays, 1, kDashboardDaysMax);
    if (!days) {
        return base::Fail(days.error());
    }
    const base::Instant now = call.context.clock.Now();
    base::Result<StoreRow> row;
    std::vector<std::pair<std::string, std::int64_t>> statuses, verdicts;
    call.context.database.Read([&](ports::Transaction& tx) {
        auto store = FindStore(tx, call.request);
        if (!store) {
            row = base::Fail(store.error());
            return;
        }
        const domain::StoreId id = store->id;
        row = ReadRow(tx, std::move(*store), now, static_cast<int>(*days));
        statuses = tx.channel_orders().CountByStatus(id);
        verdicts = tx.channel_orders().CountByVerdict(id);
    });
    if (!row) {
        return base::Fail(row.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    WriteRow(json, call.context, *row);
    WriteCounts(json, "by_status", "status", statuses);
    WriteCounts(json, "by_verdict", "verdict", verdicts);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
