// Migrations and the key check, over the connection interface: the same on both engines.
#include "storage/migrate.hpp"

#include <fmt/format.h>

#include "base/crypto.hpp"
#include "base/log.hpp"

namespace orderyard::storage {

namespace {

// Any constant will do: processes that start together migrate one after the other.
constexpr const char* kMigrationLock =
    "SELECT CAST(1 AS BIGINT) FROM (SELECT pg_advisory_xact_lock(7201946835912)) AS taken";
constexpr const char* kMakeTable =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    " number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";
constexpr const char* kMakeTableStrict =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    " number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT";
constexpr std::string_view kHasTableSqlite =
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'";
constexpr std::string_view kHasTablePostgres =
    "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = "
    "'schema_migration'";
constexpr std::string_view kCurrent = "SELECT max(number) FROM schema_migration";
constexpr std::string_view kRecord =
    "INSERT INTO schema_migration (number, name, applied_at) VALUES (?, ?, ?)";

constexpr std::string_view kFindKeyCheck = "SELECT sealed FROM key_check WHERE id = 1";
constexpr std::string_view kHasKeyCheck = "SELECT count(*) FROM key_check WHERE id = 1";
constexpr std::string_view kInsertKeyCheck =
    "INSERT INTO key_check (id, sealed) VALUES (1, ?) ON CONFLICT DO NOTHING";
constexpr std::string_view kKeyCheckText = "orderyard";
constexpr std::string_view kKeyCheckContext = "key_check";

// True when this process ran the step, false when another one had been faster.
bool RunStep(sql::Connection& connection, const Migration& migration, base::Instant now) {
    connection.Begin(true);
    try {
        const bool is_sqlite = connection.dialect() == sql::Dialect::kSqlite;
        if (!is_sqlite) {
            connection.Exec("SET LOCAL statement_timeout = 0");
            connection.Exec(kMigrationLock);
        }
        connection.ExecScript(is_sqlite ? kMakeTableStrict : kMakeTable);
        const bool is_missing = connection.QueryInt(kCurrent).value_or(0) < migration.number;
        if (is_missing) {
            connection.ExecScript(is_sqlite ? migration.sqlite_sql : migration.postgres_sql);
            connection.Exec(kRecord, migration.number, migration.name, now);
        }
        connection.Commit();
        return is_missing;
    } catch (...) {
        connection.Rollback();
        throw;
    }
}

}  // namespace

SchemaState ReadSchema(sql::Connection& connection, std::span<const Migration> migrations) {
    SchemaState state;
    state.newest = migrations.empty() ? 0 : migrations.back().number;
    const std::string_view has_table = connection.Pick(kHasTableSqlite, kHasTablePostgres);
    if (connection.QueryInt(has_table).value_or(0) > 0) {
        state.current = static_cast<int>(connection.QueryInt(kCurrent).value_or(0));
    }
    return state;
}

base::Result<> Migrate(sql::Connection& connection, std::span<const Migration> migrations,
                       bool may_migrate, base::Instant now) {
    const SchemaState state = ReadSchema(connection, migrations);
    if (state.current > state.newest) {
        return base::Fail(NewerSchema(state));
    }
    if (state.current < state.newest && !may_migrate) {
        return base::Fail(
            {base::ErrorCode::kUnsupported,
             fmt::format(
                 "the database has schema {} and needs {}: `orderyard migrate`, or the next "
                 "start of the server, brings it there",
                 state.current, state.newest),
             {},
             {}});
    }
    for (const Migration& migration : migrations) {
        if (migration.number > state.current && RunStep(connection, migration, now)) {
            base::LogInfo("schema_migrated",
                          {{"number", migration.number}, {"name", migration.name}});
        }
    }
    return {};
}

base::Error NewerSchema(const SchemaState& schema) {
    return {base::ErrorCode::kUnsupported,
            fmt::format("the database has schema {}, this program knows schemas up to {}: it was "
                        "used by a newer version. Use that version, or restore a backup.",
                        schema.current, schema.newest),
            {},
            {}};
}

bool HasMasterKey(sql::Connection& connection, const Keys& keys) {
    sql::Rows rows = connection.Query(kFindKeyCheck);
    if (!rows.Next()) {
        return false;
    }
    const auto text = base::Open(keys.check, rows.View(0), kKeyCheckContext);
    return text && *text == kKeyCheckText;
}

base::Error WrongMasterKey() {
    return base::InvalidInput(
        "keys.master_key_file",
        "the master key is not the one this database was made with: names, addresses and "
        "credentials in it cannot be read. Put the copy of the right key file there.");
}

base::Result<> CheckMasterKey(sql::Connection& connection, const Keys& keys) {
    connection.Begin(true);
    try {
        const bool is_known = connection.QueryInt(kHasKeyCheck).value_or(0) > 0;
        if (!is_known) {
            connection.Exec(kInsertKeyCheck,
                            sql::Bytes{base::Seal(keys.check, kKeyCheckText, kKeyCheckContext)});
        }
        const bool is_right = HasMasterKey(connection, keys);
        connection.Commit();
        if (!is_right) {
            return base::Fail(WrongMasterKey());
        }
        return {};
    } catch (...) {
        connection.Rollback();
        throw;
    }
}

}  // namespace orderyard::storage
