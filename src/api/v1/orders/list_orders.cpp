// GET /api/v1/orders: a page of the grid. /orders/counts: how many orders wait in each of the
// usual views. /orders/{id}/neighbours: what is before and after an order in a filtered list.
#include "api/v1/orders/endpoints.hpp"
#include "api/v1/orders/order_filter.hpp"
#include "api/v1/orders/order_row.hpp"
#include "api/v1/orders/read_order.hpp"
#include "base/limits.hpp"
#include "ports/order_desk.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

struct View {
    const char* name;
    const char* parameter;  // of the filter language, "1"
};
constexpr View kViews[] = {
    {"to_ship", "to_ship"},
    {"ship_by_today", "ship_by_today"},
    {"late", "late"},
    {"held_due", "held_due"},
    {"waits_for_tracking", "waits_for_tracking"},
    {"sync_errors", "sync_error"},
    {"on_hold", "on_hold"},
    {"cancel_requests", "cancel_requested"},
    {"attention", "needs_attention"},
    {"refunded", "refunded"},
};

base::Result<> ReadPaging(const QueryReader& query, ports::DeskQuery& wanted) {
    const auto size =
        query.Int("page_size", base::limits::kPageSizeDefault, 1, base::limits::kPageSizeMax);
    const auto page = size ? query.Int("page", 1, 1, INT32_MAX) : size;
    const auto total = page ? query.Text("total") : base::Fail(page.error());
    if (!total) {
        return base::Fail(total.error());
    }
    if (!total->empty() && *total != "exact") {
        return base::Fail(base::InvalidInput("total", "The only word here is exact."));
    }
    wanted.search.page_size = *size;
    wanted.search.current_page = *page;
    wanted.wants_exact_total = *total == "exact";
    return ReadOrderSort(query, wanted);
}

struct Found {
    ports::DeskPage page;
    std::vector<domain::Order> orders;
    RowContext context;
    std::int64_t page_no = 0, page_size = 0;
};

base::Result<Found> Find(const Call& call, ports::Transaction& tx, const FilterFrame& frame) {
    const QueryReader query(call.request);
    auto wanted = ReadOrderFilter(tx, query, frame);
    const auto paged = wanted ? ReadPaging(query, *wanted) : base::Fail(wanted.error());
    if (!paged) {
        return base::Fail(paged.error());
    }
    auto page = tx.order_desk().Find(*wanted);
    if (!page) {
        return base::Fail(page.error());
    }
    Found found;
    found.page = std::move(*page);
    found.page_no = wanted->search.current_page;
    found.page_size = wanted->search.page_size;
    found.orders = tx.order_desk().Orders(found.page.ids);
    for (auto& word : tx.order_desk().FollowUps(found.page.ids)) {
        found.context.follow_ups[word.order_id.value].push_back(std::move(word));
    }
    for (auto& store : tx.stores().List(true)) {
        found.context.stores.emplace(store.id.value, std::move(store));
    }
    found.context.matched = std::move(found.page.matched);
    return found;
}

// Checks the query, and reads in one snapshot.
template <class Read>
auto InSnapshot(const Call& call, Read read) {
    using Result =
        decltype(read(std::declval<ports::Transaction&>(), std::declval<const FilterFrame&>()));
    Result result;
    if (const auto allowed = AllowOrderFilter(QueryReader(call.request)); !allowed) {
        result = base::Fail(allowed.error());
        return result;
    }
    const auto frame = FrameOf(call);
    if (!frame) {
        result = base::Fail(frame.error());
        return result;
    }
    call.context.database.Read([&](ports::Transaction& tx) { result = read(tx, *frame); });
    return result;
}

using Counts = std::vector<ports::DeskTotal>;  // in the order of kViews

base::Result<Counts> CountViews(const Call& call, ports::Transaction& tx,
                                const FilterFrame& frame) {
    Counts counts;
    for (const View& view : kViews) {
        http::Request asked;
        asked.query = call.request.query;
        asked.query.push_back({view.parameter, "1"});
        const auto wanted = ReadOrderFilter(tx, QueryReader(asked), frame);
        const auto total = wanted ? tx.order_desk().Count(*wanted)
                                  : base::Result<ports::DeskTotal>(base::Fail(wanted.error()));
        if (!total) {
            return base::Fail(total.error());
        }
        counts.push_back(*total);
    }
    return counts;
}

void WriteId(JsonWriter& json, std::string_view name, std::optional<domain::OrderId> id) {
    if (id) {
        json.Field(name, id->value);
    } else {
        json.NullField(name);
    }
}

}  // namespace

Answer ListOrders(const Call& call) {
    auto found = InSnapshot(call, [&](ports::Transaction& tx, const FilterFrame& frame) {
        return Find(call, tx, frame);
    });
    if (!found) {
        return base::Fail(found.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& order : found->orders) {
        WriteOrderRow(json, order, found->context);
    }
    json.EndArray().Field("page", found->page_no).Field("page_size", found->page_size);
    json.Field("total_count", found->page.total.count);
    json.Field("is_total_exact", found->page.total.is_exact).EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer CountOrders(const Call& call) {
    const auto counts = InSnapshot(call, [&](ports::Transaction& tx, const FilterFrame& frame) {
        return CountViews(call, tx, frame);
    });
    if (!counts) {
        return base::Fail(counts.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (std::size_t i = 0; i < counts->size(); ++i) {
        json.BeginObject().Field("view", kViews[i].name);
        json.Key("query").BeginObject().Field(kViews[i].parameter, "1").EndObject();
        json.Field("count", (*counts)[i].count).Field("is_exact", (*counts)[i].is_exact);
        json.EndObject();
    }
    json.EndArray().EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ShowNeighbours(const Call& call) {
    const auto found = InSnapshot(
        call,
        [&](ports::Transaction& tx,
            const FilterFrame& frame) -> base::Result<ports::DeskNeighbours> {
            const QueryReader query(call.request);
            const auto id = KnownOrderIdOf(tx, call.request);
            auto wanted = id ? ReadOrderFilter(tx, query, frame)
                             : base::Result<ports::DeskQuery>(base::Fail(id.error()));
            const auto sorted = wanted ? ReadOrderSort(query, *wanted) : base::Fail(wanted.error());
            if (!sorted) {
                return base::Fail(sorted.error());
            }
            return tx.order_desk().NeighboursOf(*id, *wanted);
        });
    if (!found) {
        return base::Fail(found.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    WriteId(json, "previous", found->before);
    WriteId(json, "next", found->after);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
