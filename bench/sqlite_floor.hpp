// The floor on SQLite: the rows of an import, written with nothing but prepared statements.
#pragma once

#include <string>
#include <variant>

#include "measure.hpp"
#include "stored_rows.hpp"

namespace orderyard::bench {

struct BlobCell {
    std::string bytes;
};
using SqliteCell = std::variant<std::nullptr_t, std::int64_t, double, std::string, BlobCell>;
using SqliteRows = StoredRows<SqliteCell>;

// Reads what the import wrote; of the blind indexes the tokens, in their order.
SqliteRows ReadSqliteRows(const std::string& file);
RowCounts CountSqliteRows(const std::string& file);

// Writes them into a file with the same schema and the same rows the import started from.
Spent WriteSqliteRows(const std::string& file, const SqliteRows& rows, int orders_per_commit);

}  // namespace orderyard::bench
