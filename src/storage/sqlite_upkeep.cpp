// Self-check and backup of a SQLite database while it serves.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "storage/migration_backup.hpp"
#include "storage/sqlite_database.hpp"
#include "storage/sqlite_upkeep.hpp"

namespace orderyard::storage {

namespace {

constexpr int kFindingsMax = 20;

constexpr std::string_view kTablesWithKeys =
    "SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c"
    " WHERE t.type = 'table' AND c.name = 'id' AND c.type = 'INTEGER' AND c.pk = 1";
// The view is any: keys have none.
constexpr std::string_view kKeepKeys =
    "INSERT INTO sequence_value (kind, store_view_id, value)"
    " SELECT ?, min(id), ? FROM store_view WHERE true"
    " ON CONFLICT (kind, store_view_id) DO UPDATE SET value = max(value, excluded.value)";

void CheckSetting(sql::Connection& connection, const char* pragma, std::int64_t expected,
                  std::vector<std::string>& findings) {
    const auto value = connection.QueryInt(std::string("PRAGMA ") + pragma);
    if (value != expected) {
        findings.push_back(std::string("setting ") + pragma + " is " +
                           (value ? std::to_string(*value) : "unknown") + ", not " +
                           std::to_string(expected));
    }
}

void CheckFileMode(const std::string& file, std::vector<std::string>& findings) {
    struct stat status {};
    if (::stat(file.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        findings.push_back("the file " + file + " may be read by others: chmod 600 it");
    }
}

base::Error BackUpError(const std::string& reason) {
    return base::Unavailable("the backup failed: " + reason);
}

}  // namespace

void CheckContent(sql::Connection& connection, std::vector<std::string>& findings) {
    sql::Rows rows =
        connection.Query("PRAGMA integrity_check(" + std::to_string(kFindingsMax) + ")");
    while (rows.Next()) {
        if (rows.View(0) != "ok") {
            findings.push_back("integrity: " + rows.Text(0));
        }
    }
    sql::Rows broken = connection.Query("PRAGMA foreign_key_check");
    for (int count = 0; broken.Next() && count < kFindingsMax; ++count) {
        findings.push_back("a row of " + broken.Text(0) + " refers to a missing row of " +
                           broken.Text(2));
    }
}

// All pages in one step: the reader's snapshot keeps the copy consistent, and the writer goes on
// meanwhile.
base::Result<> CopyPages(sqlite3* source, const std::string& file) {
    sqlite3* target = nullptr;
    const int opened = sqlite3_open_v2(file.c_str(), &target,
                                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closes(target, sqlite3_close_v2);
    if (opened != SQLITE_OK) {
        return base::Fail(BackUpError(sqlite3_errstr(opened)));
    }
    sqlite3_backup* backup = sqlite3_backup_init(target, "main", source, "main");
    if (backup == nullptr) {
        return base::Fail(BackUpError(sqlite3_errmsg(target)));
    }
    const int copied = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (copied != SQLITE_DONE || finished != SQLITE_OK) {
        return base::Fail(BackUpError(sqlite3_errstr(copied != SQLITE_DONE ? copied : finished)));
    }
    // One self-contained file, without a log beside it, that says what it is.
    const std::string mark =
        "PRAGMA journal_mode=DELETE; PRAGMA application_id=" + std::to_string(kCopyId);
    const int marked = sqlite3_exec(target, mark.c_str(), nullptr, nullptr, nullptr);
    if (marked != SQLITE_OK) {
        return base::Fail(BackUpError(sqlite3_errstr(marked)));
    }
    return {};
}

bool SyncFolderOf(const std::string& file) {
    const std::string folder = std::filesystem::path(file).parent_path().string();
    const int descriptor =
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool is_synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    return is_synced;
}

std::vector<std::string> SqliteDatabase::Diagnose() const {
    std::vector<std::string> findings;
    WriteOnWriterThread([&](ports::Transaction&) {
        sql::SqliteConnection& connection = writer_->connection;
        CheckSetting(connection, "synchronous", 2, findings);
        CheckSetting(connection, "foreign_keys", 1, findings);
        CheckSetting(connection, "secure_delete", 1, findings);
        CheckSetting(connection, "trusted_schema", 0, findings);
        CheckSetting(connection, "mmap_size", 0, findings);
        CheckSetting(connection, "cell_size_check", 1, findings);
        CheckSetting(connection, "wal_autocheckpoint", 0, findings);
        sql::Rows mode = connection.Query("PRAGMA journal_mode");
        if (!mode.Next() || mode.View(0) != "wal") {
            findings.push_back("the journal mode is not wal");
        }
    });
    CheckFileMode(file_, findings);
    const auto session = readers_.Take();
    session->connection.Begin(false);
    CheckContent(session->connection, findings);
    session->connection.Rollback();
    return findings;
}

base::Result<> SqliteDatabase::BackUp(const std::string& file) {
    const int made =
        ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (made < 0) {
        return base::Fail(errno == EEXIST ? base::Conflict("the file " + file + " exists already")
                                          : base::InvalidInput("file", std::strerror(errno)));
    }
    ::close(made);
    const auto session = readers_.Take();
    auto copied = CopyPages(session->connection.handle(), file);
    if (copied && !SyncFolderOf(file)) {
        copied = base::Fail(BackUpError(std::strerror(errno)));
    }
    if (!copied) {
        ::unlink(file.c_str());  // half a backup is worse than none
    }
    return copied;
}

void SqliteDatabase::ContinueAfterCopy(std::int64_t keys_skipped) {
    WriteOnWriterThread([&](ports::Transaction&) {
        sql::SqliteConnection& connection = writer_->connection;
        std::vector<std::string> tables;
        sql::Rows rows = connection.Query(kTablesWithKeys);
        while (rows.Next()) {
            tables.push_back(rows.Text(0));
        }
        for (const std::string& table : tables) {
            const auto last = connection.QueryInt("SELECT max(id) FROM " + table).value_or(0);
            connection.Exec(kKeepKeys, std::string(sql::kKeysOf) + table, last + keys_skipped);
        }
        const auto restores = connection.QueryInt("PRAGMA user_version").value_or(0) + 1;
        connection.ExecScript("PRAGMA user_version=" + std::to_string(restores));
        connection.ExecScript("PRAGMA application_id=" + std::to_string(kApplicationId));
    });
}

// Without a copy there is no migration: the copy is the way back to the older program.
base::Result<> SqliteDatabase::BackUpBeforeMigration(const std::string& folder,
                                                     const SchemaState& schema, base::Instant now) {
    if (folder.empty()) {
        return {};
    }
    const auto file = NewMigrationBackup(folder, schema.current, now);
    if (!file) {
        return base::Fail(file.error());
    }
    // Under another name until it is whole: a crash leaves no half copy that looks like one.
    const std::string part = *file + ".part";
    std::error_code failed;
    std::filesystem::remove(part, failed);
    auto copied = BackUp(part);
    if (copied) {
        std::filesystem::rename(part, *file, failed);
    }
    if (!copied || failed) {
        const std::string reason = copied ? failed.message() : copied.error().Text();
        return base::Fail(
            base::Unavailable("the database is not migrated without a copy of it: " + reason));
    }
    base::LogInfo("backup_before_migration",
                  {{"file", *file}, {"schema", schema.current}, {"newest", schema.newest}});
    KeepNewestMigrationBackups(folder, base::limits::kMigrationBackupsMax);
    return {};
}

}  // namespace orderyard::storage
