// Group commit: one sync to disk costs more than the work of many small writes, so everything that
// queued up while the last group was being synced goes into the next transaction, each write in a
// savepoint of its own.
#include "storage/sqlite_database.hpp"

#include <sqlite3.h>

#include "base/check.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "ports/quota_store.hpp"
#include "storage/migrate.hpp"

namespace orderyard::storage {

namespace {

// About 256 MB of log: short enough to read fast, long enough that a page changed often is copied
// once, and that the two syncs of a copy are shared by thousands of orders.
constexpr int kCheckpointFramesMin = 64'000;
constexpr auto kIdleCheckpoint = std::chrono::seconds(2);

// A file of another program must not get our tables.
bool IsForeign(sql::SqliteConnection& connection, std::int64_t id) {
    if (id == kApplicationId || id == kCopyId) {
        return false;
    }
    return id != 0 || connection.QueryInt("SELECT count(*) FROM sqlite_schema").value_or(0) > 0;
}

// Leases of servers, and of nobody else: a tool that syncs beside us keeps its own.
constexpr std::string_view kEndServerLeases =
    "UPDATE lease SET owner = '', until_at = 0 WHERE substr(owner, 1, ?) = ?";

void EndLeasesOfDeadServers(sql::Connection& connection) {
    connection.Begin(true);
    try {
        const auto count = connection.Exec(kEndServerLeases, ports::kServerOwnerPrefix.size(),
                                           ports::kServerOwnerPrefix);
        connection.Commit();
        if (count > 0) {
            base::LogInfo("leases_of_dead_server_ended", {{"count", count}});
        }
    } catch (...) {
        connection.Rollback();
        throw;
    }
}

bool IsVersionConflict(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const ports::VersionConflict&) {
        return true;
    } catch (...) {
        return false;
    }
}

}  // namespace

base::Result<std::unique_ptr<OpenedDatabase>> SqliteDatabase::Open(const std::string& file,
                                                                   const DatabaseOptions& options,
                                                                   base::Instant now) {
    std::unique_ptr<FileLock> lock;
    if (options.is_server) {
        auto taken = FileLock::Take(file + ".lock");
        if (!taken) {
            return base::Fail(taken.error());
        }
        lock = std::move(*taken);
    }
    std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(file, options, std::move(lock)));
    sql::SqliteConnection& connection = database->writer_->connection;
    const std::int64_t id = connection.QueryInt("PRAGMA application_id").value_or(0);
    if (IsForeign(connection, id)) {
        return base::Fail(
            base::InvalidInput("database", "the file " + file + " is another program's database"));
    }
    if (id == kCopyId && options.is_server && !options.takes_copy) {
        return base::Fail(base::Conflict(
            "the file " + file + " is a backup, which does not know what happened since: "
            "`orderyard restore` makes it the database to work with"));
    }
    const SchemaState schema = ReadSchema(connection, AllMigrations());
    if (schema.current > 0 && schema.current <= schema.newest) {
        if (auto checked = CheckMasterKey(connection, database->keys_); !checked) {
            return base::Fail(checked.error());
        }
    }
    // A tool beside a running server must not change the schema under it.
    std::unique_ptr<FileLock> migration_lock;
    if (!options.is_server && options.migrate && schema.current < schema.newest) {
        auto taken = FileLock::Take(file + ".lock");
        if (!taken) {
            return base::Fail(taken.error());
        }
        migration_lock = std::move(*taken);
    }
    if (schema.current == 0 && options.migrate) {
        connection.ExecScript("PRAGMA application_id = " + std::to_string(kApplicationId));
    }
    if (schema.current > 0 && schema.current < schema.newest && options.migrate) {
        if (auto copied = database->BackUpBeforeMigration(options.backup_dir, schema, now);
            !copied) {
            return base::Fail(copied.error());
        }
    }
    auto ready = Migrate(connection, AllMigrations(), options.migrate, now).and_then([&] {
        return CheckMasterKey(connection, database->keys_);
    });
    if (!ready) {
        return base::Fail(ready.error());
    }
    if (database->lock_ != nullptr) {  // it proves that no other server lives
        EndLeasesOfDeadServers(connection);
    }
    database->writer_thread_ = std::thread([raw = database.get()] { raw->RunWriter(); });
    return database;
}

SqliteDatabase::SqliteDatabase(std::string file, const DatabaseOptions& options,
                               std::unique_ptr<FileLock> lock)
    : file_(std::move(file)),
      is_server_(options.is_server),
      keys_(options.master_key),
      lock_(std::move(lock)),
      writer_(std::make_unique<Session>(file_, sql::SqliteMode::kReadWrite, keys_, shared_)),
      readers_(options.reader_count, [this] {
          return std::make_unique<Session>(file_, sql::SqliteMode::kReadOnly, keys_, shared_);
      }) {}

SqliteDatabase::~SqliteDatabase() {
    {
        const std::lock_guard lock(mutex_);
        is_closing_ = true;
    }
    has_work_.notify_one();
    if (writer_thread_.joinable()) {
        writer_thread_.join();
    }
}

// The writer's thread has no reader's view: what is saved must be the whole.
void SqliteDatabase::Write(const Work& work) {
    WriteOnWriterThread(work);
}

void SqliteDatabase::WriteOnWriterThread(const Work& work) const {
    base::Check(std::this_thread::get_id() != writer_thread_.get_id(), "a Write inside a Write");
    WaitingWrite waiting;
    waiting.work = &work;
    std::future<void> done = waiting.done.get_future();
    {
        const std::lock_guard lock(mutex_);
        base::Check(!is_closing_, "a Write while the database is being closed");
        queue_.push_back(&waiting);
    }
    has_work_.notify_one();
    done.get();
    if (waiting.error) {
        std::rethrow_exception(waiting.error);
    }
}

void SqliteDatabase::Read(const Work& work) const {
    const auto session = readers_.Take();
    session->connection.Begin(false);
    try {
        work(session->transaction);
        session->connection.Commit();
    } catch (...) {
        session->connection.Rollback();
        throw;
    }
}

SqliteDatabase::Group SqliteDatabase::NextGroup() {
    std::unique_lock lock(mutex_);
    has_work_.wait_for(lock, kIdleCheckpoint, [this] { return is_closing_ || !queue_.empty(); });
    Group group;
    while (!queue_.empty() && group.size() < base::limits::kGroupCommitWritesMax) {
        group.push_back(queue_.front());
        queue_.pop_front();
    }
    return group;
}

void SqliteDatabase::RunWriter() {
    while (true) {
        const Group group = NextGroup();
        if (group.empty()) {
            const std::lock_guard lock(mutex_);
            if (is_closing_) {
                return;
            }
        }
        if (!group.empty()) {
            RunGroup(group);
        }
        CheckpointIfLong(group.empty());
    }
}

void SqliteDatabase::RunGroup(const Group& group) {
    const bool is_kept = RunInGroup(group);
    for (WaitingWrite* waiting : group) {
        if (!waiting->error && !is_kept) {
            waiting->error = std::make_exception_ptr(
                ports::DatabaseUnavailable("the transaction was undone because another write of "
                                           "its group met a full or broken disk"));
        }
        // Once the promise is kept, `waiting` belongs to its thread again and may be gone.
        std::promise<void> done = std::move(waiting->done);
        done.set_value();
    }
    base::ObserveSeconds("orderyard_sqlite_group_writes", static_cast<double>(group.size()));
}

// False when nothing was kept; each write that failed by itself then has its own error.
bool SqliteDatabase::RunInGroup(const Group& group) {
    sql::SqliteConnection& connection = writer_->connection;
    const auto fail_all = [&group](const std::exception_ptr& error) {
        for (WaitingWrite* waiting : group) {
            waiting->error = waiting->error ? waiting->error : error;
        }
        return false;
    };
    if (is_broken_) {
        return fail_all(std::make_exception_ptr(
            ports::DatabaseUnavailable("an earlier write could not be synced to disk: nothing is "
                                       "written until the server is restarted")));
    }
    try {
        connection.Begin(true);
    } catch (const sql::Contention& busy) {
        return fail_all(std::make_exception_ptr(ports::DatabaseUnavailable(busy.what())));
    } catch (...) {
        return fail_all(std::current_exception());
    }
    for (WaitingWrite* waiting : group) {
        RunOne(*waiting, group.size() == 1);
        if (!connection.IsInTransaction()) {
            return false;  // SQLite undid everything: full, or an error of the disk
        }
    }
    try {
        connection.Commit();
        return true;
    } catch (const sql::StorageFull&) {
        connection.Rollback();
        return fail_all(std::current_exception());
    } catch (const ports::DatabaseUnavailable&) {
        // After a failed sync the system may have thrown the pages away and call the next sync a
        // success.
        is_broken_ = true;
        base::LogError("commit_failed", {{"engine", "sqlite"}});
        connection.Rollback();
        return fail_all(std::current_exception());
    } catch (...) {
        connection.Rollback();
        return fail_all(std::current_exception());
    }
}

// Alone in its group a write needs no savepoint, which spares SQLite a copy of every page it
// changes.
std::exception_ptr SqliteDatabase::TryOne(const Work& work, bool is_alone) {
    sql::SqliteConnection& connection = writer_->connection;
    try {
        if (!is_alone) {
            connection.BeginPart();
        }
        work(writer_->transaction);
        if (!is_alone) {
            connection.CommitPart();
        }
        return nullptr;
    } catch (...) {
        const std::exception_ptr error = std::current_exception();
        if (!is_alone) {
            connection.RollbackPart();
        } else if (connection.IsInTransaction()) {
            connection.Rollback();
            connection.Begin(true);
        }
        return error;
    }
}

void SqliteDatabase::RunOne(WaitingWrite& waiting, bool is_alone) {
    for (int tries = 0; tries <= base::limits::kBusyRetriesMax; ++tries) {
        try {
            waiting.error = TryOne(*waiting.work, is_alone);
        } catch (...) {  // not even the undoing worked
            waiting.error = std::current_exception();
            writer_->connection.Rollback();
            return;
        }
        if (!waiting.error || !IsVersionConflict(waiting.error) ||
            !writer_->connection.IsInTransaction()) {
            return;
        }
    }
}

void SqliteDatabase::CheckpointIfLong(bool is_idle) {
    const int frames = writer_->connection.WalFrames();
    const bool is_due = is_idle ? frames != checkpointed_frames_ : frames >= kCheckpointFramesMin;
    if (is_server_ && is_due && !is_broken_ && writer_->connection.Checkpoint()) {
        checkpointed_frames_ = frames;
    }
}

std::string SqliteDatabase::EngineVersion() const {
    return sqlite3_libversion();
}

SchemaState SqliteDatabase::Schema() const {
    const auto session = readers_.Take();
    return ReadSchema(session->connection, AllMigrations());
}

std::int64_t SqliteDatabase::SizeBytes() const {
    const auto session = readers_.Take();
    return session->connection.QueryInt("PRAGMA page_count").value_or(0) *
           session->connection.QueryInt("PRAGMA page_size").value_or(0);
}

}  // namespace orderyard::storage
