// Sessions and failed log-ins in SQL.
#include "storage/access_store.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

namespace {

constexpr const char* kInsert =
    "INSERT INTO access_session(user_id, hash, csrf_token, created_at, last_seen_at, peer, agent, "
    "is_admin_token) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";
constexpr const char* kFind =
    "SELECT id, user_id, hash, csrf_token, created_at, last_seen_at, peer, agent, is_admin_token "
    "FROM access_session WHERE hash = ?";
constexpr const char* kOfUser =
    "SELECT id, user_id, hash, csrf_token, created_at, last_seen_at, peer, agent, is_admin_token "
    "FROM access_session WHERE user_id = ? ORDER BY id";
constexpr const char* kTouch = "UPDATE access_session SET last_seen_at = ? WHERE id = ?";
constexpr const char* kEnd = "DELETE FROM access_session WHERE id = ?";
constexpr const char* kEndAll = "DELETE FROM access_session WHERE user_id = ? AND id <> ?";
constexpr const char* kDeleteOld =
    "DELETE FROM access_session "
    "WHERE created_at < ? OR (is_admin_token = 0 AND last_seen_at < ?)";

// Two tries at once must not both read the old number, and there may be no row yet to lock: on
// PostgreSQL the key itself is locked until the transaction ends.
constexpr const char* kLockCounterPostgres =
    "SELECT pg_advisory_xact_lock(hashtextextended('login_counter|' || CAST(? AS text), 0))";
constexpr const char* kLoadCounter =
    "SELECT failures, first_failure_at, locked_until FROM login_counter WHERE counter_key = ?";
constexpr const char* kSaveCounter =
    "INSERT INTO login_counter(counter_key, failures, first_failure_at, locked_until) "
    "VALUES (?, ?, ?, ?) ON CONFLICT (counter_key) DO UPDATE SET failures = excluded.failures, "
    "first_failure_at = excluded.first_failure_at, locked_until = excluded.locked_until";
constexpr const char* kDeleteCounter = "DELETE FROM login_counter WHERE counter_key = ?";
constexpr const char* kDeleteOldCounters = "DELETE FROM login_counter WHERE locked_until < ?";
// Longer than any rule of domain::LoginRule remembers; what is saved may lie an hour ahead.
constexpr base::Duration kCounterKept = base::Duration::Hours(4);

ports::Session Read(const sql::Rows& rows) {
    sql::RowReader row(rows);
    ports::Session session;
    session.id = row.Int();
    session.user_id = row.IdAt<domain::UserId>();
    session.hash = row.Text();
    session.csrf_token = row.Text();
    session.created_at = row.At();
    session.last_seen_at = row.At();
    session.peer = row.Text();
    session.agent = row.Text();
    session.is_admin_token = row.Bool();
    return session;
}

}  // namespace

void SqlAccessStore::InsertSession(ports::Session& session) {
    session.id = connection_
                     .QueryInt(kInsert, session.user_id, sql::Bytes{session.hash},
                               session.csrf_token, session.created_at, session.last_seen_at,
                               session.peer, session.agent, session.is_admin_token)
                     .value();
}

std::optional<ports::Session> SqlAccessStore::FindSession(const std::string& hash) {
    sql::Rows rows = connection_.Query(kFind, sql::Bytes{hash});
    return rows.Next() ? std::optional(Read(rows)) : std::nullopt;
}

void SqlAccessStore::TouchSession(std::int64_t id, base::Instant at) {
    connection_.ExecLater(kTouch, at, id);
}

void SqlAccessStore::EndSession(std::int64_t id) {
    connection_.ExecLater(kEnd, id);
}

void SqlAccessStore::EndSessionsOf(domain::UserId id, std::int64_t but_session) {
    connection_.ExecLater(kEndAll, id, but_session);
}

std::vector<ports::Session> SqlAccessStore::SessionsOf(domain::UserId id) {
    std::vector<ports::Session> sessions;
    sql::Rows rows = connection_.Query(kOfUser, id);
    while (rows.Next()) {
        sessions.push_back(Read(rows));
    }
    return sessions;
}

int SqlAccessStore::DeleteOldSessions(base::Instant last_seen_before,
                                      base::Instant created_before) {
    return static_cast<int>(connection_.Exec(kDeleteOld, created_before, last_seen_before));
}

domain::LoginCounter SqlAccessStore::LoadCounter(const std::string& key) {
    if (connection_.dialect() == sql::Dialect::kPostgres) {
        sql::Rows locked = connection_.Query(kLockCounterPostgres, key);
    }
    sql::Rows rows = connection_.Query(kLoadCounter, key);
    domain::LoginCounter counter;
    if (rows.Next()) {
        counter.failures = static_cast<int>(rows.Int(0));
        counter.first_failure_at = rows.At(1);
        counter.locked_until = rows.At(2);
    }
    return counter;
}

void SqlAccessStore::SaveCounter(const std::string& key, const domain::LoginCounter& counter) {
    if (counter.failures == 0) {
        connection_.ExecLater(kDeleteCounter, key);
        return;
    }
    connection_.ExecLater(kSaveCounter, key, counter.failures, counter.first_failure_at,
                          counter.locked_until);
    connection_.ExecLater(kDeleteOldCounters, counter.locked_until - kCounterKept);
}

}  // namespace orderyard::storage
