// Lines of orders as a list of their own; the orders are read by whoever shows them.
#include <array>

#include "storage/lists/list_page.hpp"
#include "storage/order_store.hpp"

namespace orderyard::storage {
namespace {

constexpr const char* kInOrders = "o.order_id IN (SELECT s.id FROM sales_order s WHERE ";

constexpr ListField Int(std::string_view name, std::string_view sql) {
    return {name, FieldKind::kInt, sql, ""};
}
constexpr ListField Money(std::string_view name, std::string_view sql) {
    return {name, FieldKind::kMoney, sql, ""};
}
constexpr ListField Text(std::string_view name, std::string_view sql) {
    return {name, FieldKind::kText, sql, ""};
}
constexpr ListField OfOrder(std::string_view name, FieldKind kind, std::string_view sql) {
    return {name, kind, sql, "sales_order_item_by_order", false, false, kInOrders};
}

constexpr std::array kItemFields = {
    Int("item_id", "o.id"),
    Int("entity_id", "o.id"),
    ListField{"order_id", FieldKind::kInt, "o.order_id", "sales_order_item_by_order"},
    OfOrder("store_id", FieldKind::kInt, "s.store_view_id"),
    OfOrder("created_at", FieldKind::kDate, "s.created_at"),
    OfOrder("updated_at", FieldKind::kDate, "s.updated_at"),
    ListField{"product_id", FieldKind::kInt, "o.product_id", "", true},
    ListField{"sku",
              FieldKind::kText,
              "lower(o.sku)",
              "sales_order_item_by_sku",
              false,
              false,
              "",
              {"o.order_id", "sales_order"}},
    Text("name", "lower(o.name)"),
    Text("ext_order_item_id", "lower(o.channel_item_number)"),
    Text("product_type", "'simple'"),
    Int("qty_ordered", "o.ordered"),
    Int("qty_invoiced", "o.invoiced"),
    Int("qty_shipped", "o.shipped"),
    Int("qty_refunded", "(o.refunded_shipped + o.refunded_unshipped)"),
    Int("qty_canceled", "o.canceled"),
    Money("price", "o.unit_price"),
    Money("base_price", "o.unit_price"),
};

constexpr FieldList kItems{"Order items", "sales_order_item", kItemFields, kNoIndex, ""};

}  // namespace

base::Result<ports::OrderItemPage> SqlOrderStore::SearchItems(const ports::SearchQuery& query) {
    ListPlan plan(kItems);
    if (base::Result<> made = MakePlan(plan, query, {keys_, index_, connection_.dialect()});
        !made) {
        return base::Fail(std::move(made.error()));
    }
    const std::string_view narrow_index = NarrowIndex(connection_, plan);
    ports::OrderItemPage page;
    page.total_count = CountMatches(connection_, plan, narrow_index);
    const Slice slice = SliceOf(query, page.total_count);
    if (slice.offset >= page.total_count) {
        return page;
    }
    for (const std::int64_t id : IdsOfPage(connection_, plan, narrow_index, slice)) {
        const auto order =
            connection_.QueryInt("SELECT order_id FROM sales_order_item WHERE id = ?", id);
        page.items.push_back({domain::OrderItemId(id), domain::OrderId(order.value())});
    }
    return page;
}

}  // namespace orderyard::storage
