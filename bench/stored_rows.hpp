// What an import or an action left in the database, as rows to be written again by the floor
// programs, which know nothing of orders: only tables, columns, and which rows belong together.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace orderyard::bench {

// Whose rows are kept together: those of a channel order with all that was made of it (an import),
// or those of a commerce order alone, our own ones included (an action).
enum class GroupBy { kChannelOrder, kOrder };

// A table that grows with each order. The rows of `from` (the table is t) belong to the order of
// the grouping with the id `order_id`; parents stand before their children.
struct FilledTable {
    std::string_view name;
    std::string_view from;
    std::string_view order_id;
};
std::vector<FilledTable> FilledTables(GroupBy group_by);
std::string OrderIds(GroupBy group_by);  // SELECTs them

// Tables the import changes without adding a row for each order.
bool IsChangedInPlace(std::string_view table);

// The columns that are written, and which of them tell a row from the others: none where the
// database numbers the rows by itself.
struct TableShape {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::size_t> key;
};
std::string InsertInto(const TableShape& table);

// One row of one table: its statement, and its cells as the engine's reader keeps them.
template <class Cell>
struct StoredRow {
    std::size_t statement = 0;
    std::vector<Cell> cells;
};

template <class Cell>
struct StoredRows {
    std::vector<TableShape> tables;                    // as read: one for each statement
    std::vector<std::string> statements;               // INSERTs, when read
    std::vector<std::int64_t> ids;                     // of the orders, when read
    std::vector<std::vector<StoredRow<Cell>>> orders;  // in the order they were stored
    std::int64_t row_count = 0;
};

using RowCounts = std::map<std::string, std::int64_t>;  // by table

// Throws std::runtime_error naming the first table whose count differs: the floor did less, or
// more, than the import.
void ExpectSameCounts(const RowCounts& imported, const RowCounts& floor);

}  // namespace orderyard::bench
