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
};

constexpr FieldList kProducts{"Products", "product", kProductFields, kNoIndex, ""};

constexpr std::string_view kOfPageSqlite =
    " FROM product WHERE id IN (SELECT value FROM json_each(?))";
constexpr std::string_view kOfPagePostgres = " FROM product WHERE id = ANY(CAST(? AS BIGINT[]))";

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
    std::unordered_map<std::int64_t, std::size_t> places;
    for (const std::int64_t id : IdsOfPage(connection_, plan, narrow_index, slice)) {
        places.emplace(id, ids.size());
        ids.emplace_back(id);
    }
    const std::string sql = "SELECT " + std::string(kProductColumns) +
                            std::string(connection_.Pick(kOfPageSqlite, kOfPagePostgres));
    sql::Rows rows = connection_.Query(sql, sql::IdList(connection_.dialect(), ids));
    while (rows.Next()) {
        page.products.push_back(ReadProduct(rows));
    }
    std::sort(page.products.begin(), page.products.end(), [&](const auto& a, const auto& b) {
        return places.at(a.id.value) < places.at(b.id.value);
    });
    return page;
}

}  // namespace orderyard::storage
