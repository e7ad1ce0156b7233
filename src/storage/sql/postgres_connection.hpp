// The connection interface on PostgreSQL. The connection stays in libpq's pipeline mode: what
// nobody waits for (BEGIN, savepoints, ExecLater) is queued and travels with the next statement
// that has to be answered; the end of a read is sent at once, and its answer read with the next
// transaction's first. Not thread-safe: its owner runs one transaction at a time.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "storage/sql/connection.hpp"
#include "storage/sql/shared.hpp"
#include "storage/sql/statement_text.hpp"

struct pg_conn;
struct pg_result;

namespace orderyard::storage::sql {

// The connection broke. Unless a commit was under way, nothing was kept and the work may run on
// another one.
struct ConnectionLost : ports::DatabaseUnavailable {
    using ports::DatabaseUnavailable::DatabaseUnavailable;
};

struct PostgresResultDelete {
    void operator()(pg_result* result) const;
};
using PostgresResult = std::unique_ptr<pg_result, PostgresResultDelete>;

class PostgresConnection final : public Connection {
  public:
    // Throws DatabaseUnavailable; its text never holds the URL (passwords).
    // `shared` is that of the database's other connections; null: this one has its own.
    explicit PostgresConnection(const std::string& url, std::shared_ptr<Shared> shared = nullptr);
    ~PostgresConnection() override;
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;

    Dialect dialect() const override { return Dialect::kPostgres; }
    Answers& answers() override { return shared_->answers; }
    std::string Source() override;
    Rows QueryWith(std::string_view sql, std::span<const Value> values) override;
    void QueryEach(std::string_view sql, std::span<const std::vector<Value>> lists,
                   const std::function<void(std::size_t, Rows&)>& use) override;
    std::vector<Rows> QueryAll(std::span<const Question> questions) override;
    std::int64_t ExecWith(std::string_view sql, std::span<const Value> values) override;
    void ExecLaterWith(std::string_view sql, std::span<const Value> values,
                       bool expects_one) override;
    std::int64_t NewId(std::string_view table) override;
    void ExecScript(const std::string& sql) override;
    // "COPY ... FROM STDIN": `next` adds what comes next to a text and says whether there is more.
    // What it throws ends the copying and comes out; nothing was copied then.
    void CopyIn(const std::string& sql, const std::function<bool(std::string&)>& next);
    void Begin(bool for_writing) override;
    void Commit() override;
    void Rollback() noexcept override;
    void BeginPart() override;
    void CommitPart() override;
    void RollbackPart() override;

    // False once the connection broke: it is not to be used again.
    bool IsUsable() const;
    // For one that lay idle: false when the server has closed it in the meantime. Asks the socket,
    // not the server.
    bool IsAlive();
    // Has this transaction shown its user anything? Before that it can be begun again elsewhere.
    bool has_answered() const { return has_answered_; }
    std::string ServerVersion() const;

  protected:
    bool IsReading() const override { return is_reading_; }
    std::string StateOfData() override;
    Commons& commons() override { return shared_->commons; }

  private:
    struct Statement {
        std::string name;
        std::string sql;
        bool is_prepared = false;
    };
    enum class StepKind { kPrepare, kControl, kChange, kAnswer, kSync };
    struct Step {
        StepKind kind = StepKind::kAnswer;
        bool expects_one = false;
        std::shared_ptr<Statement> statement;  // of all but kSync
    };
    std::shared_ptr<Statement> Cached(std::string_view sql);
    void Send(StepKind kind, std::string_view sql, std::span<const Value> values, bool expects_one);
    void SetParameters(std::span<const Value> values);
    // Sends what is queued. After an error the server goes on behind this mark.
    void Sync();
    // Sends what is queued and reads all answers; returns the last one. Throws the first error
    // among them.
    // `answers`, when given, gets the results of all queries among them.
    PostgresResult Flush(std::vector<PostgresResult>* answers = nullptr);
    PostgresResult ReadStep(const Step& step, std::exception_ptr& error);
    void FlushChanges();  // so that their errors belong to what has been done so far
    [[noreturn]] void ThrowLost() const;

    pg_conn* handle_ = nullptr;
    StatementMap<std::shared_ptr<Statement>> statements_;
    std::deque<Step> queue_;
    int queued_changes_ = 0;
    bool has_expectations_ = false;
    bool is_reading_ = false;  // from the beginning of a transaction that only reads to its end
    bool has_answered_ = false;
    std::int64_t statement_number_ = 0;
    std::string source_;  // when the server was started; empty: not asked yet
    const std::shared_ptr<Shared> shared_;
    // Scratch of SetParameters, kept to save allocations.
    std::vector<const char*> parameters_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<std::size_t> offsets_;
    std::string parameter_text_;
};

}  // namespace orderyard::storage::sql
