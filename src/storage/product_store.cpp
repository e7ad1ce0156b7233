// The stock is changed by one conditional UPDATE: two orders can never both take the last unit,
// whatever they read before.
#include "storage/product_store.hpp"

#include "storage/product_rows.hpp"
#include "storage/sql/id_list.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>

namespace orderyard::storage {

using domain::Listing;
using domain::Product;
using domain::ProductId;
using domain::StockMove;
using domain::StockReason;

namespace {

constexpr const char* kFindBySku =
    "SELECT id, sku, name, price, price_currency, is_enabled, is_stock_managed, on_hand, reserved, "
    "version, bin "
    "FROM product WHERE sku = ?";
constexpr const char* kLoadForUpdateSqlite =
    "SELECT id, sku, name, price, price_currency, is_enabled, is_stock_managed, on_hand, reserved, "
    "version, bin "
    "FROM product WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id";
constexpr const char* kLoadForUpdatePostgres =
    "SELECT id, sku, name, price, price_currency, is_enabled, is_stock_managed, on_hand, reserved, "
    "version, bin "
    "FROM product WHERE id = ANY(CAST(? AS BIGINT[])) ORDER BY id FOR UPDATE";
constexpr const char* kInsert =
    "INSERT INTO product(id, sku, name, price, price_currency, is_enabled, is_stock_managed, "
    "on_hand, reserved, bin, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)";
constexpr const char* kSave =
    "UPDATE product SET sku = ?, name = ?, price = ?, price_currency = ?, is_enabled = ?, "
    "is_stock_managed = ?, bin = ?, "
    "version = version + 1 WHERE id = ? AND version = ?";
constexpr const char* kApply =
    "UPDATE product SET on_hand = on_hand + ?, reserved = reserved + ? "
    "WHERE id = ? AND reserved + ? >= 0 AND reserved + ? <= on_hand + ?";
constexpr const char* kAppendMove =
    "INSERT INTO stock_movement(product_id, at, on_hand, reserved, reason, order_id, "
    "order_item_key, note) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kMoves =
    "SELECT on_hand, reserved, reason, order_id, order_item_key, note FROM stock_movement "
    "WHERE product_id = ? ORDER BY id";
constexpr const char* kListingBySku =
    "SELECT channel_sku, channel_product_number, product_id, units FROM listing "
    "WHERE store_id = ? AND channel_sku = ?";
constexpr const char* kListingsByProductNumber =
    "SELECT channel_sku, channel_product_number, product_id, units FROM listing "
    "WHERE store_id = ? AND channel_product_number = ? ORDER BY channel_sku";
constexpr const char* kMatches =
    "SELECT product_id, units, 0 FROM listing WHERE store_id = ? AND channel_sku = ? "
    "UNION ALL SELECT product_id, units, 1 FROM listing "
    "WHERE store_id = ? AND channel_product_number = ? AND channel_product_number <> '' "
    "UNION ALL SELECT id, 1, 2 FROM product WHERE sku = ? ORDER BY 3";
constexpr const char* kPutListing =
    "INSERT INTO listing(store_id, channel_sku, channel_product_number, product_id, units) "
    "VALUES (?, ?, ?, ?, ?) ON CONFLICT (store_id, channel_sku) DO UPDATE SET "
    "channel_product_number = excluded.channel_product_number, product_id = excluded.product_id, "
    "units = excluded.units";
constexpr const char* kIsNamed =
    "SELECT 1 FROM product WHERE id = ? AND (EXISTS (SELECT 1 FROM listing WHERE product_id = ?)"
    " OR EXISTS (SELECT 1 FROM stock_reservation WHERE product_id = ?)"
    " OR EXISTS (SELECT 1 FROM stock_movement WHERE product_id = ? AND order_id IS NOT NULL)"
    " OR EXISTS (SELECT 1 FROM sales_order_item WHERE product_id = ?))";
constexpr const char* kRemoveMoves = "DELETE FROM stock_movement WHERE product_id = ?";
constexpr const char* kRemove = "DELETE FROM product WHERE id = ?";
constexpr const char* kCount = "SELECT count(*) FROM product";

sql::Value PriceUnits(const Product& product) {
    return product.price ? sql::Value(product.price->units()) : sql::Value();
}

std::optional<std::string> PriceCurrency(const Product& product) {
    return product.price ? std::optional(std::string(product.price->currency().code()))
                         : std::nullopt;
}

Listing ReadListing(const sql::Rows& row, domain::StoreId store) {
    return Listing{store, row.Text(0), row.Text(1), ProductId(row.Int(2)), row.Int(3)};
}

base::Instant WallClock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return base::Instant::FromMicros(
        std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

}  // namespace

StockReason StockReasonFrom(std::string_view word) {
    constexpr std::array kAll = {StockReason::kImport,  StockReason::kReserve,
                                 StockReason::kRelease, StockReason::kShip,
                                 StockReason::kReturn,  StockReason::kCorrect};
    for (const StockReason reason : kAll) {
        if (ToString(reason) == word) {
            return reason;
        }
    }
    throw std::runtime_error("a stock movement has an unknown reason");
}

Product ReadProduct(const sql::Rows& row) {
    Product product;
    product.id = ProductId(row.Int(0));
    product.sku = row.Text(1);
    product.name = row.Text(2);
    if (!row.IsNull(3)) {
        product.price = base::Money(row.Int(3), base::Currency::Of(row.View(4)));
    }
    product.is_enabled = row.Bool(5);
    product.is_stock_managed = row.Bool(6);
    product.on_hand = row.Int(7);
    product.reserved = row.Int(8);
    product.version = row.Int(9);
    product.bin = row.Text(10);
    return product;
}

std::optional<Product> SqlProductStore::FindBySku(const std::string& sku) {
    sql::Rows rows = connection_.Query(kFindBySku, sku);
    return rows.Next() ? std::optional(ReadProduct(rows)) : std::nullopt;
}

std::vector<Product> SqlProductStore::LoadForUpdate(const std::vector<ProductId>& ids) {
    sql::Rows rows =
        connection_.Query(connection_.Pick(kLoadForUpdateSqlite, kLoadForUpdatePostgres),
                          sql::IdList(connection_.dialect(), ids));
    std::vector<Product> products;
    while (rows.Next()) {
        products.push_back(ReadProduct(rows));
    }
    return products;
}

void SqlProductStore::Insert(Product& product) {
    expected_ = {};
    product.id = ProductId(connection_.NewId("product"));
    product.version = 1;
    connection_.ExecLater(kInsert, product.id, product.sku, product.name, PriceUnits(product),
                          PriceCurrency(product), product.is_enabled, product.is_stock_managed,
                          product.on_hand, product.reserved, product.bin);
    if (product.on_hand != 0 || product.reserved != 0) {
        // The caller gives no time with a product; only this line's date depends on it.
        AppendMove({product.id, product.on_hand, product.reserved, StockReason::kImport, {}, {}},
                   WallClock());
    }
}

void SqlProductStore::Save(Product& product) {
    expected_ = {};
    connection_.ExecOneLater(kSave, product.sku, product.name, PriceUnits(product),
                             PriceCurrency(product), product.is_enabled, product.is_stock_managed,
                             product.bin, product.id, product.version);
    ++product.version;
}

// Held first, so that no order can name it meanwhile.
bool SqlProductStore::Remove(ProductId id) {
    expected_ = {};
    LoadForUpdate({id});
    if (connection_.QueryInt(kIsNamed, id, id, id, id, id)) {
        return false;
    }
    connection_.Exec(kRemoveMoves, id);
    connection_.Exec(kRemove, id);
    return true;
}

void SqlProductStore::Apply(const StockMove& move, base::Instant at) {
    connection_.ExecOneLater(kApply, move.on_hand, move.reserved, move.product_id, move.reserved,
                             move.reserved, move.on_hand);
    if (const auto held = expected_.held.find(move.product_id); held != expected_.held.end()) {
        held->second.on_hand += move.on_hand;
        held->second.reserved += move.reserved;
    }
    AppendMove(move, at);
}

void SqlProductStore::AppendMove(const StockMove& move, base::Instant at) {
    connection_.ExecLater(kAppendMove, move.product_id, at, move.on_hand, move.reserved,
                          ToString(move.reason), sql::NullIfUnset(move.order_id),
                          move.order_item_key, move.note);
}

std::vector<StockMove> SqlProductStore::Moves(ProductId id) {
    std::vector<StockMove> moves;
    sql::Rows rows = connection_.Query(kMoves, id);
    while (rows.Next()) {
        moves.push_back({id, rows.Int(0), rows.Int(1), StockReasonFrom(rows.View(2)),
                         rows.IdAt<domain::OrderId>(3), rows.Text(4), rows.Text(5)});
    }
    return moves;
}

// The best of the rows of kMatches, which come by rank.
std::optional<SqlProductStore::Match> SqlProductStore::BestMatch(sql::Rows& rows) {
    std::optional<Match> by_number;
    bool is_ambiguous = false;
    while (rows.Next()) {
        const Match match{ProductId(rows.Int(0)), rows.Int(1)};
        switch (rows.Int(2)) {
            case 0: return match;
            case 1:
                is_ambiguous =
                    is_ambiguous || (by_number && (by_number->product_id != match.product_id ||
                                                   by_number->units != match.units));
                by_number = match;
                continue;
            default: break;
        }
        if (!by_number || is_ambiguous) {
            return match;
        }
    }
    return is_ambiguous ? std::nullopt : by_number;
}

void SqlProductStore::ExpectLines(domain::StoreId store,
                                  const std::vector<ports::ChannelSku>& lines) {
    Expected expected{connection_.memory_no(), store, {}, {}};
    for (const ports::ChannelSku& line : lines) {
        expected.matches[{line.sku, line.product_number}] = std::nullopt;
    }
    std::vector<std::vector<sql::Value>> lists;
    std::vector<std::optional<Match>*> places;
    for (auto& [line, match] : expected.matches) {
        lists.push_back({store, line.first, store, line.second, line.first});
        places.push_back(&match);
    }
    connection_.QueryEach(kMatches, lists,
                          [&](std::size_t i, sql::Rows& rows) { *places[i] = BestMatch(rows); });
    std::vector<ProductId> wanted;
    for (const auto& [line, match] : expected.matches) {
        if (match) {
            wanted.push_back(match->product_id);
        }
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    if (!wanted.empty()) {
        for (Product& product : LoadForUpdate(wanted)) {
            expected.held.emplace(product.id, std::move(product));
        }
    }
    expected_ = std::move(expected);
}

std::vector<domain::CatalogLine> SqlProductStore::MatchForUpdate(
    domain::StoreId store, const std::vector<ports::ChannelSku>& lines) {
    const auto is_expected = [&](const ports::ChannelSku& line) {
        return expected_.matches.contains({line.sku, line.product_number});
    };
    if (!HasExpected() || expected_.store != store ||
        !std::all_of(lines.begin(), lines.end(), is_expected)) {
        ExpectLines(store, lines);
    }
    std::vector<domain::CatalogLine> catalog(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& match = expected_.matches.at({lines[i].sku, lines[i].product_number});
        if (match) {
            catalog[i].units_per_piece = match->units;
            if (const auto held = expected_.held.find(match->product_id);
                held != expected_.held.end()) {
                catalog[i].product = held->second;
            }
        }
    }
    return catalog;
}

std::optional<Listing> SqlProductStore::FindListing(domain::StoreId store,
                                                    const std::string& channel_sku,
                                                    const std::string& channel_product_number) {
    {
        sql::Rows rows = connection_.Query(kListingBySku, store, channel_sku);
        if (rows.Next()) {
            return ReadListing(rows, store);
        }
    }
    if (channel_product_number.empty()) {
        return std::nullopt;
    }
    std::optional<Listing> found;
    sql::Rows rows = connection_.Query(kListingsByProductNumber, store, channel_product_number);
    while (rows.Next()) {
        Listing listing = ReadListing(rows, store);
        if (found && (found->product_id != listing.product_id || found->units != listing.units)) {
            return std::nullopt;  // new and used, single and pack: a person decides
        }
        found = std::move(listing);
    }
    return found;
}

void SqlProductStore::PutListing(const Listing& listing) {
    expected_ = {};
    connection_.ExecLater(kPutListing, listing.store_id, listing.channel_sku,
                          listing.channel_product_number, listing.product_id, listing.units);
}

std::int64_t SqlProductStore::Count() {
    return connection_.QueryInt(kCount).value_or(0);
}

}  // namespace orderyard::storage
