// GET /V1/orders: the orders of all store views that match searchCriteria.
#include <map>

#include "api/rest/endpoints.hpp"
#include "api/rest/list_answer.hpp"
#include "api/rest/order_shape.hpp"
#include "base/limits.hpp"
#include "ports/document_store.hpp"
#include "ports/order_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::rest {
namespace {

struct Found {
    ports::OrderPage page;
    std::vector<std::vector<domain::HistoryEntry>> histories;  // beside page.orders
    std::map<domain::StoreViewId, domain::StoreView> views;
    // Only of orders that need them: most of a page are billed whole, and every look is a query.
    std::map<domain::OrderId, domain::OrderFile> files;
};

// A list without page size holds everything, or is refused: half of it would look complete.
base::Result<> CheckWholeListFits(ports::Transaction& tx, ports::SearchQuery query) {
    query.page_size = 1;
    const auto page = tx.orders().Search(query);
    if (!page) {
        return base::Fail(page.error());
    }
    if (page->total_count > base::limits::kMagentoPageSizeMax) {
        return base::Fail(PageTooLarge());
    }
    return {};
}

base::Result<Found> Find(ports::Transaction& tx, const ports::SearchQuery& query, bool is_paged) {
    if (!is_paged) {
        if (const auto fits = CheckWholeListFits(tx, query); !fits) {
            return base::Fail(fits.error());
        }
    }
    auto page = tx.orders().Search(query);
    if (!page) {
        return base::Fail(page.error());
    }
    Found found;
    found.page = std::move(*page);
    std::vector<domain::OrderId> ids;
    for (const domain::Order& order : found.page.orders) {
        ids.push_back(order.id);
        if (NeedsDocuments(order)) {
            domain::OrderFile& file = found.files[order.id];
            file.order = order;
            tx.documents().LoadFor(file);
        }
    }
    found.histories = tx.orders().Histories(ids);
    for (domain::StoreView& view : tx.stores().ListViews()) {
        found.views.emplace(view.id, std::move(view));
    }
    return found;
}

}  // namespace

Answer ListOrders(const Call& call) {
    const auto criteria = ReadSearchCriteria(call.request.query);
    if (!criteria) {
        return base::Fail(criteria.error());
    }
    const auto query = criteria->ToQuery();
    if (!query) {
        return base::Fail(query.error());
    }
    const bool is_paged = criteria->page_size.value_or(0) > 0;
    base::Result<Found> found;
    call.context.database.Read([&](ports::Transaction& tx) { found = Find(tx, *query, is_paged); });
    if (!found) {
        return base::Fail(found.error());
    }
    return ListJson(*criteria, found->page.total_count, [&](JsonWriter& json) {
        for (std::size_t i = 0; i < found->page.orders.size(); ++i) {
            const domain::Order& order = found->page.orders[i];
            const auto file = found->files.find(order.id);
            const auto view = found->views.find(order.store_view_id);
            WriteOrder(json, {order, found->histories[i],
                              view == found->views.end() ? nullptr : &view->second,
                              file == found->files.end() ? nullptr : &file->second});
        }
    });
}

}  // namespace orderyard::api::rest
