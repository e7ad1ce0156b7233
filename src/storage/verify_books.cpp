// Do the books agree? Everything is added up by the database, a step of ids at a time, and only
// what differs comes back.
#include <array>

#include <fmt/format.h>

#include "storage/ledger_store.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

namespace {

constexpr std::int64_t kOrdersPerStep = 20'000;
constexpr std::int64_t kProductsPerStep = 1'000;

// `sql` gives a name and pairs of numbers that should be equal, for the ids of a range; `pairs`
// says what they are. Sums are asked for row by row, by index: whatever the statistics, no plan
// compares each with each.
struct BookCheck {
    const char* sql;
    std::array<const char*, 5> pairs;
};

constexpr BookCheck kEvents = {
    "SELECT 'order ' || o.increment_id || ', ' || l.kind || ' of ' || l.document, "
    "l.receivable + l.clearing + l.goods + l.shipping + l.gift_wrap + l.fees + l.tax + l.tips + "
    "l.adjustments + l.rounding AS a1, CAST(0 AS BIGINT) AS b1, "
    "CAST(CASE WHEN l.currency IN (o.currency, '') THEN 0 ELSE 1 END AS BIGINT) AS a2, "
    "CAST(0 AS BIGINT) AS b2 "
    "FROM ledger_event l JOIN sales_order o ON o.id = l.order_id "
    "WHERE l.order_id > ? AND l.order_id <= ?",
    {"debit less credit", "entries in a foreign currency"}};

constexpr BookCheck kOrders = {
    "SELECT 'order ' || o.increment_id, o.invoiced AS a1, CAST((SELECT "
    "coalesce(sum(d.grand_total), "
    "0) FROM invoice d WHERE d.order_id = o.id AND d.state <> 'canceled') AS BIGINT) AS b1, "
    "o.paid AS a2, CAST((SELECT coalesce(sum(d.grand_total), 0) FROM invoice d "
    "WHERE d.order_id = o.id AND d.state = 'paid') AS BIGINT) AS b2, "
    "o.refunded AS a3, CAST((SELECT coalesce(sum(d.grand_total), 0) FROM credit_memo d "
    "WHERE d.order_id = o.id AND d.state <> 'void') AS BIGINT) AS b3, "
    "CAST((SELECT coalesce(sum(l.receivable), 0) FROM ledger_event l WHERE l.order_id = o.id) "
    "AS BIGINT) AS a4, CAST((SELECT coalesce(sum(d.grand_total), 0) FROM invoice d "
    "WHERE d.order_id = o.id AND d.state = 'open') AS BIGINT) AS b4, "
    "CAST((SELECT coalesce(sum(l.clearing), 0) FROM ledger_event l WHERE l.order_id = o.id) "
    "AS BIGINT) AS a5, CAST((SELECT coalesce(sum(d.grand_total), 0) FROM invoice d "
    "WHERE d.order_id = o.id AND d.state = 'paid') - (SELECT coalesce(sum(d.grand_total), 0) "
    "FROM credit_memo d WHERE d.order_id = o.id AND d.state <> 'void') AS BIGINT) AS b5 "
    "FROM sales_order o WHERE o.id > ? AND o.id <= ?",
    {"invoiced and its invoices", "paid and its paid invoices", "refunded and its credit memos",
     "receivable in the ledger and open invoices",
     "clearing in the ledger and paid less refunded"}};

// Rounding is what the channel's own figures do not explain; it is not summed.
constexpr BookCheck kOrderLines = {
    "SELECT 'order ' || o.increment_id, o.subtotal AS a1, CAST((SELECT coalesce(sum(i.row_total), "
    "0) FROM sales_order_item i WHERE i.order_id = o.id) AS BIGINT) AS b1, "
    "o.tax AS a2, CAST((SELECT coalesce(sum(i.tax), 0) FROM sales_order_item i "
    "WHERE i.order_id = o.id) AS BIGINT) AS b2, "
    "o.discount AS a3, CAST((SELECT coalesce(sum(i.discount), 0) FROM sales_order_item i "
    "WHERE i.order_id = o.id) AS BIGINT) AS b3, "
    "CAST(CASE WHEN o.canceled > 0 AND o.invoiced + o.canceled > o.grand_total "
    "THEN o.invoiced + o.canceled ELSE o.grand_total END AS BIGINT) AS a4, o.grand_total AS b4 "
    "FROM sales_order o WHERE o.id > ? AND o.id <= ?",
    {"subtotal and its lines", "tax and its lines", "discount and its lines",
     "what is invoiced or canceled and its total"}};

constexpr BookCheck kInvoices = {
    "SELECT 'order ' || o.increment_id || ', invoice ' || d.increment_id, d.lines_total AS a1, "
    "CAST((SELECT coalesce(sum(l.total), 0) FROM sales_order_item i JOIN invoice_line l "
    "ON l.order_item_id = i.id AND l.invoice_id = d.id WHERE i.order_id = d.order_id) AS BIGINT) "
    "AS b1, d.quantity AS a2, CAST((SELECT coalesce(sum(l.piece_count), 0) FROM sales_order_item i "
    "JOIN invoice_line l ON l.order_item_id = i.id AND l.invoice_id = d.id "
    "WHERE i.order_id = d.order_id) AS BIGINT) AS b2 "
    "FROM invoice d JOIN sales_order o ON o.id = d.order_id "
    "WHERE d.order_id > ? AND d.order_id <= ?",
    {"total and its lines", "pieces and its lines"}};

constexpr BookCheck kCreditMemos = {
    "SELECT 'order ' || o.increment_id || ', credit memo ' || d.increment_id, d.lines_total AS a1, "
    "CAST((SELECT coalesce(sum(l.total), 0) FROM credit_memo_line l WHERE l.credit_memo_id = d.id) "
    "AS BIGINT) AS b1 FROM credit_memo d JOIN sales_order o ON o.id = d.order_id "
    "WHERE d.order_id > ? AND d.order_id <= ?",
    {"total and its lines"}};

constexpr BookCheck kItems = {
    "SELECT 'order ' || o.increment_id || ', line ' || i.sku, i.invoiced AS a1, "
    "CAST((SELECT coalesce(sum(l.piece_count), 0) FROM invoice_line l "
    "JOIN invoice d ON d.id = l.invoice_id WHERE l.order_item_id = i.id "
    "AND d.state <> 'canceled') AS BIGINT) AS b1, i.shipped AS a2, "
    "CAST((SELECT coalesce(sum(l.quantity), 0) FROM package_line l "
    "JOIN shipment_package p ON p.id = l.package_id JOIN shipment d ON d.id = p.shipment_id "
    "WHERE l.order_item_id = i.id AND d.is_void = 0) AS BIGINT) AS b2, i.refunded_shipped AS a3, "
    "CAST((SELECT coalesce(sum(l.shipped_quantity), 0) FROM credit_memo_line l "
    "JOIN credit_memo d ON d.id = l.credit_memo_id WHERE l.order_item_id = i.id "
    "AND d.state <> 'void') AS BIGINT) AS b3, i.refunded_unshipped AS a4, "
    "CAST((SELECT coalesce(sum(l.unshipped_quantity), 0) FROM credit_memo_line l "
    "JOIN credit_memo d ON d.id = l.credit_memo_id WHERE l.order_item_id = i.id "
    "AND d.state <> 'void') AS BIGINT) AS b4 "
    "FROM sales_order_item i JOIN sales_order o ON o.id = i.order_id "
    "WHERE i.order_id > ? AND i.order_id <= ?",
    {"pieces invoiced and its invoices", "pieces shipped and its shipments",
     "shipped pieces refunded and its credit memos",
     "unshipped pieces refunded and its credit memos"}};

constexpr BookCheck kStock = {
    "SELECT 'product ' || p.sku, p.on_hand AS a1, CAST((SELECT coalesce(sum(m.on_hand), 0) "
    "FROM stock_movement m WHERE m.product_id = p.id) AS BIGINT) AS b1, p.reserved AS a2, "
    "CAST((SELECT coalesce(sum(m.reserved), 0) FROM stock_movement m WHERE m.product_id = p.id) "
    "AS BIGINT) AS b2, p.reserved AS a3, CAST((SELECT coalesce(sum(v.quantity * "
    "i.units_per_piece), 0) FROM stock_reservation v JOIN sales_order_item i "
    "ON i.id = v.order_item_id WHERE v.product_id = p.id) AS BIGINT) AS b3 "
    "FROM product p WHERE p.id > ? AND p.id <= ?",
    {"on hand and its movements", "reserved and its movements",
     "reserved and the orders' reservations"}};

// Hours since 1970; canceled orders are not sold.
constexpr BookCheck kSales = {
    "SELECT 'sales of store ' || store_id || ' in hour ' || hour || ', ' || currency AS name, "
    "CAST(sum(kept_orders) AS BIGINT) AS a1, CAST(sum(orders) AS BIGINT) AS b1, "
    "CAST(sum(kept_total) AS BIGINT) AS a2, CAST(sum(total) AS BIGINT) AS b2 FROM ("
    "SELECT store_id, hour, currency, orders AS kept_orders, total AS kept_total, 0 AS orders, "
    "0 AS total FROM sales_hour UNION ALL SELECT coalesce(channel_store_id, 0), "
    "placed_at / 3600000000, currency, 0, 0, 1, grand_total FROM sales_order "
    "WHERE state <> 'canceled' AND id > ? AND id <= ?) AS sold GROUP BY store_id, hour, currency",
    {"orders counted and the orders", "total counted and the orders"}};

// Of lists/tallies.hpp: what deep pages and totals are read from.
constexpr BookCheck kTallies = {
    "SELECT name, CAST(sum(kept) AS BIGINT) AS a1, CAST(sum(orders) AS BIGINT) AS b1 FROM ("
    "SELECT 'orders of block ' || block AS name, orders AS kept, 0 AS orders "
    "FROM sales_order_block_count UNION ALL "
    "SELECT 'orders of block ' || (id >> 10), 0, 1 FROM sales_order WHERE id > ? AND id <= ? "
    "UNION ALL SELECT 'orders created in hour ' || hour, created, 0 FROM sales_order_hour_count "
    "UNION ALL SELECT 'orders created in hour ' || (created_at / 3600000000), 0, 1 "
    "FROM sales_order UNION ALL "
    "SELECT 'orders updated in hour ' || hour, updated, 0 FROM sales_order_hour_count UNION ALL "
    "SELECT 'orders updated in hour ' || (updated_at / 3600000000), 0, 1 FROM sales_order"
    ") AS tallied GROUP BY name",
    {"tallied and stored"}};

constexpr const char* kEventCount =
    "SELECT count(*) FROM ledger_event WHERE order_id > ? AND order_id <= ?";
constexpr const char* kMovementCount =
    "SELECT count(*) FROM stock_movement WHERE product_id > ? AND product_id <= ?";

struct IdRange {
    std::int64_t above = 0;
    std::int64_t up_to = 0;
};

void Run(sql::Connection& connection, const BookCheck& check, const IdRange& range, int limit,
         ports::LedgerCheck& found) {
    const auto room = limit - static_cast<std::int64_t>(found.imbalances.size());
    if (room <= 0) {
        return;
    }
    std::string sql = std::string("SELECT * FROM (") + check.sql + ") AS book WHERE ";
    for (std::size_t i = 0; i < check.pairs.size() && check.pairs[i] != nullptr; ++i) {
        sql += fmt::format("{}a{} <> b{}", i == 0 ? "" : " OR ", i + 1, i + 1);
    }
    sql += " LIMIT ?";
    sql::Rows rows = connection.Query(sql, range.above, range.up_to, room);
    while (rows.Next()) {
        sql::RowReader row(rows);
        std::string problem = row.Text();
        std::string_view separator = ": ";
        for (const char* pair : check.pairs) {
            if (pair == nullptr) {
                break;
            }
            const std::int64_t kept = row.Int();
            const std::int64_t summed = row.Int();
            if (kept != summed) {
                problem += fmt::format("{}{} are {} and {}", separator, pair, kept, summed);
                separator = "; ";
            }
        }
        found.imbalances.push_back(std::move(problem));
    }
}

}  // namespace

ports::LedgerCheck SqlLedgerStore::VerifyMoney(int limit) {
    ports::LedgerCheck found;
    const std::int64_t last = connection_.QueryInt("SELECT max(id) FROM sales_order").value_or(0);
    for (IdRange range{0, kOrdersPerStep}; range.above < last;
         range = {range.up_to, range.up_to + kOrdersPerStep}) {
        found.events += connection_.QueryInt(kEventCount, range.above, range.up_to).value_or(0);
        for (const BookCheck* check :
             {&kEvents, &kOrders, &kOrderLines, &kInvoices, &kCreditMemos, &kItems}) {
            Run(connection_, *check, range, limit, found);
        }
    }
    Run(connection_, kSales, {0, last}, limit, found);
    Run(connection_, kTallies, {0, last}, limit, found);
    return found;
}

ports::LedgerCheck SqlLedgerStore::VerifyStock(int limit) {
    ports::LedgerCheck found;
    const std::int64_t last = connection_.QueryInt("SELECT max(id) FROM product").value_or(0);
    for (IdRange range{0, kProductsPerStep}; range.above < last;
         range = {range.up_to, range.up_to + kProductsPerStep}) {
        found.events += connection_.QueryInt(kMovementCount, range.above, range.up_to).value_or(0);
        Run(connection_, kStock, range, limit, found);
    }
    return found;
}

}  // namespace orderyard::storage
