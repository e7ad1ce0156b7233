// Budgets and leases in SQL. On PostgreSQL, where several machines ask, only the database's clock
// counts.
#include "storage/quota_store.hpp"

#include "base/check.hpp"

namespace orderyard::storage {

namespace {

constexpr std::string_view kLoadBucket =
    "SELECT tokens, at, rate_per_second, burst, penalty_until, refusals FROM quota_bucket"
    " WHERE store_id = ? AND operation = ? FOR UPDATE";
constexpr std::string_view kSaveBucket =
    "INSERT INTO quota_bucket (store_id, operation, tokens, at, rate_per_second, burst, "
    "penalty_until, refusals)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (store_id, operation) DO UPDATE SET tokens = "
    "excluded.tokens,"
    " at = excluded.at, rate_per_second = excluded.rate_per_second, burst = excluded.burst,"
    " penalty_until = excluded.penalty_until, refusals = excluded.refusals";

// A free or expired lease, or our own, is taken in one statement; the epoch grows when the owner
// changes. The clock is not now(): that stands still in a transaction, which may have waited for
// this very row.
constexpr std::string_view kAcquireSqlite =
    "INSERT INTO lease (name, owner, epoch, until_at) VALUES (?1, ?2, 1, ?4 + ?3 * 1000000)"
    " ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until_at = excluded.until_at,"
    " epoch = lease.epoch + CASE WHEN lease.owner = excluded.owner THEN 0 ELSE 1 END"
    " WHERE lease.owner = excluded.owner OR lease.until_at <= ?4 RETURNING epoch";
constexpr std::string_view kAcquirePostgres =
    "INSERT INTO lease (name, owner, epoch, until_at) VALUES (?, ?, 1,"
    " CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) + CAST(? AS BIGINT) * "
    "1000000)"
    " ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until_at = excluded.until_at,"
    " epoch = lease.epoch + CASE WHEN lease.owner = excluded.owner THEN 0 ELSE 1 END"
    " WHERE lease.owner = excluded.owner"
    " OR lease.until_at <= CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) "
    "RETURNING epoch";
constexpr std::string_view kRelease =
    "UPDATE lease SET owner = '', until_at = 0 WHERE name = ? AND owner = ? AND epoch = ?";
// The lock makes a take-over wait until the writer who asked has committed.
constexpr std::string_view kIsHeldSqlite =
    "SELECT 1 FROM lease WHERE name = ? AND owner = ? AND epoch = ? AND until_at > ?";
constexpr std::string_view kIsHeldPostgres =
    "SELECT 1 FROM lease WHERE name = ? AND owner = ? AND epoch = ?"
    " AND until_at > CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) FOR SHARE";

}  // namespace

std::optional<ports::QuotaBucket> SqlQuotaStore::LoadForUpdate(domain::StoreId store,
                                                               const std::string& operation) {
    sql::Rows rows = connection_.Query(kLoadBucket, store, operation);
    if (!rows.Next()) {
        return std::nullopt;
    }
    ports::QuotaBucket bucket;
    bucket.store_id = store;
    bucket.operation = operation;
    bucket.tokens = rows.Double(0);
    bucket.at = rows.At(1);
    bucket.rate_per_second = rows.Double(2);
    bucket.burst = rows.Double(3);
    bucket.penalty_until = rows.OptionalAt(4);
    bucket.refusals = static_cast<int>(rows.Int(5));
    return bucket;
}

void SqlQuotaStore::Save(const ports::QuotaBucket& bucket) {
    connection_.ExecLater(kSaveBucket, bucket.store_id, bucket.operation, bucket.tokens, bucket.at,
                          bucket.rate_per_second, bucket.burst, bucket.penalty_until,
                          bucket.refusals);
}

std::optional<ports::Lease> SqlLeaseStore::Acquire(const std::string& name,
                                                   const std::string& owner, int seconds,
                                                   base::Instant now) {
    base::Check(!owner.empty() && seconds > 0, "a lease needs an owner and a time");
    const bool is_sqlite = connection_.dialect() == sql::Dialect::kSqlite;
    const auto epoch = is_sqlite ? connection_.QueryInt(kAcquireSqlite, name, owner, seconds, now)
                                 : connection_.QueryInt(kAcquirePostgres, name, owner, seconds);
    if (!epoch) {
        return std::nullopt;
    }
    return ports::Lease{name, owner, *epoch};
}

void SqlLeaseStore::Release(const ports::Lease& lease) {
    connection_.ExecLater(kRelease, lease.name, lease.owner, lease.epoch);
}

bool SqlLeaseStore::IsHeld(const ports::Lease& lease, base::Instant now) {
    const bool is_sqlite = connection_.dialect() == sql::Dialect::kSqlite;
    return is_sqlite
               ? connection_.QueryInt(kIsHeldSqlite, lease.name, lease.owner, lease.epoch, now)
                     .has_value()
               : connection_.QueryInt(kIsHeldPostgres, lease.name, lease.owner, lease.epoch)
                     .has_value();
}

}  // namespace orderyard::storage
