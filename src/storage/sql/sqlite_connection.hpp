// The connection interface on a SQLite file. Not thread-safe: its owner runs one transaction at a
// time.
#pragma once

#include <memory>
#include <string>

#include "storage/sql/shared.hpp"
#include "storage/sql/statement_text.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace orderyard::storage::sql {

enum class SqliteMode { kReadOnly, kReadWrite };

// Where PRAGMA user_version (how often the database was restored) is not 0, the rows of
// sequence_value whose kind is this and a table's name say what key that table's new ones follow.
inline constexpr std::string_view kKeysOf = "keys of ";

struct SqliteStatement {
    sqlite3_stmt* handle = nullptr;
    bool is_in_use = false;   // by a Rows that is still alive
    bool takes_lock = false;  // FOR UPDATE: not in a read

    SqliteStatement() = default;
    ~SqliteStatement();
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;
};

class SqliteConnection final : public Connection {
  public:
    // Opens (kReadWrite: makes, owner-readable only) the file and sets every pragma the design asks
    // for. `shared` is what the connections of one program to this file have in common; null: all
    // its own. Throws DatabaseUnavailable.
    SqliteConnection(const std::string& file, SqliteMode mode,
                     std::shared_ptr<Shared> shared = nullptr);
    ~SqliteConnection() override;
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    Dialect dialect() const override { return Dialect::kSqlite; }
    Rows QueryWith(std::string_view sql, std::span<const Value> values) override;
    std::int64_t ExecWith(std::string_view sql, std::span<const Value> values) override;
    void ExecLaterWith(std::string_view sql, std::span<const Value> values,
                       bool expects_one) override;
    Answers& answers() override { return shared_->answers; }
    std::int64_t NewId(std::string_view table) override;
    void ExecScript(const std::string& sql) override;
    void Begin(bool for_writing) override;
    void Commit() override;
    void Rollback() noexcept override;
    void BeginPart() override;
    void CommitPart() override;
    void RollbackPart() override;

    // False after an error that made SQLite undo the whole transaction by itself.
    bool IsInTransaction() const;
    // Frames in the write-ahead log after the last commit, for the decision to checkpoint.
    int WalFrames() const { return wal_frames_; }
    // Copies what it can of the log into the database file without waiting for readers; true when
    // the log is empty or can be started over.
    bool Checkpoint() noexcept;
    sqlite3* handle() const { return handle_; }

  protected:
    Commons& commons() override { return shared_->commons; }
    // In read-only connections alone: a writer's own changes do not show in its data version.
    bool IsReading() const override;
    std::string StateOfData() override;

  private:
    std::shared_ptr<SqliteStatement> Prepare(std::string_view sql);
    std::shared_ptr<SqliteStatement> Cached(std::string_view sql);
    void Bind(const SqliteStatement& statement, std::string_view sql, std::span<const Value> values,
              bool keeps_copy);
    void SetUp();
    void BeginReading();

    sqlite3* handle_ = nullptr;
    SqliteMode mode_;
    std::shared_ptr<Shared> shared_;
    std::uint64_t number_;  // among those of `shared_`
    std::string state_;     // that the reading transaction sees
    bool has_read_ = false;
    int wal_frames_ = 0;
    std::int64_t data_version_ = 0;  // changes when another connection commits
    StatementMap<std::shared_ptr<SqliteStatement>> statements_;
    std::unordered_map<std::string, std::int64_t, StatementHash, std::equal_to<>> last_ids_;
};

// What an outcome of SQLite's means to the callers of a connection.
[[noreturn]] void ThrowSqliteError(sqlite3* handle, int outcome, std::string_view sql,
                                   bool is_read_only);

}  // namespace orderyard::storage::sql
