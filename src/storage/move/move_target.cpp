// What PostgreSQL's catalog says of indexes and references is remembered as statements, and run
// again at the end, all in the one transaction.
#include "storage/move/move_target.hpp"

#include <sqlite3.h>

#include <filesystem>

#include "storage/database_url.hpp"
#include "storage/migrate.hpp"
#include "storage/move/fresh_database.hpp"
#include "storage/move/move_source.hpp"
#include "storage/move/moved_tables.hpp"
#include "storage/sql/sqlite_connection.hpp"

namespace orderyard::storage {

namespace {

#define ORDERYARD_HERE "CAST(current_schema() AS regnamespace)"

constexpr std::string_view kDropReferences =
    "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', CAST(conrelid AS regclass), conname) "
    "FROM pg_constraint WHERE contype = 'f' AND connamespace = " ORDERYARD_HERE;
constexpr std::string_view kAddReferences =
    "SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', CAST(conrelid AS regclass), conname, "
    "pg_get_constraintdef(oid)) "
    "FROM pg_constraint WHERE contype = 'f' AND connamespace = " ORDERYARD_HERE " ORDER BY oid";
// Not those of primary keys and UNIQUE columns.
#define ORDERYARD_PLAIN_INDEXES                                                     \
    "FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace " \
    "= " ORDERYARD_HERE                                                             \
    " AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid "      \
    "AND k.contype IN ('p', 'u', 'x')) ORDER BY c.oid"
constexpr std::string_view kDropIndexes =
    "SELECT format('DROP INDEX %s', CAST(c.oid AS regclass)) " ORDERYARD_PLAIN_INDEXES;
constexpr std::string_view kAddIndexes = "SELECT pg_get_indexdef(c.oid) " ORDERYARD_PLAIN_INDEXES;
constexpr std::string_view kSwitchTriggers =
    "SELECT format('ALTER TABLE %s %s TRIGGER USER', CAST(c.oid AS regclass), CAST(? AS text)) "
    "FROM pg_class c WHERE c.relkind = 'r' AND EXISTS (SELECT 1 FROM pg_trigger t "
    "WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AND c.relnamespace = " ORDERYARD_HERE;
// Keys that the stores give out come from "<table>_id", others from the sequence of their column.
// They follow the last row, or what a restore has left out (sql::kKeysOf). Never back: a sequence
// may begin beyond what a migration inserts.
constexpr std::string_view kMoveSequences =
    "SELECT format('SELECT setval(%L, last) FROM (SELECT greatest((SELECT max(%I) FROM %I), "
    "(SELECT max(value) FROM sequence_value WHERE kind = %L)) AS last) AS reached "
    "WHERE last >= (SELECT last_value FROM %s)', CAST(k.sequence AS regclass), k.column_name, "
    "k.table_name, CAST(? AS text) || k.table_name, CAST(k.sequence AS regclass)) "
    "FROM (SELECT s.oid AS sequence, coalesce(a.attname, 'id') AS column_name, "
    "coalesce(t.relname, regexp_replace(s.relname, '_id$', '')) AS table_name "
    "FROM pg_class s LEFT JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i') "
    "AND d.classid = CAST('pg_class' AS regclass) AND d.refclassid = CAST('pg_class' AS regclass) "
    "LEFT JOIN pg_class t ON t.oid = d.refobjid "
    "LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid "
    "WHERE s.relkind = 'S' AND s.relnamespace = " ORDERYARD_HERE ") AS k";
// SQLite looks for what a restore has left out only where this is not 0.
constexpr std::string_view kRestoresSqlite =
    "SELECT count(*) FROM (SELECT 1 FROM sequence_value WHERE substr(kind, 1, ?) = ? LIMIT 1)";

// The first column of all rows.
template <class... Args>
std::vector<std::string> Texts(sql::Connection& connection, std::string_view query,
                               const Args&... args) {
    std::vector<std::string> texts;
    sql::Rows rows = connection.Query(query, args...);
    while (rows.Next()) {
        texts.push_back(rows.Text(0));
    }
    return texts;
}

void Run(sql::Connection& connection, const std::vector<std::string>& statements) {
    for (const std::string& statement : statements) {
        connection.ExecScript(statement);
    }
}

base::Error NotFresh(const std::string& what) {
    base::Error error =
        base::Conflict("the target is not empty: it holds " + what + ". Give an empty database.");
    error.field = "to";
    return error;
}

base::Error Named(base::Error error) {
    error.field = "to";
    return error;
}

base::Result<> CheckFresh(sql::Connection& connection) {
    const std::string found = WhyNotFresh(connection);
    return found.empty() ? base::Result<>() : base::Fail(NotFresh(found));
}

base::Result<> CheckEncoding(sql::Connection& connection) {
    if (connection.dialect() == sql::Dialect::kSqlite) {
        return {};
    }
    sql::Rows encoding = connection.Query("SELECT current_setting('server_encoding')");
    if (encoding.Next() && encoding.View(0) == "UTF8") {
        return {};
    }
    return base::Fail(base::InvalidInput(
        "to",
        "the target's encoding is not UTF8: make it with CREATE DATABASE ... ENCODING "
        "'UTF8' TEMPLATE template0"));
}

bool IsSame(const MoveTarget::Other& source, const std::string& target_url) {
    const auto source_file = SqliteFileOf(source.url);
    const auto target_file = SqliteFileOf(target_url);
    if (source_file || target_file) {
        std::error_code failed;
        return source_file && target_file &&
               std::filesystem::equivalent(*source_file, *target_file, failed);
    }
    // A server, told by its start, the database and the schema in it.
    constexpr std::string_view kPlace =
        "SELECT CAST(pg_postmaster_start_time() AS text) || ' ' || current_database() || ' ' || "
        "coalesce(current_schema(), '')";
    const auto target = ConnectTo(target_url, false);
    sql::Rows here = source.connection.Query(kPlace);
    sql::Rows there = target->Query(kPlace);
    return here.Next() && there.Next() && here.View(0) == there.View(0);
}

// Looks before anything is made in it.
base::Result<> Inspect(const std::string& url, const MoveTarget::Other& source) {
    if (const auto file = SqliteFileOf(url); file && !std::filesystem::exists(*file)) {
        return {};
    }
    if (IsSame(source, url)) {
        return base::Fail(base::InvalidInput("to", "that is the database that is to be moved"));
    }
    const auto connection = ConnectTo(url, false);
    connection->Begin(false);
    auto usable = CheckEncoding(*connection).and_then([&] { return CheckFresh(*connection); });
    connection->Rollback();
    return usable;
}

base::Result<> MakeSchema(const std::string& url, const std::string& master_key) {
    DatabaseOptions options;
    options.url = url;
    options.master_key = master_key;
    options.is_server = false;
    options.reader_count = 1;
    auto opened = OpenDatabase(options);
    return opened ? base::Result<>() : base::Fail(Named(opened.error()));
}

// Nobody else shall even look.
void LockTables(sql::Connection& connection) {
    if (connection.dialect() == sql::Dialect::kPostgres) {
        connection.ExecScript("LOCK TABLE " + TableNames(ReadTables(connection)) +
                              " IN ACCESS EXCLUSIVE MODE");
    }
}

}  // namespace

base::Result<std::unique_ptr<MoveTarget>> MoveTarget::Open(const std::string& url,
                                                           const std::string& master_key,
                                                           const Other& source) try {
    const auto file = SqliteFileOf(url);
    if (!file && !IsPostgresUrl(url)) {
        return base::Fail(base::InvalidInput("to", std::string(kDatabaseUrlForms)));
    }
    auto ready = Inspect(url, source).and_then([&] { return MakeSchema(url, master_key); });
    if (!ready) {
        return base::Fail(ready.error());
    }
    std::unique_ptr<FileLock> lock;
    if (file) {
        auto taken = FileLock::Take(*file + ".lock");
        if (!taken) {
            return base::Fail(Named(taken.error()));
        }
        lock = std::move(*taken);
    }
    std::unique_ptr<MoveTarget> target(new MoveTarget(std::move(lock), ConnectTo(url, true)));
    sql::Connection& connection = *target->connection_;
    if (file) {
        // Neither can be switched within a transaction.
        auto* const handle = static_cast<sql::SqliteConnection&>(connection).handle();
        sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
        connection.ExecScript("PRAGMA foreign_keys=OFF");
    }
    connection.Begin(true);
    LockTables(connection);
    if (auto fresh = CheckFresh(connection); !fresh) {
        return base::Fail(fresh.error());
    }
    return target;
} catch (const ports::VersionConflict&) {
    return base::Fail(Named(base::Conflict("somebody else uses the target: try again")));
} catch (const ports::DatabaseUnavailable& unavailable) {
    return base::Fail(
        Named(base::Unavailable(std::string("the target cannot be used: ") + unavailable.what())));
}

MoveTarget::~MoveTarget() {
    if (!is_committed_) {
        connection_->Rollback();
    }
}

void MoveTarget::PutAsideChecks() {
    if (connection_->dialect() == sql::Dialect::kSqlite) {
        return;
    }
    put_aside_ = Texts(*connection_, kAddIndexes);
    const std::vector<std::string> references = Texts(*connection_, kAddReferences);
    put_aside_.insert(put_aside_.end(), references.begin(), references.end());
    Run(*connection_, Texts(*connection_, kDropReferences));
    Run(*connection_, Texts(*connection_, kDropIndexes));
    Run(*connection_, Texts(*connection_, kSwitchTriggers, "DISABLE"));
}

void MoveTarget::BringBackChecks() {
    if (connection_->dialect() == sql::Dialect::kPostgres) {
        connection_->ExecScript("SET LOCAL maintenance_work_mem = '256MB'");
        Run(*connection_, put_aside_);
        Run(*connection_, Texts(*connection_, kSwitchTriggers, "ENABLE"));
        connection_->ExecScript("ANALYZE " + TableNames(ReadTables(*connection_)));
        return;
    }
    sql::Rows broken = connection_->Query("PRAGMA foreign_key_check");
    if (broken.Next()) {
        throw sql::SqlError("a row of " + broken.Text(0) + " refers to a missing row of " +
                            broken.Text(2));
    }
}

void MoveTarget::MoveKeys() {
    if (connection_->dialect() == sql::Dialect::kPostgres) {
        Run(*connection_, Texts(*connection_, kMoveSequences, sql::kKeysOf));
    } else {
        const auto restores =
            connection_->QueryInt(kRestoresSqlite, sql::kKeysOf.size(), sql::kKeysOf).value();
        connection_->ExecScript("PRAGMA user_version=" + std::to_string(restores));
    }
}

void MoveTarget::Commit() {
    connection_->Commit();
    is_committed_ = true;
    if (auto* const sqlite = dynamic_cast<sql::SqliteConnection*>(connection_.get())) {
        sqlite->Checkpoint();  // else the first server would have all of it to copy
    }
}

}  // namespace orderyard::storage
