// The copy is only read, by a connection that cannot write: a backup that is looked at stays as it
// is, on a disk mounted read-only, too.
#include "storage/copies.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/log.hpp"
#include "storage/file_lock.hpp"
#include "storage/keys.hpp"
#include "storage/migrate.hpp"
#include "storage/migration_backup.hpp"
#include "storage/sqlite_database.hpp"
#include "storage/sqlite_upkeep.hpp"

namespace orderyard::storage {

namespace {

namespace fs = std::filesystem;

// The tables that are counted came with this schema.
constexpr int kOrdersSchema = 2;

base::Error NotACopy(const std::string& copy, const std::string& why) {
    return base::InvalidInput("file", copy + " cannot be used: " + why);
}

base::Result<CopyFacts> ReadFacts(sql::SqliteConnection& connection, const std::string& copy) {
    const auto id = connection.QueryInt("PRAGMA application_id");
    if (id != kCopyId && id != kApplicationId) {
        return base::Fail(NotACopy(copy, "it is no database of Orderyard's"));
    }
    CopyFacts facts;
    facts.schema = ReadSchema(connection, AllMigrations());
    if (facts.schema.current < kOrdersSchema) {
        return base::Fail(NotACopy(copy, "it is empty"));
    }
    facts.bytes = connection.QueryInt("PRAGMA page_count").value_or(0) *
                  connection.QueryInt("PRAGMA page_size").value_or(0);
    facts.orders = connection.QueryInt("SELECT count(*) FROM sales_order").value_or(0);
    if (const auto at = connection.QueryInt("SELECT max(last_success_at) FROM sync_health")) {
        facts.synced_at = base::Instant::FromMicros(*at);
    }
    return facts;
}

base::Result<CopyFacts> CheckOpened(sql::SqliteConnection& connection, const std::string& copy,
                                    const std::string& master_key) {
    auto facts = ReadFacts(connection, copy);
    if (!facts) {
        return facts;
    }
    if (facts->schema.current > facts->schema.newest) {
        return base::Fail(NewerSchema(facts->schema));
    }
    if (!HasMasterKey(connection, Keys(master_key))) {
        return base::Fail(WrongMasterKey());
    }
    std::vector<std::string> findings;
    CheckContent(connection, findings);
    if (!findings.empty()) {
        return base::Fail(NotACopy(copy, findings.front()));
    }
    return facts;
}

// The file itself stays until the copy takes its place: killed in between, the next server finds a
// database, and makes no new one. The log of one that was not closed is a part of it, and must not
// be read into another.
base::Result<> KeepReplaced(const std::string& file, const std::string& as) {
    std::error_code failed;
    fs::create_hard_link(file, as, failed);
    if (!failed && fs::exists(file + "-wal")) {
        fs::rename(file + "-wal", as + "-wal", failed);
    }
    if (failed) {
        return base::Fail(base::Unavailable("the database that is there cannot be kept as " + as +
                                            ": " + failed.message()));
    }
    fs::remove(file + "-shm", failed);
    return {};
}

base::Result<> CopyTo(const std::string& copy, const std::string& part) {
    ::unlink(part.c_str());
    const int made =
        ::open(part.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (made < 0) {
        return base::Fail(base::Unavailable(part + " cannot be made: " + std::strerror(errno)));
    }
    ::close(made);
    sql::SqliteConnection source(copy, sql::SqliteMode::kReadOnly);
    auto copied = CopyPages(source.handle(), part);
    if (!copied) {
        ::unlink(part.c_str());
    }
    return copied;
}

}  // namespace

base::Result<CopyFacts> CheckCopy(const std::string& copy, const std::string& master_key) {
    if (!fs::is_regular_file(copy)) {
        return base::Fail(base::NotFound("there is no file " + copy));
    }
    try {
        sql::SqliteConnection connection(copy, sql::SqliteMode::kReadOnly);
        connection.Begin(false);
        auto facts = CheckOpened(connection, copy, master_key);
        connection.Rollback();
        return facts;
    } catch (const ports::DatabaseUnavailable& broken) {
        return base::Fail(NotACopy(copy, broken.what()));
    } catch (const sql::SqlError& broken) {
        return base::Fail(NotACopy(copy, broken.what()));
    }
}

base::Result<std::string> PutCopyInPlace(const std::string& copy, const CopyTarget& target,
                                         base::Instant now) {
    const auto lock = FileLock::Take(target.database_file + ".lock");
    if (!lock) {
        return base::Fail(lock.error());
    }
    const std::string part = target.database_file + ".part";
    if (auto copied = CopyTo(copy, part); !copied) {
        return base::Fail(copied.error());
    }
    std::string replaced;
    if (fs::exists(target.database_file)) {
        auto name = NewReplacedDatabase(target.backup_dir, now);
        auto kept = name ? KeepReplaced(target.database_file, *name) : base::Fail(name.error());
        if (!kept) {
            ::unlink(part.c_str());
            return base::Fail(kept.error());
        }
        replaced = *name;
    }
    std::error_code failed;
    fs::rename(part, target.database_file, failed);
    if (failed || !SyncFolderOf(target.database_file)) {
        return base::Fail(base::Unavailable(target.database_file + " cannot be put in place: " +
                                            (failed ? failed.message() : std::strerror(errno))));
    }
    base::LogInfo("copy_put_in_place", {{"copy", copy}, {"replaced", replaced}});
    return replaced;
}

}  // namespace orderyard::storage
