// What an import left in the database, as rows to be written again by the floor programs, which
// know nothing of orders: only tables, columns, and which rows belong to the same order.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace orderyard::bench {

// A table that grows with each order. The rows of `from` (the table is t) belong to the channel
// order with the id `order_id`; parents stand before their children.
struct FilledTable {
    std::string_view name;
    std::string_view from;
    std::string_view order_id;
};
std::span<const FilledTable> FilledTables();

// Tables the import changes without adding a row for each order.
bool IsChangedInPlace(std::string_view table);

// One row of one table: its statement, and its cells as the engine's reader keeps them.
template <class Cell>
struct StoredRow {
    std::size_t statement = 0;
    std::vector<Cell> cells;
};

template <class Cell>
struct StoredRows {
    std::vector<std::string> statements;               // INSERTs
    std::vector<std::vector<StoredRow<Cell>>> orders;  // in the order they were imported
    std::int64_t row_count = 0;
    std::int64_t byte_count = 0;  // of texts and blobs; numbers count 8
};

using RowCounts = std::map<std::string, std::int64_t>;  // by table

// Throws std::runtime_error naming the first table whose count differs: the floor did less, or
// more, than the import.
void ExpectSameCounts(const RowCounts& imported, const RowCounts& floor);

}  // namespace orderyard::bench
