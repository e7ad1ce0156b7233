// GET /api/v1/stores/{store}/amazon-orders: All Orders, filtered and sorted over everything, not
// over the page.
#include <array>

#include "api/v1/endpoints.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "ports/channel_order_store.hpp"

namespace orderyard::api::v1 {
namespace {

using ports::ChannelOrderQuery;
using ports::ChannelOrderRow;
using ports::ChannelOrderSort;

constexpr std::array<std::pair<std::string_view, ChannelOrderSort>, 6> kSorts{{
    {"purchased_at", ChannelOrderSort::kPurchasedAt},
    {"number", ChannelOrderSort::kNumber},
    {"status", ChannelOrderSort::kStatus},
    {"total", ChannelOrderSort::kTotal},
    {"updated_at", ChannelOrderSort::kUpdatedAt},
    {"ship_by", ChannelOrderSort::kShipBy},
}};

constexpr std::int64_t kPageMax = 100'000;  // further on, filters are the way

base::Error NotOneOf(std::string field) {
    return base::InvalidInput(std::move(field),
                              "This word is not one of those that can stand here.");
}

base::Result<> ReadTexts(const QueryReader& query, ChannelOrderQuery& wanted) {
    for (const auto& [name, target] :
         {std::pair("number", &wanted.number), std::pair("buyer_name", &wanted.buyer_name),
          std::pair("after", &wanted.after)}) {
        auto text = query.Text(name);
        if (!text) {
            return base::Fail(text.error());
        }
        *target = base::Trim(*text);
    }
    return {};
}

base::Result<> ReadRanges(const QueryReader& query, const std::string& zone,
                          ChannelOrderQuery& wanted) {
    const auto from = query.Moment("purchased_from", zone, false);
    const auto to = from ? query.Moment("purchased_to", zone, true) : from;
    if (!to) {
        return base::Fail(to.error());
    }
    const auto total_from = query.Amount("total_from");
    const auto total_to = total_from ? query.Amount("total_to") : total_from;
    if (!total_to) {
        return base::Fail(total_to.error());
    }
    wanted.purchased_from = *from;
    wanted.purchased_to = *to;
    wanted.total_from_units = *total_from;
    wanted.total_to_units = *total_to;
    return {};
}

base::Result<> ReadWords(const QueryReader& query, ChannelOrderQuery& wanted) {
    for (const std::string& word : query.List("status")) {
        const auto status = domain::ChannelStatusFrom(word);
        if (!status) {
            return base::Fail(NotOneOf("status"));
        }
        wanted.statuses.push_back(*status);
    }
    for (const std::string& word : query.List("verdict")) {
        const auto verdict = domain::VerdictKindFrom(word);
        if (!verdict) {
            return base::Fail(NotOneOf("verdict"));
        }
        wanted.verdicts.push_back(*verdict);
    }
    return {};
}

base::Result<> ReadOrder(const QueryReader& query, ChannelOrderQuery& wanted) {
    const auto sort = query.Text("sort");
    const auto order = sort ? query.Text("order") : sort;
    if (!order) {
        return base::Fail(order.error());
    }
    bool is_known = sort->empty();
    // "-total" is "total" downwards.
    const bool is_downwards = sort->starts_with('-');
    const std::string_view wanted_sort = std::string_view(*sort).substr(is_downwards ? 1 : 0);
    for (const auto& [name, value] : kSorts) {
        if (name == wanted_sort) {
            wanted.sort = value;
            is_known = true;
        }
    }
    if (!is_known) {
        return base::Fail(NotOneOf("sort"));
    }
    if (!order->empty() && *order != "asc" && *order != "desc") {
        return base::Fail(NotOneOf("order"));
    }
    wanted.is_descending = order->empty() ? sort->empty() || is_downwards : *order == "desc";
    const auto page_size =
        query.Int("page_size", base::limits::kPageSizeDefault, 1, base::limits::kPageSizeMax);
    if (!page_size) {
        return base::Fail(page_size.error());
    }
    wanted.page_size = static_cast<int>(*page_size);
    const auto page = query.Int("page", 1, 1, kPageMax);
    if (!page) {
        return base::Fail(page.error());
    }
    wanted.offset = (*page - 1) * *page_size;
    return {};
}

base::Result<ChannelOrderQuery> ReadQuery(const QueryReader& query, domain::StoreId store,
                                          const std::string& zone) {
    ChannelOrderQuery wanted;
    wanted.store_id = store;
    base::Result<> read =
        query.Allow({"purchased_from", "purchased_to", "number", "buyer_name", "total_from",
                     "total_to", "sort", "order", "page_size", "page", "after"},
                    {"status", "verdict"});
    if (read)
        read = ReadTexts(query, wanted);
    if (read)
        read = ReadRanges(query, zone, wanted);
    if (read)
        read = ReadWords(query, wanted);
    if (read)
        read = ReadOrder(query, wanted);
    if (!read) {
        return base::Fail(read.error());
    }
    return wanted;
}

void WriteRow(JsonWriter& json, const ChannelOrderRow& row) {
    json.BeginObject().Field("id", row.id.value).Field("number", row.number);
    WriteInstant(json, "purchased_at", row.purchased_at);
    WriteInstant(json, "updated_at", row.updated_at);
    json.Field("status", ToString(row.status)).Field("status_text", row.status_text);
    json.Field("fulfilled_by", ToString(row.fulfilled_by))
        .Field("marketplace_name", row.marketplace_name);
    json.TextOrNull("buyer_name", row.buyer_name);
    WriteMoney(json, "total", row.total);
    json.Field("quantity_ordered", row.quantity_ordered)
        .Field("quantity_shipped", row.quantity_shipped);
    WriteInstant(json, "ship_by_latest", row.ship_by_latest);
    json.Field("quantity_unshipped", row.quantity_unshipped);
    json.Field("quantity_reserved", row.quantity_reserved);
    json.TextOrNull("service_level", row.service_level);
    WriteTexts(json, "programs", row.programs);
    WriteMarks(json, row.marks);
    json.TextOrNull("replaces_number", row.replaces_number);
    json.TextOrNull("purchase_order_number", row.purchase_order_number);
    json.TextOrNull("last_event", row.last_event);
    WriteInstant(json, "last_event_at", row.last_event_at);
    WriteVerdict(json, row.verdict);
    json.Key("order");
    if (row.order_id) {
        json.BeginObject()
            .Field("id", row.order_id->value)
            .Field("increment_id", row.order_increment_id);
        json.Field("status", row.order_status).EndObject();
    } else {
        json.Null();
    }
    json.EndObject();
}

base::Result<ports::ChannelOrderPage> Find(ports::Transaction& tx, const http::Request& request) {
    const auto store = FindStore(tx, request);
    if (!store) {
        return base::Fail(store.error());
    }
    const auto query = ReadQuery(QueryReader(request), store->id, ZoneOf(tx, *store));
    if (!query) {
        return base::Fail(query.error());
    }
    return tx.channel_orders().Search(*query);
}

}  // namespace

Answer ListChannelOrders(const ApiContext& context, const http::Request& request) {
    base::Result<ports::ChannelOrderPage> page;
    context.database.Read([&](ports::Transaction& tx) { page = Find(tx, request); });
    if (!page) {
        return base::Fail(page.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const ChannelOrderRow& row : page->rows) {
        WriteRow(json, row);
    }
    json.EndArray();
    json.TextOrNull("next", page->next);
    json.Field("total_count", page->total_count)
        .Field("is_total_exact", page->is_total_exact)
        .EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
