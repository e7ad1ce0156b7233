// The tables of a database as its own catalog lists them, so that a table of a later migration is
// moved without anybody having to think of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/sql/connection.hpp"

namespace orderyard::storage {

enum class CellKind { kInt, kDouble, kText, kBytes };

struct Column {
    std::string name;
    CellKind kind = CellKind::kInt;
    int byte_count = 8;  // of a number as PostgreSQL stores it
    int key_place = 0;   // in the primary key, from 1; 0: not part of it
};

struct Table {
    std::string name;
    std::vector<Column> columns;
};

// Without the search indexes, which are no table on SQLite, and without schema_migration: that is
// about the database, not about its data. By name. Throws SqlError for a type of column that nobody
// moves, and for a search index that nobody makes anew.
std::vector<Table> ReadTables(sql::Connection& connection);

// "": the same tables with the same columns. Else what differs.
std::string Difference(const std::vector<Table>& source, const std::vector<Table>& target);

// What a table becomes when it is moved, in the order of its primary key. As it is, but:
//  - counters that connections keep apart ("slot") are added up into slot 0: SQLite writes no
//  other;
//  - leases have ended: their holders are not there.
std::string MovedRows(const Table& table);
// As it is, in no order.
std::string StoredRows(const Table& table);

// "name" for SQL.
std::string Quoted(std::string_view name);
// "a, b, c" for SQL.
std::string TableNames(const std::vector<Table>& tables);
std::string ColumnNames(const Table& table);

}  // namespace orderyard::storage
