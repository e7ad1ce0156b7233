// GET /api/v1/orders: commerce orders, newest first, a page at a time.
#include "api/v1/orders/endpoints.hpp"
#include "api/v1/orders/order_filter.hpp"
#include "api/v1/orders/order_shape.hpp"
#include "base/limits.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::v1 {
namespace {

struct Paging {
    std::int64_t page_size = 0;
    std::int64_t page = 1;
};

base::Result<Paging> ReadPaging(const QueryReader& query) {
    const auto size =
        query.Int("page_size", base::limits::kPageSizeDefault, 1, base::limits::kPageSizeMax);
    const auto page = size ? query.Int("page", 1, 1, INT32_MAX) : size;
    if (!page) {
        return base::Fail(page.error());
    }
    return Paging{*size, *page};
}

base::Result<ports::OrderPage> Find(ports::Transaction& tx, const OrderFilter& filter,
                                    const Paging& paging) {
    auto query = ToQuery(tx, filter);
    if (!query) {
        return base::Fail(query.error());
    }
    query->page_size = paging.page_size;
    query->current_page = paging.page;
    return tx.orders().Search(*query);
}

}  // namespace

Answer ListOrders(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"store", "q", "needs_attention", "page_size", "page"},
                                         {"status", "state"});
        !allowed) {
        return base::Fail(allowed.error());
    }
    const auto filter = ReadOrderFilter(query);
    if (!filter) {
        return base::Fail(filter.error());
    }
    const auto paging = ReadPaging(query);
    if (!paging) {
        return base::Fail(paging.error());
    }
    base::Result<ports::OrderPage> page;
    call.context.database.Read([&](ports::Transaction& tx) { page = Find(tx, *filter, *paging); });
    if (!page) {
        return base::Fail(page.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& order : page->orders) {
        WriteOrderRow(json, order);
    }
    json.EndArray().Field("page", paging->page).Field("page_size", paging->page_size);
    json.Field("total_count", page->total_count).EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
