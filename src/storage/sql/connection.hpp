// One connection to SQLite or PostgreSQL, as the stores see it: statements with `?` placeholders,
// prepared once and kept. SQL is written once for both engines; Pick() chooses where they differ.
//
// Common ground the stores keep to:
//  - booleans are SMALLINT/INTEGER 0 or 1, instants BIGINT microseconds, money BIGINT units of
//  1/10,000 + CHAR(3).
//  - "... FOR UPDATE" and "... FOR UPDATE SKIP LOCKED" may end a statement; on SQLite, where one
//  writer excludes all
//    others, the words are dropped. ON CONFLICT, RETURNING and LIMIT ? are the same on both.
//  - SUM() of BIGINT is numeric on PostgreSQL: write CAST(SUM(x) AS BIGINT), which both understand.
//  - PostgreSQL infers a parameter's type from its place; where it has none write CAST(? AS
//  BIGINT). An array
//    parameter is text such as '{1,2}'.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>
#include <unordered_map>
#include <vector>

#include "storage/sql/error.hpp"
#include "storage/sql/rows.hpp"
#include "storage/sql/value.hpp"

namespace orderyard::storage::sql {

class Answers;

// Things of different types, one of each.
class Commons {
  public:
    std::shared_ptr<void> Get(std::type_index type,
                              const std::function<std::shared_ptr<void>()>& make) {
        const std::scoped_lock lock(mutex_);
        std::shared_ptr<void>& kept = kept_[type];
        if (kept == nullptr) {
            kept = make();
        }
        return kept;
    }

  private:
    std::mutex mutex_;
    std::unordered_map<std::type_index, std::shared_ptr<void>> kept_;
};

enum class Dialect { kSqlite, kPostgres };

class Connection {
  public:
    virtual ~Connection() = default;
    virtual Dialect dialect() const = 0;

    std::string_view Pick(std::string_view sqlite_sql, std::string_view postgres_sql) const {
        return dialect() == Dialect::kSqlite ? sqlite_sql : postgres_sql;
    }

    // Rows of a SELECT or of "... RETURNING". An INSERT ... RETURNING has happened when this
    // returns.
    template <class... Args>
    Rows Query(std::string_view sql, const Args&... args) {
        return QueryWith(sql, Array<Args...>(args...));
    }
    // The same query for each list of parameters, answered in order; on PostgreSQL all of them are
    // one round trip. `use` gets the place in `lists` and the rows.
    virtual void QueryEach(std::string_view sql, std::span<const std::vector<Value>> lists,
                           const std::function<void(std::size_t, Rows&)>& use) {
        for (std::size_t i = 0; i < lists.size(); ++i) {
            Rows rows = QueryWith(sql, lists[i]);
            use(i, rows);
        }
    }
    // A query with its values, both of which the asker keeps.
    struct Question {
        std::string_view sql;
        std::span<const Value> values;
    };
    // The answers of several queries in their order; on PostgreSQL one round trip.
    virtual std::vector<Rows> QueryAll(std::span<const Question> questions) {
        std::vector<Rows> answers;
        answers.reserve(questions.size());
        for (const Question& question : questions) {
            answers.push_back(QueryWith(question.sql, question.values));
        }
        return answers;
    }
    // The number of rows changed.
    template <class... Args>
    std::int64_t Exec(std::string_view sql, const Args&... args) {
        return ExecWith(sql, Array<Args...>(args...));
    }
    // A change whose result nobody needs. SQLite runs it at once; PostgreSQL queues it in the
    // pipeline, in order, and sends it with the next Query, Exec, end of a part or commit, where
    // its error then surfaces.
    template <class... Args>
    void ExecLater(std::string_view sql, const Args&... args) {
        ExecLaterWith(sql, Array<Args...>(args...), false);
    }
    // As ExecLater; any number of changed rows but one is a VersionConflict ("... WHERE id = ? AND
    // version = ?").
    template <class... Args>
    void ExecOneLater(std::string_view sql, const Args&... args) {
        ExecLaterWith(sql, Array<Args...>(args...), true);
    }
    // First column of the first row; nullopt without a row or for NULL.
    template <class... Args>
    std::optional<std::int64_t> QueryInt(std::string_view sql, const Args&... args) {
        Rows rows = Query(sql, args...);
        return rows.Next() ? rows.OptionalInt(0) : std::nullopt;
    }

    // For statements whose number of parameters is known at run time only.
    virtual Rows QueryWith(std::string_view sql, std::span<const Value> values) = 0;
    virtual std::int64_t ExecWith(std::string_view sql, std::span<const Value> values) = 0;
    virtual void ExecLaterWith(std::string_view sql, std::span<const Value> values,
                               bool expects_one) = 0;

    // A T of this connection, one of each type, that lasts while nothing is committed to the
    // database: what one read has found is still so in the next. nullptr where that cannot be told,
    // as in a transaction that writes. Good until the transaction ends; whoever keeps things in it
    // sees to it that they do not become too many.
    template <class T>
    T* WhileUnchanged() {
        if (State() == nullptr) {
            return nullptr;
        }
        std::shared_ptr<void>& kept = kept_[typeid(T)];
        if (kept == nullptr) {
            kept = std::make_shared<T>();
        }
        return static_cast<T*>(kept.get());
    }
    // The name of the state of the data that this transaction sees; nullptr as above.
    const std::string* State() {
        if (!IsReading()) {
            return nullptr;
        }
        if (kept_in_ != memory_no_) {
            CompareState();
        }
        return &kept_state_;
    }
    // Answers in named states of the data, of all connections of the database.
    virtual Answers& answers() = 0;
    // A T that the connections of the database have in common, made by the first who asks. Its own
    // locking is up to it.
    template <class T>
    std::shared_ptr<T> Common() {
        return std::static_pointer_cast<T>(commons().Get(typeid(T), std::make_shared<T>));
    }
    // Which data that is: after a restart the server may be another, or an old copy.
    virtual std::string Source() { return ""; }

    // A new key for `table`, known before its row is inserted, so that a row and its children can
    // all go through ExecLater. The table has "id INTEGER PRIMARY KEY" on SQLite; on PostgreSQL "id
    // BIGINT PRIMARY KEY" and a sequence "<table>_id INCREMENT BY 32" (a connection takes 32 keys
    // at a time). Grows, with gaps. Tables whose keys nobody needs at insert (histories) use BIGINT
    // GENERATED ALWAYS AS IDENTITY instead.
    virtual std::int64_t NewId(std::string_view table) = 0;

    // Several statements without parameters, separated by semicolons; for migrations.
    virtual void ExecScript(const std::string& sql) = 0;

    // Transactions: for the database and Transaction::Part only, stores never call these.
    virtual void Begin(bool for_writing) = 0;
    virtual void Commit() = 0;
    virtual void Rollback() noexcept = 0;
    virtual void BeginPart() = 0;
    virtual void CommitPart() = 0;
    virtual void RollbackPart() = 0;

    // Changes whenever something read in this transaction may no longer hold: with each new
    // transaction, and when all or a part of one is undone. What a store remembers carries it.
    std::uint64_t memory_no() const { return memory_no_; }

  protected:
    virtual Commons& commons() = 0;
    void ForgetMemory() noexcept { ++memory_no_; }
    // In a transaction that only reads.
    virtual bool IsReading() const = 0;
    // Names what such a transaction sees: when two read the same name, nothing was committed
    // between what the one sees and what the other does.
    virtual std::string StateOfData() = 0;

  private:
    void CompareState() {
        std::string state = StateOfData();
        if (state != kept_state_) {
            kept_.clear();
            kept_state_ = std::move(state);
        }
        kept_in_ = memory_no_;
    }

    std::uint64_t memory_no_ = 1;
    std::uint64_t kept_in_ = 0;  // the memory_no_ of the transaction that has seen kept_state_
    std::string kept_state_;
    std::unordered_map<std::type_index, std::shared_ptr<void>> kept_;

    template <class... Args>
    static std::array<Value, sizeof...(Args)> Array(const Args&... args) {
        return {Value(args)...};
    }
};

}  // namespace orderyard::storage::sql
