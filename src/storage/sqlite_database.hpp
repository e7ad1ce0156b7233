// The database on a SQLite file: one thread owns the connection that writes, and commits what is
// waiting in groups; readers have read-only connections of their own.
#pragma once

#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "storage/file_lock.hpp"
#include "storage/keys.hpp"
#include "storage/open_database.hpp"
#include "storage/sql/pool.hpp"
#include "storage/sql/sqlite_connection.hpp"
#include "storage/transaction.hpp"

namespace orderyard::storage {

// PRAGMA application_id of our files: what a server works with, and copies of it.
inline constexpr std::int64_t kApplicationId = 0x4F797264;  // "Oyrd"
inline constexpr std::int64_t kCopyId = 0x4F797263;         // "Oyrc"

class SqliteDatabase final : public OpenedDatabase {
  public:
    static base::Result<std::unique_ptr<OpenedDatabase>> Open(const std::string& file,
                                                              const DatabaseOptions& options,
                                                              base::Instant now);
    ~SqliteDatabase() override;
    SqliteDatabase(const SqliteDatabase&) = delete;
    SqliteDatabase& operator=(const SqliteDatabase&) = delete;

    void Write(const std::function<void(ports::Transaction&)>& work) override;
    void Read(const std::function<void(ports::Transaction&)>& work) const override;
    std::string EngineName() const override { return "sqlite"; }
    std::string EngineVersion() const override;
    SchemaState Schema() const override;
    std::int64_t SizeBytes() const override;
    std::vector<std::string> Diagnose() const override;
    base::Result<> BackUp(const std::string& file) override;
    void ContinueAfterCopy(std::int64_t keys_skipped) override;

  private:
    // A connection with the stores over it.
    struct Session {
        Session(const std::string& file, sql::SqliteMode mode, const Keys& keys,
                std::shared_ptr<sql::Shared> shared)
            : connection(file, mode, std::move(shared)), transaction(connection, keys) {}
        sql::SqliteConnection connection;
        SqlTransaction transaction;
    };
    using Work = std::function<void(ports::Transaction&)>;
    // A Write that waits: its thread sleeps until the promise is kept, and then looks at the error.
    struct WaitingWrite {
        const Work* work = nullptr;
        std::promise<void> done;
        std::exception_ptr error;
    };
    using Group = std::vector<WaitingWrite*>;

    SqliteDatabase(std::string file, const DatabaseOptions& options,
                   std::unique_ptr<FileLock> lock);

    base::Result<> BackUpBeforeMigration(const std::string& folder, const SchemaState& schema,
                                         base::Instant now);
    void WriteOnWriterThread(const Work& work) const;
    void RunWriter();
    Group NextGroup();
    void RunGroup(const Group& group);
    bool RunInGroup(const Group& group);
    void RunOne(WaitingWrite& waiting, bool is_alone);
    std::exception_ptr TryOne(const Work& work, bool is_alone);
    void CheckpointIfLong(bool is_idle);

    const std::string file_;
    const bool is_server_;
    const Keys keys_;
    const std::unique_ptr<FileLock> lock_;
    const std::shared_ptr<sql::Shared> shared_ = std::make_shared<sql::Shared>();
    std::unique_ptr<Session> writer_;  // of the writer thread only, once that runs
    mutable sql::Pool<Session> readers_;

    mutable std::mutex mutex_;
    mutable std::condition_variable has_work_;
    mutable std::deque<WaitingWrite*> queue_;
    bool is_closing_ = false;
    bool is_broken_ = false;  // a sync failed: what is on the disk is unknown until the next start
    int checkpointed_frames_ = 0;  // frames in the log when it was last copied
    std::thread writer_thread_;
};

}  // namespace orderyard::storage
