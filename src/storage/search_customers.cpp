// The list of customers, by the common way of lists. Names and e-mail addresses are sealed: they
// are found through the blind index of the customers' orders, which hold the same.
#include <array>

#include "storage/customer_store.hpp"
#include "storage/lists/list_page.hpp"
#include "storage/privacy/blind_index.hpp"

namespace orderyard::storage {
namespace {

// The inner "o" is the order, as the conditions on sealed fields have it.
constexpr const char* kOfOrders = "o.id IN (SELECT o.customer_id FROM sales_order o WHERE ";

constexpr ListField Sealed(std::string_view name, FieldKind kind) {
    return {name, kind, "", "", false, false, kOfOrders};
}

// All are in Magento's group "General" of the one website.
constexpr std::array kFields = {
    ListField{"entity_id", FieldKind::kInt, "o.id", ""},
    ListField{"id", FieldKind::kInt, "o.id", ""},
    ListField{"store_id", FieldKind::kInt, "o.store_view_id", ""},
    ListField{"created_at", FieldKind::kDate, "o.created_at", ""},
    ListField{"updated_at", FieldKind::kDate, "o.created_at", ""},
    ListField{"group_id", FieldKind::kInt, "1", ""},
    ListField{"website_id", FieldKind::kInt, "1", ""},
    Sealed("email", FieldKind::kEmail),
    Sealed("firstname", FieldKind::kName),
    Sealed("lastname", FieldKind::kName),
    Sealed("name", FieldKind::kName),
};

constexpr FieldList kCustomers{"Customers", "customer", kFields, kNoIndex, ""};

}  // namespace

base::Result<ports::CustomerPage> SqlCustomerStore::Search(const ports::SearchQuery& query) {
    const BlindIndex index(keys_, "sales_order_search");
    ListPlan plan(kCustomers);
    if (base::Result<> made = MakePlan(plan, query, {keys_, index, connection_.dialect()}); !made) {
        return base::Fail(std::move(made.error()));
    }
    const std::string_view narrow_index = NarrowIndex(connection_, plan);
    ports::CustomerPage page;
    page.total_count = CountMatches(connection_, plan, narrow_index);
    const Slice slice = SliceOf(query, page.total_count);
    if (slice.offset >= page.total_count) {
        return page;
    }
    for (const std::int64_t id : IdsOfPage(connection_, plan, narrow_index, slice)) {
        if (auto customer = Load(domain::CustomerId(id))) {
            page.customers.push_back(std::move(*customer));
        }
    }
    return page;
}

}  // namespace orderyard::storage
