// The floor on SQLite: the rows of an import or of actions, written with nothing but prepared
// statements.
#pragma once

#include <string>
#include <variant>

#include "measure.hpp"
#include "stored_rows.hpp"

namespace orderyard::bench {

struct BlobCell {
    std::string bytes;
    friend bool operator==(const BlobCell&, const BlobCell&) = default;
};
using SqliteCell = std::variant<std::nullptr_t, std::int64_t, double, std::string, BlobCell>;
using SqliteRows = StoredRows<SqliteCell>;

// Reads what was written; of the blind indexes the tokens, in their order.
SqliteRows ReadSqliteRows(const std::string& file, GroupBy group_by);
RowCounts CountSqliteRows(const std::string& file);

// Writes them into a file with the same schema and the rows that were there before them, over as
// many connections as there are clients.
Spent WriteSqliteRows(const std::string& file, const SqliteRows& rows, int orders_per_commit,
                      int clients = 1);

// Copies the log of a database into its file, to the last frame, and syncs both.
void CopySqliteLog(const std::string& file);

}  // namespace orderyard::bench
