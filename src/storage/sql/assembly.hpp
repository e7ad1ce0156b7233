// A statement put together at run time from constant pieces and bound values. It owns the texts it
// binds, so values made on the way (folded text, patterns) may be temporary.
#pragma once

#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "storage/sql/connection.hpp"

namespace orderyard::storage::sql {

class Assembly {
  public:
    Assembly() = default;
    Assembly(const Assembly&) = delete;
    Assembly& operator=(const Assembly&) = delete;

    // `piece` is a constant of the program, never text from outside.
    Assembly& Add(std::string_view piece) {
        text_ += piece;
        return *this;
    }
    Assembly& Bind(const Value& value) {  // for numbers; texts are copied
        const bool is_text =
            value.kind() == Value::Kind::kText || value.kind() == Value::Kind::kBytes;
        values_.push_back(is_text ? Owned(value) : value);
        return *this;
    }
    template <class... Args>
    Assembly& Add(std::string_view piece, const Args&... args) {
        Add(piece);
        (Bind(Value(args)), ...);
        return *this;
    }
    // A number that cannot change what the best plan is: PostgreSQL then keeps one plan for all of
    // them, and does not make another for each, which takes it longer than to find a page of ids.
    Assembly& AddUnplanned(Dialect dialect, std::int64_t number) {
        return Add(dialect == Dialect::kSqlite ? "?" : "(SELECT CAST(? AS BIGINT))", number);
    }
    // " LIMIT ... OFFSET ...".
    Assembly& AddSlice(Dialect dialect, std::int64_t limit, std::int64_t offset);
    Assembly& Append(const Assembly& other) {
        text_ += other.text_;
        for (const Value& value : other.values_) {
            Bind(value);
        }
        return *this;
    }

    const std::string& text() const { return text_; }
    bool IsEmpty() const { return text_.empty(); }
    // The statement with its values: the same for nothing else.
    std::string Fingerprint() const;
    Rows Query(Connection& connection) const { return connection.QueryWith(text_, values_); }
    // The first number of the answer; 0 when there is none.
    std::int64_t QueryInt(Connection& connection) const {
        Rows rows = Query(connection);
        return rows.Next() ? rows.OptionalInt(0).value_or(0) : 0;
    }

  private:
    Value Owned(const Value& value) {
        const std::string& kept = texts_.emplace_back(value.AsText());
        return value.kind() == Value::Kind::kBytes ? Value(Bytes{kept}) : Value(kept);
    }

    std::string text_;
    std::vector<Value> values_;
    std::deque<std::string> texts_;
};

// "?, ?, ?" for `count` parameters.
std::string Placeholders(int count);
// "INSERT INTO table(columns) VALUES (?, ...)" with as many parameters as `columns` names.
std::string InsertSql(std::string_view table, std::string_view columns);
// "UPDATE table SET column = ?, ... WHERE condition".
std::string UpdateSql(std::string_view table, std::string_view columns, std::string_view condition);

}  // namespace orderyard::storage::sql
