// Cursors, health and problems in SQL.
#include "storage/sync_store.hpp"

namespace orderyard::storage {

namespace {

// An outage writes a line a minute: the newest thousand of a store tell all there is to know.
constexpr int kProblemsKeptMax = 1'000;

constexpr std::string_view kLoadCursor =
    "SELECT watermark, scan_id, scan_from, scan_to, page_token, page_no, pages_hash, "
    "fruitless_pages, failures,"
    " span_seconds, goal, goal_from, version FROM sync_cursor WHERE store_id = ? AND stream = ?";
constexpr std::string_view kInsertCursor =
    "INSERT INTO sync_cursor (watermark, scan_id, scan_from, scan_to, page_token, page_no, "
    "pages_hash,"
    " fruitless_pages, failures, span_seconds, goal, goal_from, version, store_id, stream)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)";
constexpr std::string_view kUpdateCursor =
    "UPDATE sync_cursor SET watermark = ?, scan_id = ?, scan_from = ?, scan_to = ?, page_token = "
    "?, page_no = ?,"
    " pages_hash = ?, fruitless_pages = ?, failures = ?, span_seconds = ?, goal = ?, goal_from = "
    "?, version = "
    "version + 1"
    " WHERE store_id = ? AND stream = ? AND version = ?";
constexpr std::string_view kLoadHealth =
    "SELECT last_attempt_at, last_success_at, last_error_code, last_error, failures, next_run_at, "
    "is_catching_up,"
    " orders_seen, clock_offset_millis FROM sync_health WHERE store_id = ?";
constexpr std::string_view kSaveHealth =
    "INSERT INTO sync_health (store_id, last_attempt_at, last_success_at, last_error_code, "
    "last_error, failures,"
    " next_run_at, is_catching_up, orders_seen, clock_offset_millis) VALUES (?, ?, ?, ?, ?, ?, ?, "
    "?, ?, ?)"
    " ON CONFLICT (store_id) DO UPDATE SET last_attempt_at = excluded.last_attempt_at,"
    " last_success_at = excluded.last_success_at, last_error_code = excluded.last_error_code,"
    " last_error = excluded.last_error, failures = excluded.failures, next_run_at = "
    "excluded.next_run_at,"
    " is_catching_up = excluded.is_catching_up, orders_seen = excluded.orders_seen,"
    " clock_offset_millis = excluded.clock_offset_millis";
constexpr std::string_view kInsertProblem =
    "INSERT INTO sync_problem (store_id, at, operation, http_status, code, text, request_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kDropOldProblems =
    "DELETE FROM sync_problem WHERE store_id = ? AND id <= (SELECT id FROM sync_problem WHERE "
    "store_id = ?"
    " ORDER BY id DESC LIMIT 1 OFFSET ?)";
constexpr std::string_view kProblems =
    "SELECT at, operation, http_status, code, text, request_id FROM sync_problem WHERE store_id = ?"
    " ORDER BY id DESC LIMIT ?";

}  // namespace

std::optional<ports::SyncCursor> SqlSyncStore::LoadCursor(domain::StoreId store,
                                                          const std::string& stream) {
    sql::Rows rows = connection_.Query(kLoadCursor, store, stream);
    if (!rows.Next()) {
        return std::nullopt;
    }
    ports::SyncCursor cursor;
    cursor.store_id = store;
    cursor.stream = stream;
    cursor.watermark = rows.OptionalAt(0);
    cursor.scan_id = rows.Text(1);
    cursor.scan_from = rows.At(2);
    cursor.scan_to = rows.At(3);
    cursor.page_token = rows.Text(4);
    cursor.page_no = rows.Int(5);
    cursor.pages_hash = rows.Text(6);
    cursor.fruitless_pages = static_cast<int>(rows.Int(7));
    cursor.failures = static_cast<int>(rows.Int(8));
    cursor.span_seconds = rows.Int(9);
    cursor.goal = rows.OptionalAt(10);
    cursor.goal_from = rows.OptionalAt(11);
    cursor.version = rows.Int(12);
    return cursor;
}

void SqlSyncStore::SaveCursor(ports::SyncCursor& cursor) {
    if (cursor.version == 0) {
        connection_.Exec(kInsertCursor, cursor.watermark, cursor.scan_id, cursor.scan_from,
                         cursor.scan_to, cursor.page_token, cursor.page_no, cursor.pages_hash,
                         cursor.fruitless_pages, cursor.failures, cursor.span_seconds, cursor.goal,
                         cursor.goal_from, cursor.store_id, cursor.stream);
    } else if (connection_.Exec(kUpdateCursor, cursor.watermark, cursor.scan_id, cursor.scan_from,
                                cursor.scan_to, cursor.page_token, cursor.page_no,
                                cursor.pages_hash, cursor.fruitless_pages, cursor.failures,
                                cursor.span_seconds, cursor.goal, cursor.goal_from, cursor.store_id,
                                cursor.stream, cursor.version) != 1) {
        throw ports::VersionConflict("the sync cursor was moved by somebody else");
    }
    ++cursor.version;
}

std::optional<ports::SyncHealth> SqlSyncStore::LoadHealth(domain::StoreId store) {
    sql::Rows rows = connection_.Query(kLoadHealth, store);
    if (!rows.Next()) {
        return std::nullopt;
    }
    ports::SyncHealth health;
    health.store_id = store;
    health.last_attempt_at = rows.OptionalAt(0);
    health.last_success_at = rows.OptionalAt(1);
    health.last_error_code = rows.Text(2);
    health.last_error = rows.Text(3);
    health.failures = static_cast<int>(rows.Int(4));
    health.next_run_at = rows.OptionalAt(5);
    health.is_catching_up = rows.Bool(6);
    health.orders_seen = rows.Int(7);
    health.clock_offset_millis = rows.Int(8);
    return health;
}

void SqlSyncStore::SaveHealth(const ports::SyncHealth& health) {
    connection_.ExecLater(kSaveHealth, health.store_id, health.last_attempt_at,
                          health.last_success_at, health.last_error_code, health.last_error,
                          health.failures, health.next_run_at, health.is_catching_up,
                          health.orders_seen, health.clock_offset_millis);
}

void SqlSyncStore::AppendProblem(const ports::SyncProblem& problem) {
    connection_.ExecLater(kInsertProblem, problem.store_id, problem.at, problem.operation,
                          problem.http_status, problem.code, problem.text, problem.request_id);
    connection_.ExecLater(kDropOldProblems, problem.store_id, problem.store_id, kProblemsKeptMax);
}

std::vector<ports::SyncProblem> SqlSyncStore::Problems(domain::StoreId store, int limit) {
    std::vector<ports::SyncProblem> problems;
    sql::Rows rows = connection_.Query(kProblems, store, limit);
    while (rows.Next()) {
        problems.push_back({store, rows.At(0), rows.Text(1), static_cast<int>(rows.Int(2)),
                            rows.Text(3), rows.Text(4), rows.Text(5)});
    }
    return problems;
}

}  // namespace orderyard::storage
