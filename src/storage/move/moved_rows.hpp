// Rows on their way: read as a stream, counted and fingerprinted, written.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "storage/move/moved_tables.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

// Rows of a query of any size; only few of them are in memory at a time. Within one transaction.
class RowStream {
  public:
    // `table` says what `select` gives: a name of its own on this connection, and the columns.
    RowStream(sql::Connection& connection, const Table& table, const std::string& select);
    ~RowStream();
    RowStream(const RowStream&) = delete;
    RowStream& operator=(const RowStream&) = delete;

    bool Next();
    // The row that Next() went to; good until the next one.
    const sql::Rows& row() const { return *rows_; }

  private:
    void Fetch();
    std::size_t BytesOfRow() const;

    sql::Connection& connection_;
    const Table& table_;
    std::optional<sql::Rows> rows_;
    // PostgreSQL, whose client would take in the whole answer: a cursor, and how many of its rows
    // are asked for at once.
    const bool has_cursor_;
    const std::string cursor_;
    int asked_rows_ = 1;
    int given_rows_ = 0;
    std::size_t largest_row_bytes_ = 0;
};

// What a set of rows was, whatever their order: two sets with the same fingerprint are the same
// rows, byte by byte, a chance of 1 in 2^64 aside.
class Fingerprint {
  public:
    // `key`: 16 bytes, the same for all that are compared.
    explicit Fingerprint(std::string key) : key_(std::move(key)) {}

    void Add(const Table& table, const sql::Rows& row);
    std::int64_t row_count() const { return row_count_; }
    friend bool operator==(const Fingerprint& a, const Fingerprint& b) {
        return a.row_count_ == b.row_count_ && a.sum_ == b.sum_;
    }

  private:
    std::string key_;
    std::string scratch_;
    std::int64_t row_count_ = 0;
    std::uint64_t sum_ = 0;
};

// Puts the rows that `next` goes to into the table, which is empty; nullptr: no more. Throws
// SqlError, which names table and column but no value, for what PostgreSQL cannot store.
void WriteRows(sql::Connection& target, const Table& table,
               const std::function<const sql::Rows*()>& next);

}  // namespace orderyard::storage
