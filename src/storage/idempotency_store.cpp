// Kept answers in SQL. An answer may show an order: its body is sealed.
#include "storage/idempotency_store.hpp"

#include "storage/sealed_parts.hpp"

namespace orderyard::storage {

namespace {

constexpr const char* kFind =
    "SELECT route, body_hash, status, body, created_at, expires_at FROM idempotency_key "
    "WHERE caller = ? AND request_key = ? AND expires_at > ?";
// An expired answer gives its key away, one that still counts does not.
constexpr const char* kPut =
    "INSERT INTO idempotency_key(caller, request_key, route, body_hash, status, body, created_at, "
    "expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (caller, request_key) DO UPDATE SET "
    "route = excluded.route, body_hash = excluded.body_hash, status = excluded.status, "
    "body = excluded.body, created_at = excluded.created_at, expires_at = excluded.expires_at "
    "WHERE idempotency_key.expires_at <= excluded.created_at";
constexpr const char* kDeleteExpiredSqlite =
    "DELETE FROM idempotency_key WHERE rowid IN (SELECT rowid FROM idempotency_key "
    "WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)";
constexpr const char* kDeleteExpiredPostgres =
    "DELETE FROM idempotency_key WHERE (caller, request_key) IN (SELECT caller, request_key "
    "FROM idempotency_key WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)";

// Lengths first: no two pairs have the same context.
std::string Context(const std::string& caller, const std::string& key) {
    return "idempotency_key|body|" + std::to_string(caller.size()) + "|" + caller + "|" + key;
}

}  // namespace

std::optional<ports::IdempotentAnswer> SqlIdempotencyStore::Find(const std::string& caller,
                                                                 const std::string& key,
                                                                 base::Instant now) {
    sql::Rows rows = connection_.Query(kFind, caller, key, now);
    if (!rows.Next()) {
        return std::nullopt;
    }
    ports::IdempotentAnswer answer;
    answer.caller = caller;
    answer.key = key;
    answer.route = rows.Text(0);
    answer.body_hash = rows.Text(1);
    answer.status = static_cast<int>(rows.Int(2));
    answer.body = OpenParts(keys_.answer, Context(caller, key), rows.View(3), 1).front();
    answer.created_at = rows.At(4);
    answer.expires_at = rows.At(5);
    return answer;
}

void SqlIdempotencyStore::Put(const ports::IdempotentAnswer& answer) {
    const std::string body =
        SealParts(keys_.answer, Context(answer.caller, answer.key), {answer.body});
    const std::int64_t stored =
        connection_.Exec(kPut, answer.caller, answer.key, answer.route, answer.body_hash,
                         answer.status, sql::Bytes{body}, answer.created_at, answer.expires_at);
    if (stored != 1) {
        throw ports::VersionConflict("the idempotency key has been used in the meantime");
    }
}

int SqlIdempotencyStore::DeleteExpired(base::Instant now, int limit) {
    return static_cast<int>(connection_.Exec(
        connection_.Pick(kDeleteExpiredSqlite, kDeleteExpiredPostgres), now, limit));
}

}  // namespace orderyard::storage
