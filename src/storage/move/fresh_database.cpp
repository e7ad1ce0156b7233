// The pattern is a SQLite file in a folder of its own, gone at the end; its rows and those of the
// database that is asked about are compared by their fingerprints.
#include "storage/move/fresh_database.hpp"

#include <filesystem>
#include <map>

#include "base/crypto.hpp"
#include "storage/migrate.hpp"
#include "storage/move/moved_rows.hpp"
#include "storage/move/search_indexes.hpp"
#include "storage/sql/sqlite_connection.hpp"

namespace orderyard::storage {

namespace {

namespace fs = std::filesystem;

class Folder {
  public:
    Folder() : path_(fs::temp_directory_path() / ("orderyard-move-" + base::RandomToken(8))) {
        fs::create_directory(path_);
        fs::permissions(path_, fs::perms::owner_all);
    }
    ~Folder() {
        std::error_code failed;
        fs::remove_all(path_, failed);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

// Of so many rows at most: more than there should be need not be read.
Fingerprint FingerprintOf(sql::Connection& connection, const Table& table, const std::string& key,
                          std::int64_t row_count_max) {
    Fingerprint fingerprint(key);
    RowStream rows(connection, table,
                   StoredRows(table) + " LIMIT " + std::to_string(row_count_max));
    while (rows.Next()) {
        fingerprint.Add(table, rows.row());
    }
    return fingerprint;
}

// The proof of the master key is made when the database is first opened.
bool IsMadeByOpening(const Table& table) {
    return table.name == "key_check";
}

std::string WhyNotLike(sql::Connection& pattern, sql::Connection& connection) {
    constexpr std::int64_t kSeedRowsMax = 10'000;
    const std::string key = base::RandomBytes(16);
    std::map<std::string, Table> expected;
    for (Table& table : ReadTables(pattern)) {
        expected.emplace(table.name, std::move(table));
    }
    for (const Table& table : ReadTables(connection)) {
        const auto found = expected.find(table.name);
        if (found == expected.end()) {
            return "table " + table.name + " of another program";
        }
        if (IsMadeByOpening(table)) {
            continue;
        }
        const Fingerprint made = FingerprintOf(pattern, found->second, key, kSeedRowsMax);
        const Fingerprint stored =
            FingerprintOf(connection, found->second, key, made.row_count() + 1);
        if (!(made == stored)) {
            return "rows in table " + table.name;
        }
    }
    return "";
}

constexpr std::string_view kCountSqlite = "SELECT count(*) FROM sqlite_schema";
// What belongs to an extension is nobody's data.
constexpr std::string_view kCountPostgres =
    "SELECT count(*) FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') "
    "AND c.relnamespace = CAST(current_schema() AS regnamespace) "
    "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')";

}  // namespace

std::string WhyNotFresh(sql::Connection& connection) {
    const auto migrations = AllMigrations();
    const SchemaState schema = ReadSchema(connection, migrations);
    if (schema.current == 0) {
        // The first migration is one transaction: before it there is nothing of ours.
        const auto count = connection.QueryInt(connection.Pick(kCountSqlite, kCountPostgres));
        return count == 0 ? "" : "tables of another program";
    }
    if (schema.current > schema.newest) {
        return "the tables of a newer version";
    }
    const Folder folder;
    sql::SqliteConnection pattern((folder.path() / "pattern.db").string(),
                                  sql::SqliteMode::kReadWrite);
    pattern.Begin(true);
    for (const Migration& migration : migrations) {
        if (migration.number <= schema.current) {
            pattern.ExecScript(migration.sqlite_sql);
        }
    }
    return WhyNotLike(pattern, connection);
}

}  // namespace orderyard::storage
