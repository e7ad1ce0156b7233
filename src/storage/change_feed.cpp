// Each answer is a range of an index or a table of a few rows; the last column of a mark is its
// state as text.
#include "storage/change_feed.hpp"

namespace orderyard::storage {
namespace {

// The states are those of the partial index follow_up_due.
constexpr const char* kFollowUps =
    "SELECT f.id, f.order_id, f.state || ' ' || CAST(f.attempts AS TEXT) || ' ' || "
    "CAST(f.looks AS TEXT) FROM follow_up f JOIN store s ON s.id = f.store_id "
    "WHERE f.state IN ('queued', 'sent', 'accepted', 'unknown') LIMIT ?";
constexpr const char* kStores =
    "SELECT h.store_id, h.store_id, CAST(coalesce(h.last_attempt_at, 0) AS TEXT) || ' ' || "
    "CAST(coalesce(h.last_success_at, 0) AS TEXT) || ' ' || h.last_error_code || ' ' || "
    "CAST(h.is_catching_up AS TEXT) || ' ' || CAST(h.orders_seen AS TEXT) FROM sync_health h";
constexpr const char* kBulkJobs =
    "SELECT b.id, b.id, CAST(b.done AS TEXT) || ' ' || CAST(b.failed AS TEXT) FROM bulk_job b "
    "WHERE b.ended_at IS NULL LIMIT 1000";
constexpr const char* kPresences =
    "SELECT p.session_id, p.order_id, p.editing FROM order_presence p WHERE p.seen_at >= ? LIMIT ?";

}  // namespace

std::vector<ports::Mark> SqlChangeFeed::Marks(sql::Rows rows) const {
    std::vector<ports::Mark> marks;
    while (rows.Next()) {
        marks.push_back({rows.Int(0), rows.Int(1), rows.Text(2)});
    }
    return marks;
}

std::optional<base::Instant> SqlChangeFeed::NewestOrderChange() {
    sql::Rows rows = connection_.Query("SELECT max(updated_at) FROM sales_order");
    return rows.Next() ? rows.OptionalAt(0) : std::nullopt;
}

std::vector<ports::ChangedOrder> SqlChangeFeed::OrdersSince(base::Instant at, int limit) {
    std::vector<ports::ChangedOrder> changes;
    sql::Rows rows = connection_.Query(
        "SELECT id, version, updated_at FROM sales_order WHERE updated_at >= ? "
        "ORDER BY updated_at, id LIMIT ?",
        at, limit);
    while (rows.Next()) {
        changes.push_back({domain::OrderId(rows.Int(0)), rows.Int(1), rows.At(2)});
    }
    return changes;
}

std::vector<ports::Mark> SqlChangeFeed::OpenFollowUps(int limit) {
    return Marks(connection_.Query(kFollowUps, limit));
}

std::vector<ports::Mark> SqlChangeFeed::Stores() {
    return Marks(connection_.Query(kStores));
}

std::vector<ports::Mark> SqlChangeFeed::OpenBulkJobs() {
    return Marks(connection_.Query(kBulkJobs));
}

std::vector<ports::Mark> SqlChangeFeed::Presences(base::Instant seen_since, int limit) {
    return Marks(connection_.Query(kPresences, seen_since, limit));
}

}  // namespace orderyard::storage
