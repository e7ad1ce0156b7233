// GET /V1/orders: the orders of all store views that match searchCriteria.
#include "api/rest/endpoints.hpp"
#include "api/rest/list_answer.hpp"
#include "api/rest/rendered_orders.hpp"
#include "base/limits.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::rest {
namespace {

// What an order says, or leaves out, whichever it is (see order_shape.cpp).
constexpr ConstantField kConstants[] = {
    {"is_virtual", "0"},
    {"email_sent", "0"},
    {"customer_note_notify", "0"},
    {"weight", "0"},
    {"base_to_global_rate", "1"},
    {"base_to_order_rate", "1"},
    {"store_to_base_rate", "0"},
    {"store_to_order_rate", "0"},
    {"base_discount_tax_compensation_amount", "0"},
    {"discount_tax_compensation_amount", "0"},
    {"base_shipping_discount_tax_compensation_amnt", "0"},
    {"shipping_discount_tax_compensation_amount", "0"},
    {"send_email", std::nullopt},
    {"coupon_code", std::nullopt},
    {"coupon_rule_name", std::nullopt},
    {"applied_rule_ids", std::nullopt},
    {"discount_description", std::nullopt},
    {"customer_note", std::nullopt},
    {"customer_dob", std::nullopt},
    {"customer_gender", std::nullopt},
    {"customer_middlename", std::nullopt},
    {"customer_prefix", std::nullopt},
    {"customer_suffix", std::nullopt},
    {"customer_taxvat", std::nullopt},
    {"edit_increment", std::nullopt},
    {"ext_customer_id", std::nullopt},
    {"original_increment_id", std::nullopt},
    {"quote_address_id", std::nullopt},
    {"relation_child_id", std::nullopt},
    {"relation_child_real_id", std::nullopt},
    {"relation_parent_id", std::nullopt},
    {"relation_parent_real_id", std::nullopt},
    {"remote_ip", std::nullopt},
    {"x_forwarded_for", std::nullopt},
};

struct Found {
    std::vector<SharedText> orders;
    std::int64_t total_count = 0;
};

// A list without page size holds everything, or is refused: half of it would look complete.
base::Result<> CheckWholeListFits(ports::Transaction& tx, ports::SearchQuery query) {
    query.page_size = 1;
    const auto page = tx.orders().SearchRevisions(query);
    if (!page) {
        return base::Fail(page.error());
    }
    if (page->total_count > base::limits::kMagentoPageSizeMax) {
        return base::Fail(PageTooLarge());
    }
    return {};
}

base::Result<Found> Find(ports::Transaction& tx, const ports::SearchQuery& query, bool is_paged,
                         RenderedOrders* rendered) {
    if (!is_paged) {
        if (const auto fits = CheckWholeListFits(tx, query); !fits) {
            return base::Fail(fits.error());
        }
    }
    const auto page = tx.orders().SearchRevisions(query);
    if (!page) {
        return base::Fail(page.error());
    }
    return Found{OrdersJson(tx, page->orders, rendered), page->total_count};
}

}  // namespace

Answer ListOrders(const Call& call) {
    const auto criteria = ReadSearchCriteria(call.request.query);
    if (!criteria) {
        return base::Fail(criteria.error());
    }
    auto query = criteria->ToQuery();
    if (!query) {
        return base::Fail(query.error());
    }
    SettleConstants(*query, kConstants);
    const bool is_paged = criteria->page_size.value_or(0) > 0;
    base::Result<Found> found;
    call.context.database.Read(
        [&](ports::Transaction& tx) { found = Find(tx, *query, is_paged, call.rendered); });
    if (!found) {
        return base::Fail(found.error());
    }
    return ListJson(*criteria, found->total_count, [&](JsonWriter& json) {
        std::size_t bytes = 0;
        for (const SharedText& order : found->orders) {
            bytes += order->size();
        }
        json.Reserve(bytes);
        for (const SharedText& order : found->orders) {
            json.Raw(*order);
        }
    });
}

}  // namespace orderyard::api::rest
