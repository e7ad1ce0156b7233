// One statement for a page; keys and counts only, no row is opened.
#include "storage/orders/order_revisions.hpp"

#include "storage/sql/remembered.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using domain::OrderId;
using ports::OrderRevision;

namespace {

constexpr const char* kRevisions =
    "SELECT o.id, o.store_view_id, o.version, "
    "(SELECT count(*) FROM sales_order_history h WHERE h.order_id = o.id), v.order_id IS NOT NULL "
    "FROM sales_order o LEFT JOIN sales_order_personal v ON v.order_id = o.id WHERE o.id";

OrderRevision Read(const sql::Rows& rows) {
    sql::RowReader row(rows);
    OrderRevision revision;
    revision.id = row.IdAt<OrderId>();
    revision.store_view_id = row.IdAt<domain::StoreViewId>();
    revision.version = row.Int();
    revision.history_count = row.Int();
    revision.has_personal = row.Bool();
    return revision;
}

struct KnownRevisions : sql::KnownRows<OrderRevision> {};

}  // namespace

std::vector<OrderRevision> Revisions(sql::Connection& connection, const std::vector<OrderId>& ids) {
    static const sql::ByKeys kOf(kRevisions);
    // For a few it costs less to ask how they stand than whether anything has changed.
    constexpr std::size_t kFewMax = 4;
    return ids.size() <= kFewMax ? sql::ReadInOrder(connection, kOf, ids, Read)
                                 : sql::ReadRemembered<KnownRevisions>(connection, kOf, ids, Read);
}

}  // namespace orderyard::storage
