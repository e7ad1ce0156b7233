// The list of products, by the common way of lists.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "storage/lists/list_page.hpp"
#include "storage/privacy/blind_index.hpp"
#include "storage/product_rows.hpp"
#include "storage/product_store.hpp"
#include "storage/sql/id_list.hpp"

namespace orderyard::storage {
namespace {

// Magento's status: 1 enabled, 2 disabled. All our products are simple ones.
constexpr std::array kProductFields = {
    ListField{"entity_id", FieldKind::kInt, "o.id", ""},
    ListField{"sku", FieldKind::kText, "lower(o.sku)", "product_by_folded_sku"},
    ListField{"name", FieldKind::kText, "lower(o.name)", ""},
    ListField{"price", FieldKind::kMoney, "o.price", "", true},
    ListField{"status", FieldKind::kInt, "(2 - o.is_enabled)", ""},
    ListField{"type_id", FieldKind::kText, "'simple'", ""},
    ListField{"quantity", FieldKind::kInt, "o.on_hand", ""},
    ListField{"is_in_stock", FieldKind::kInt,
              "CAST(CASE WHEN o.is_stock_managed = 0 OR o.on_hand > 0 THEN 1 ELSE 0 END AS BIGINT)",
              ""},
};

constexpr FieldList kProducts{"Products", "product", kProductFields, kNoIndex, ""};

}  // namespace

base::Result<ports::ProductPage> SqlProductStore::Search(const ports::SearchQuery& query) {
    const BlindIndex no_index(keys_, "sales_order_search");  // no field here is sealed
    ListPlan plan(kProducts);
    if (base::Result<> made = MakePlan(plan, query, {keys_, no_index, connection_.dialect()});
        !made) {
        return base::Fail(std::move(made.error()));
    }
    const std::string_view narrow_index = NarrowIndex(connection_, plan);
    ports::ProductPage page;
    page.total_count = CountMatches(connection_, plan, narrow_index);
    const Slice slice = SliceOf(query, page.total_count);
    if (slice.offset >= page.total_count) {
        return page;
    }
    std::vector<domain::ProductId> ids;
    for (const std::int64_t id : IdsOfPage(connection_, plan, narrow_index, slice)) {
        ids.emplace_back(id);
    }
    static const sql::ByKeys kOf("SELECT " + std::string(kProductColumns) +
                                 " FROM product WHERE id");
    page.products = sql::ReadInOrder(connection_, kOf, ids, ReadProduct);
    return page;
}

}  // namespace orderyard::storage
