// SQLite behind the connection interface: prepared statements are kept by their text, and errors
// are sorted by what the caller can do about them.
#include "storage/sql/sqlite_connection.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "storage/sql/sqlite_log_head.hpp"

namespace orderyard::storage::sql {

namespace {

constexpr int kBusyMillis = 5'000;
constexpr std::string_view kKeysFrom = "SELECT max(value) FROM sequence_value WHERE kind = ?";

class SqliteCursor final : public Cursor {
  public:
    // The first step has been made by Query, so that a change has happened and an error is thrown
    // there.
    SqliteCursor(sqlite3* handle, std::shared_ptr<SqliteStatement> statement, bool has_row,
                 bool is_read_only)
        : handle_(handle),
          statement_(std::move(statement)),
          has_row_(has_row),
          is_read_only_(is_read_only) {
        statement_->is_in_use = true;
    }
    ~SqliteCursor() override {
        sqlite3_reset(statement_->handle);
        statement_->is_in_use = false;
    }
    SqliteCursor(const SqliteCursor&) = delete;
    SqliteCursor& operator=(const SqliteCursor&) = delete;

    bool Next() override {
        if (is_first_) {
            is_first_ = false;
            return has_row_;
        }
        if (!has_row_) {
            return false;
        }
        const int outcome = sqlite3_step(statement_->handle);
        if (outcome != SQLITE_ROW && outcome != SQLITE_DONE) {
            ThrowSqliteError(handle_, outcome, sqlite3_sql(statement_->handle), is_read_only_);
        }
        has_row_ = outcome == SQLITE_ROW;
        return has_row_;
    }
    bool IsNull(int column) const override {
        return sqlite3_column_type(statement_->handle, column) == SQLITE_NULL;
    }
    std::int64_t Int(int column) const override {
        RequireType(column, SQLITE_INTEGER, SQLITE_INTEGER);
        return sqlite3_column_int64(statement_->handle, column);
    }
    double Double(int column) const override {
        RequireType(column, SQLITE_FLOAT, SQLITE_INTEGER);
        return sqlite3_column_double(statement_->handle, column);
    }
    std::string_view Text(int column) const override {
        RequireType(column, SQLITE_TEXT, SQLITE_BLOB);
        const auto* bytes =
            static_cast<const char*>(sqlite3_column_blob(statement_->handle, column));
        const int size = sqlite3_column_bytes(statement_->handle, column);
        return bytes == nullptr ? std::string_view()
                                : std::string_view(bytes, static_cast<std::size_t>(size));
    }

  private:
    void RequireType(int column, int a, int b) const {
        const int type = sqlite3_column_type(statement_->handle, column);
        if (type != a && type != b) [[unlikely]] {
            throw SqlError("column " + std::to_string(column) + " is null or of another type: " +
                           Excerpt(sqlite3_sql(statement_->handle)));
        }
    }

    sqlite3* handle_;
    std::shared_ptr<SqliteStatement> statement_;
    bool is_first_ = true;
    bool has_row_;
    bool is_read_only_;
};

// Resets a statement however its run ends; until then SQLite holds on to the borrowed parameters.
struct ResetAtEnd {
    sqlite3_stmt* statement;
    ~ResetAtEnd() { sqlite3_reset(statement); }
};

int CountFrames(void* frames, sqlite3*, const char*, int count) {
    *static_cast<int*>(frames) = count;
    return SQLITE_OK;
}

// SQLite would make the file readable by everybody the umask lets; its journals take over the
// file's mode.
void MakeFile(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) {
        throw ports::DatabaseUnavailable(std::string("the database file cannot be opened: ") +
                                         std::strerror(errno));
    }
    ::close(descriptor);
}

// SQLite counts its memory under one global lock, for statistics nobody here reads. To be set
// before the first connection of the process is opened; refused later, which does no harm.
void ConfigureOnce() {
    static const int outcome = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(outcome);
}

}  // namespace

SqliteStatement::~SqliteStatement() {
    sqlite3_finalize(handle);
}

void ThrowSqliteError(sqlite3* handle, int outcome, std::string_view sql, bool is_read_only) {
    const int extended = sqlite3_extended_errcode(handle);
    const std::string text = std::string("sqlite ") + std::to_string(extended) + ": " +
                             sqlite3_errmsg(handle) + " in: " + Excerpt(sql);
    switch (outcome & 0xFF) {
        case SQLITE_CONSTRAINT:
            if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY ||
                extended == SQLITE_CONSTRAINT_ROWID) {
                throw UniqueViolation(text);
            }
            throw SqlError(text);
        case SQLITE_BUSY:
        case SQLITE_LOCKED: throw Contention(text);
        case SQLITE_FULL: throw StorageFull(text);
        case SQLITE_READONLY:
            if (is_read_only) {
                throw SqlError(text);
            }
            throw ports::DatabaseUnavailable(text);
        case SQLITE_IOERR:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_NOMEM: throw ports::DatabaseUnavailable(text);
        default: throw SqlError(text);
    }
}

SqliteConnection::SqliteConnection(const std::string& file, SqliteMode mode,
                                   std::shared_ptr<Shared> shared)
    : mode_(mode),
      shared_(shared != nullptr ? std::move(shared) : std::make_shared<Shared>()),
      number_(++shared_->connections) {
    ConfigureOnce();
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (mode == SqliteMode::kReadWrite) {
        MakeFile(file);
        flags |= SQLITE_OPEN_READWRITE;
    } else {
        flags |= SQLITE_OPEN_READONLY;
    }
    const int outcome = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
    try {
        if (outcome != SQLITE_OK) {
            throw ports::DatabaseUnavailable(std::string("the database file cannot be opened: ") +
                                             sqlite3_errstr(outcome));
        }
        SetUp();
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

SqliteConnection::~SqliteConnection() {
    statements_.clear();
    sqlite3_close_v2(handle_);
}

void SqliteConnection::SetUp() {
    sqlite3_busy_timeout(handle_, kBusyMillis);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    ExecScript(
        "PRAGMA foreign_keys=ON; PRAGMA mmap_size=0; PRAGMA cell_size_check=ON; PRAGMA "
        "temp_store=MEMORY;"
        "PRAGMA secure_delete=ON");
    if (mode_ == SqliteMode::kReadOnly) {
        ExecScript("PRAGMA query_only=ON; PRAGMA cache_size=-16384");
        return;
    }
    // 128 MB of pages: at a million orders that holds the indexes in whose midst each new order
    // writes (numbers, totals, e-mail), which would else be read again and again.
    ExecScript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA "
        "cache_size=-131072");
    sqlite3_wal_hook(handle_, CountFrames, &wal_frames_);
}

std::shared_ptr<SqliteStatement> SqliteConnection::Prepare(std::string_view sql) {
    auto statement = std::make_shared<SqliteStatement>();
    const std::string_view text = WithoutLockClause(sql);
    statement->takes_lock = text.size() != sql.size();
    const int outcome = sqlite3_prepare_v3(handle_, text.data(), static_cast<int>(text.size()),
                                           SQLITE_PREPARE_PERSISTENT, &statement->handle, nullptr);
    if (outcome != SQLITE_OK) {
        ThrowSqliteError(handle_, outcome, sql, mode_ == SqliteMode::kReadOnly);
    }
    return statement;
}

std::shared_ptr<SqliteStatement> SqliteConnection::Cached(std::string_view sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
        if (statements_.size() >= kStatementsMax) {
            statements_.clear();  // those in use live on in their Rows
        }
        found = statements_.emplace(std::string(sql), Prepare(sql)).first;
    }
    if (found->second->takes_lock && mode_ == SqliteMode::kReadOnly) {
        throw SqlError("a row lock in a read: " + Excerpt(sql));  // PostgreSQL refuses it as well
    }
    return found->second->is_in_use ? Prepare(sql) : found->second;
}

void SqliteConnection::Bind(const SqliteStatement& statement, std::string_view sql,
                            std::span<const Value> values, bool keeps_copy) {
    if (sqlite3_bind_parameter_count(statement.handle) != static_cast<int>(values.size())) {
        throw SqlError("wrong number of parameters for: " + Excerpt(sql));
    }
    // The sentinel is a cast in SQLite's own header, in C style.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
    const sqlite3_destructor_type keep = keeps_copy ? SQLITE_TRANSIENT : SQLITE_STATIC;
#pragma GCC diagnostic pop
    int index = 0;
    for (const Value& value : values) {
        ++index;
        int outcome = SQLITE_OK;
        const std::string_view text = value.AsText();
        switch (value.kind()) {
            case Value::Kind::kNull: outcome = sqlite3_bind_null(statement.handle, index); break;
            case Value::Kind::kInt:
                outcome = sqlite3_bind_int64(statement.handle, index, value.AsInt());
                break;
            case Value::Kind::kDouble:
                outcome = sqlite3_bind_double(statement.handle, index, value.AsDouble());
                break;
            case Value::Kind::kText:
                outcome = sqlite3_bind_text64(statement.handle, index,
                                              text.data() == nullptr ? "" : text.data(),
                                              text.size(), keep, SQLITE_UTF8);
                break;
            case Value::Kind::kBytes:
                outcome = sqlite3_bind_blob64(statement.handle, index,
                                              text.data() == nullptr ? "" : text.data(),
                                              text.size(), keep);
                break;
        }
        if (outcome != SQLITE_OK) {
            ThrowSqliteError(handle_, outcome, sql, mode_ == SqliteMode::kReadOnly);
        }
    }
}

Rows SqliteConnection::QueryWith(std::string_view sql, std::span<const Value> values) {
    std::shared_ptr<SqliteStatement> statement = Cached(sql);
    // The rows outlive this call and perhaps the parameters, so SQLite gets a copy.
    Bind(*statement, sql, values, true);
    const int outcome = sqlite3_step(statement->handle);
    if (outcome != SQLITE_ROW && outcome != SQLITE_DONE) {
        const ResetAtEnd reset{statement->handle};
        ThrowSqliteError(handle_, outcome, sql, mode_ == SqliteMode::kReadOnly);
    }
    return Rows(std::make_unique<SqliteCursor>(handle_, std::move(statement), outcome == SQLITE_ROW,
                                               mode_ == SqliteMode::kReadOnly));
}

std::int64_t SqliteConnection::ExecWith(std::string_view sql, std::span<const Value> values) {
    const std::shared_ptr<SqliteStatement> statement = Cached(sql);
    const ResetAtEnd reset{statement->handle};
    Bind(*statement, sql, values, false);
    const int outcome = sqlite3_step(statement->handle);
    if (outcome != SQLITE_DONE && outcome != SQLITE_ROW) {
        ThrowSqliteError(handle_, outcome, sql, mode_ == SqliteMode::kReadOnly);
    }
    return sqlite3_changes64(handle_);
}

void SqliteConnection::ExecLaterWith(std::string_view sql, std::span<const Value> values,
                                     bool expects_one) {
    const std::int64_t changed = ExecWith(sql, values);
    if (expects_one && changed != 1) {
        throw ports::VersionConflict("another version of the row is stored: " + Excerpt(sql));
    }
}

bool SqliteConnection::IsReading() const {
    return mode_ == SqliteMode::kReadOnly && IsInTransaction();
}

std::string SqliteConnection::StateOfData() {
    return state_;
}

std::int64_t SqliteConnection::NewId(std::string_view table) {
    // While this connection is the only writer the table is asked once; keys handed out in a
    // transaction that was undone are not handed out again.
    auto found = last_ids_.find(table);
    if (found == last_ids_.end()) {
        const std::string name(table);
        const std::int64_t last = QueryInt("SELECT max(id) FROM " + name).value_or(0);
        // After a restore keys begin beyond those that were perhaps given out since the copy.
        const bool was_restored = QueryInt("PRAGMA user_version").value_or(0) > 0;
        const auto least =
            was_restored ? QueryInt(kKeysFrom, std::string(kKeysOf) + name) : std::nullopt;
        found = last_ids_.emplace(name, std::max(last, least.value_or(0))).first;
    }
    return ++found->second;
}

void SqliteConnection::ExecScript(const std::string& sql) {
    const int outcome = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (outcome != SQLITE_OK) {
        ThrowSqliteError(handle_, outcome, sql, mode_ == SqliteMode::kReadOnly);
    }
}

void SqliteConnection::Begin(bool for_writing) {
    ForgetMemory();
    ExecWith(for_writing ? "BEGIN IMMEDIATE" : "BEGIN", {});
    if (for_writing) {
        // A command line tool may have written in between: what was known of the tables' keys is
        // old then.
        const std::int64_t version = QueryInt("PRAGMA data_version").value_or(0);
        if (version != data_version_) {
            data_version_ = version;
            last_ids_.clear();
        }
    } else if (mode_ == SqliteMode::kReadOnly) {
        BeginReading();
    }
}

// The first read fixes what the transaction sees. When the log had the same head before and after,
// that is what it names; a commit in between leaves only the count that this connection keeps by
// itself of what others commit.
void SqliteConnection::BeginReading() {
    const auto before = has_read_ ? ReadLogHead(handle_) : std::nullopt;
    const std::int64_t version = QueryInt("PRAGMA data_version").value();
    has_read_ = true;
    state_.clear();
    if (before && before == ReadLogHead(handle_)) {
        state_.append("log").append(*before);
    } else {
        state_.append(std::to_string(number_)).append(":").append(std::to_string(version));
    }
}

void SqliteConnection::Commit() {
    ExecWith("COMMIT", {});
}

void SqliteConnection::Rollback() noexcept {
    ForgetMemory();
    if (IsInTransaction()) {
        sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void SqliteConnection::BeginPart() {
    ExecWith("SAVEPOINT part", {});
}

void SqliteConnection::CommitPart() {
    ExecWith("RELEASE part", {});
}

void SqliteConnection::RollbackPart() {
    ForgetMemory();
    if (IsInTransaction()) {
        ExecWith("ROLLBACK TO part", {});
        ExecWith("RELEASE part", {});
    }
}

bool SqliteConnection::IsInTransaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

bool SqliteConnection::Checkpoint() noexcept {
    int frames_in_log = 0;
    int frames_copied = 0;
    const int outcome = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                                  &frames_in_log, &frames_copied);
    return outcome == SQLITE_OK && frames_in_log == frames_copied;
}

}  // namespace orderyard::storage::sql
