// Who uses the source is asked in three ways: SQLite's lock file and PostgreSQL's list of
// connections show servers, leases show what works just now, and the tables' own locks, held to the
// end, keep away whoever comes later.
#include "storage/move/move_source.hpp"

#include <chrono>
#include <filesystem>
#include <thread>

#include "ports/quota_store.hpp"
#include "storage/database_url.hpp"
#include "storage/migrate.hpp"
#include "storage/move/moved_tables.hpp"
#include "storage/sql/postgres_connection.hpp"
#include "storage/sql/sqlite_connection.hpp"
#include "storage/sqlite_database.hpp"

namespace orderyard::storage {

namespace {

// Servers' leases on SQLite are those of dead ones: the lock file tells who lives.
constexpr std::string_view kLiveLeaseSqlite =
    "SELECT name, until_at FROM lease WHERE until_at > ? AND owner <> '' AND "
    "substr(owner, 1, ?) <> ? ORDER BY until_at DESC LIMIT 1";
constexpr std::string_view kLiveLeasePostgres =
    "SELECT name, until_at FROM lease WHERE owner <> '' AND "
    "until_at > CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) "
    "ORDER BY until_at DESC LIMIT 1";
// All programs of ours say that name when they connect.
constexpr std::string_view kOthersPostgres =
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
    "application_name = 'orderyard' AND pid <> pg_backend_pid()";
// A program that has just ended is listed for a moment more.
constexpr int kOthersTries = 20;
constexpr auto kOthersPause = std::chrono::milliseconds(100);

base::Error InUse(const std::string& who) {
    return base::Conflict(who +
                          " uses the database that is to be moved. Stop all servers and tools "
                          "first; what a killed one held ends within a minute.");
}

base::Result<> CheckSchema(sql::Connection& connection) {
    const SchemaState schema = ReadSchema(connection, AllMigrations());
    if (schema.current == 0) {
        return base::Fail(base::NotFound("there is no Orderyard database to move"));
    }
    if (schema.current == schema.newest) {
        return {};
    }
    const std::string cure = schema.current < schema.newest
                                 ? "run `orderyard migrate` first"
                                 : "it was used by a newer version, use that one";
    return base::Fail({base::ErrorCode::kUnsupported,
                       "the database has schema " + std::to_string(schema.current) +
                           ", this program needs " + std::to_string(schema.newest) + ": " + cure,
                       {},
                       {}});
}

// A copy knows nothing of what happened since.
base::Result<> CheckKind(sql::Connection& connection) {
    if (connection.dialect() == sql::Dialect::kSqlite &&
        connection.QueryInt("PRAGMA application_id") == kCopyId) {
        return base::Fail(base::Conflict(
            "the database is a backup: `orderyard restore` makes it one to work with"));
    }
    return {};
}

base::Result<> CheckKey(sql::Connection& connection, const Keys& keys) {
    return HasMasterKey(connection, keys) ? base::Result<>() : base::Fail(WrongMasterKey());
}

base::Result<> CheckUnused(sql::Connection& connection, base::Instant now) {
    const bool is_sqlite = connection.dialect() == sql::Dialect::kSqlite;
    for (int tries = 1; !is_sqlite && connection.QueryInt(kOthersPostgres) != 0; ++tries) {
        if (tries == kOthersTries) {
            return base::Fail(InUse("a server or tool"));
        }
        std::this_thread::sleep_for(kOthersPause);
    }
    sql::Rows lease =
        is_sqlite ? connection.Query(kLiveLeaseSqlite, now, ports::kServerOwnerPrefix.size(),
                                     ports::kServerOwnerPrefix)
                  : connection.Query(kLiveLeasePostgres);
    if (lease.Next()) {
        return base::Fail(InUse("somebody with the lease '" + lease.Text(0) + "' (until " +
                                lease.At(1).ToIso() + ")"));
    }
    return {};
}

// Nothing is written; others only read from now on.
void KeepOthersFromWriting(sql::Connection& connection) {
    connection.Begin(true);
    if (connection.dialect() == sql::Dialect::kPostgres) {
        connection.ExecScript("LOCK TABLE " + TableNames(ReadTables(connection)) +
                              " IN SHARE MODE");
    }
}

}  // namespace

std::unique_ptr<sql::Connection> ConnectTo(const std::string& url, bool for_writing) {
    if (const auto file = SqliteFileOf(url)) {
        auto connection = std::make_unique<sql::SqliteConnection>(
            *file, for_writing ? sql::SqliteMode::kReadWrite : sql::SqliteMode::kReadOnly);
        // The books are added up over all orders at once: sorted in memory that would be much.
        connection->ExecScript("PRAGMA temp_store=FILE");
        return connection;
    }
    auto connection = std::make_unique<sql::PostgresConnection>(url);
    // A table may take long, and so may what one connection waits for while another works. When
    // this program dies, its transaction shall not live on until some long statement ends.
    connection->ExecScript(
        "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
    connection->ExecScript(
        "SELECT set_config('client_connection_check_interval', '1000', false) "
        "WHERE current_setting('server_version_num')::int >= 140000");
    return connection;
}

base::Result<std::unique_ptr<MoveSource>> MoveSource::Open(const std::string& url, const Keys& keys,
                                                           base::Instant now) try {
    const auto file = SqliteFileOf(url);
    if (!file && !IsPostgresUrl(url)) {
        return base::Fail(base::InvalidInput("database", std::string(kDatabaseUrlForms)));
    }
    std::unique_ptr<MoveSource> source(new MoveSource());
    if (file) {
        if (!std::filesystem::exists(*file)) {
            return base::Fail(base::NotFound("there is no database to move: no file " + *file));
        }
        auto lock = FileLock::Take(*file + ".lock");
        if (!lock) {
            return base::Fail(InUse("a server"));
        }
        source->lock_ = std::move(*lock);
    }
    source->holder_ = ConnectTo(url, true);
    sql::Connection& holder = *source->holder_;
    auto usable = CheckSchema(holder)
                      .and_then([&] { return CheckKind(holder); })
                      .and_then([&] { return CheckKey(holder, keys); })
                      .and_then([&] { return CheckUnused(holder, now); });
    if (!usable) {
        return base::Fail(usable.error());
    }
    KeepOthersFromWriting(holder);
    source->reader_ = ConnectTo(url, false);
    source->reader_->Begin(false);
    return source;
} catch (const ports::VersionConflict&) {  // a lock that was not to be had
    return base::Fail(InUse("somebody who writes"));
} catch (const ports::DatabaseUnavailable& unavailable) {
    return base::Fail(base::Unavailable(std::string("the database that is to be moved cannot be "
                                                    "used: ") +
                                        unavailable.what()));
}

}  // namespace orderyard::storage
