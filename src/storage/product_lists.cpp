// What people look at: a product's stock ledger, and the ties between channel SKUs and products.
#include "storage/product_rows.hpp"
#include "storage/product_store.hpp"
#include "storage/sql/assembly.hpp"

#include "base/text.hpp"

namespace orderyard::storage {

using domain::ProductId;

namespace {

const std::string kLoad = "SELECT " + std::string(kProductColumns) + " FROM product WHERE id = ?";
constexpr std::string_view kLedger =
    "SELECT id, at, on_hand, reserved, reason, order_id, order_item_key, note FROM stock_movement "
    "WHERE product_id = ? AND id < ? ORDER BY id DESC LIMIT ?";
constexpr std::string_view kListingColumns =
    "SELECT l.store_id, l.channel_sku, l.channel_product_number, l.product_id, l.units, p.sku, "
    "p.name FROM listing AS l JOIN product AS p ON p.id = l.product_id";
constexpr std::string_view kCountListings = "SELECT count(*) FROM listing AS l";
constexpr std::string_view kDropListing =
    "DELETE FROM listing WHERE store_id = ? AND channel_sku = ?";

// " WHERE ..." of a query; the same for the page and for its count.
void AddConditions(sql::Assembly& sql, const ports::ListingQuery& query) {
    std::string_view joint = " WHERE ";
    if (query.store_id) {
        sql.Add(joint).Add("l.store_id = ?", *query.store_id);
        joint = " AND ";
    }
    if (query.product_id) {
        sql.Add(joint).Add("l.product_id = ?", *query.product_id);
        joint = " AND ";
    }
    if (!query.q.empty()) {
        // Compared as plain text, so that '%' and '_' of a SKU mean themselves.
        const std::string wanted = base::AsciiLower(query.q);
        const std::int64_t size = static_cast<std::int64_t>(base::CodePoints(wanted).size());
        sql.Add(joint).Add("(substr(lower(l.channel_sku), 1, CAST(? AS INTEGER)) = ?", size);
        sql.Bind(wanted);
        sql.Add(" OR substr(lower(l.channel_product_number), 1, CAST(? AS INTEGER)) = ?)", size);
        sql.Bind(wanted);
    }
}

}  // namespace

std::optional<domain::Product> SqlProductStore::Load(ProductId id) {
    sql::Rows rows = connection_.Query(kLoad, id);
    return rows.Next() ? std::optional(ReadProduct(rows)) : std::nullopt;
}

std::vector<ports::StockLine> SqlProductStore::Ledger(ProductId id, std::int64_t before_id,
                                                      int limit) {
    std::vector<ports::StockLine> lines;
    sql::Rows rows = connection_.Query(kLedger, id, before_id > 0 ? before_id : INT64_MAX, limit);
    while (rows.Next()) {
        ports::StockLine& line = lines.emplace_back();
        line.id = rows.Int(0);
        line.at = rows.At(1);
        line.move = {id,
                     rows.Int(2),
                     rows.Int(3),
                     StockReasonFrom(rows.View(4)),
                     rows.IdAt<domain::OrderId>(5),
                     rows.Text(6),
                     rows.Text(7)};
    }
    return lines;
}

ports::ListingPage SqlProductStore::Listings(const ports::ListingQuery& query) {
    ports::ListingPage page;
    sql::Assembly count;
    count.Add(kCountListings);
    AddConditions(count, query);
    page.total_count = count.QueryInt(connection_);
    sql::Assembly sql;
    sql.Add(kListingColumns);
    AddConditions(sql, query);
    sql.Add(" ORDER BY l.store_id, l.channel_sku LIMIT ?", query.page_size);
    sql.Add(" OFFSET ?", (query.page - 1) * query.page_size);
    sql::Rows rows = sql.Query(connection_);
    while (rows.Next()) {
        page.rows.push_back({{rows.IdAt<domain::StoreId>(0), rows.Text(1), rows.Text(2),
                              ProductId(rows.Int(3)), rows.Int(4)},
                             rows.Text(5),
                             rows.Text(6)});
    }
    return page;
}

bool SqlProductStore::DropListing(domain::StoreId store, const std::string& channel_sku) {
    expected_ = {};
    return connection_.Exec(kDropListing, store, channel_sku) == 1;
}

}  // namespace orderyard::storage
