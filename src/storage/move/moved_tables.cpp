// Reads the catalogs of both engines.
#include "storage/move/moved_tables.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "storage/move/search_indexes.hpp"

namespace orderyard::storage {

namespace {

constexpr std::string_view kSchemaTable = "schema_migration";

// SQLite's own tables and what lies behind a virtual one are neither.
constexpr std::string_view kTablesSqlite =
    "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', "
    "'virtual') AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name";
constexpr std::string_view kColumnsSqlite =
    "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid";
// Without what belongs to an extension. The places in indkey count from 0.
constexpr std::string_view kColumnsPostgres =
    "SELECT t.relname, a.attname, y.typname, "
    "CAST(coalesce(array_position(CAST(i.indkey AS smallint[]), a.attnum) + 1, 0) AS BIGINT) "
    "FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 "
    "AND NOT a.attisdropped JOIN pg_type y ON y.oid = a.atttypid "
    "LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary "
    "WHERE t.relkind IN ('r', 'p') AND t.relnamespace = CAST(current_schema() AS regnamespace) "
    "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e') "
    "ORDER BY CAST(t.relname AS text) COLLATE \"C\", a.attnum";

struct TypeWord {
    std::string_view word;
    CellKind kind;
    int byte_count;
};
constexpr std::array kTypes = {
    TypeWord{"INTEGER", CellKind::kInt, 8}, TypeWord{"REAL", CellKind::kDouble, 8},
    TypeWord{"TEXT", CellKind::kText, 0},   TypeWord{"BLOB", CellKind::kBytes, 0},
    TypeWord{"int2", CellKind::kInt, 2},    TypeWord{"int4", CellKind::kInt, 4},
    TypeWord{"int8", CellKind::kInt, 8},    TypeWord{"float8", CellKind::kDouble, 8},
    TypeWord{"text", CellKind::kText, 0},   TypeWord{"varchar", CellKind::kText, 0},
    TypeWord{"bpchar", CellKind::kText, 0}, TypeWord{"bytea", CellKind::kBytes, 0}};

Column MakeColumn(const std::string& table, std::string name, std::string_view type,
                  std::int64_t key_place) {
    const auto* const found = std::find_if(kTypes.begin(), kTypes.end(),
                                           [&](const TypeWord& each) { return each.word == type; });
    if (found == kTypes.end()) {
        throw sql::SqlError("column " + name + " of " + table +
                            " has a type that is not moved: " + std::string(type));
    }
    return {std::move(name), found->kind, found->byte_count, static_cast<int>(key_place)};
}

std::vector<Table> ReadSqlite(sql::Connection& connection) {
    std::vector<Table> tables;
    sql::Rows rows = connection.Query(kTablesSqlite);
    while (rows.Next()) {
        Table table{rows.Text(0), {}};
        if (rows.View(1) == "virtual") {
            if (!IsSearchIndex(table.name)) {
                throw sql::SqlError("nobody makes the search index " + table.name + " anew");
            }
            continue;
        }
        sql::Rows columns = connection.Query(kColumnsSqlite, table.name);
        while (columns.Next()) {
            table.columns.push_back(
                MakeColumn(table.name, columns.Text(0), columns.View(1), columns.Int(2)));
        }
        tables.push_back(std::move(table));
    }
    return tables;
}

std::vector<Table> ReadPostgres(sql::Connection& connection) {
    std::vector<Table> tables;
    sql::Rows rows = connection.Query(kColumnsPostgres);
    while (rows.Next()) {
        const std::string name = rows.Text(0);
        if (IsSearchIndex(name)) {
            continue;
        }
        if (tables.empty() || tables.back().name != name) {
            tables.push_back({name, {}});
        }
        tables.back().columns.push_back(MakeColumn(name, rows.Text(1), rows.View(2), rows.Int(3)));
    }
    return tables;
}

std::string Difference(const Table& source, const Table& target) {
    for (const Column& column : source.columns) {
        const auto found =
            std::find_if(target.columns.begin(), target.columns.end(),
                         [&](const Column& each) { return each.name == column.name; });
        if (found == target.columns.end()) {
            return "the target has no column " + column.name + " in " + source.name;
        }
        if (found->kind != column.kind) {
            return "column " + column.name + " of " + source.name + " is of another kind";
        }
    }
    return source.columns.size() == target.columns.size()
               ? ""
               : "the target has more columns in " + source.name;
}

// How the rows of one counter become one.
std::string AddedUp(const Column& column) {
    const std::string name = Quoted(column.name);
    if (column.name == "slot") {
        return "CAST(0 AS BIGINT)";
    }
    if (column.key_place > 0) {
        return name;
    }
    if (column.name.ends_with("_from")) {
        return "min(" + name + ")";
    }
    if (column.name.ends_with("_to")) {
        return "max(" + name + ")";
    }
    return "CAST(sum(" + name + ") AS BIGINT)";
}

std::string Ended(const Column& column) {
    if (column.name == "owner") {
        return "''";
    }
    return column.name == "until_at" ? "CAST(0 AS BIGINT)" : Quoted(column.name);
}

// The columns of the primary key in its order; all of them when there is none.
std::vector<std::string> KeyColumns(const Table& table) {
    std::vector<const Column*> key;
    for (const Column& column : table.columns) {
        if (column.key_place > 0) {
            key.push_back(&column);
        }
    }
    std::sort(key.begin(), key.end(),
              [](const Column* a, const Column* b) { return a->key_place < b->key_place; });
    std::vector<std::string> names;
    for (const Column* column : key) {
        names.push_back(Quoted(column->name));
    }
    if (names.empty()) {
        for (const Column& column : table.columns) {
            names.push_back(Quoted(column.name));
        }
    }
    return names;
}

template <class Named>
std::string Listed(const std::vector<Named>& all) {
    std::vector<std::string> names;
    for (const Named& each : all) {
        names.push_back(Quoted(each.name));
    }
    return base::Join(names, ", ");
}

}  // namespace

std::vector<Table> ReadTables(sql::Connection& connection) {
    std::vector<Table> tables = connection.dialect() == sql::Dialect::kSqlite
                                    ? ReadSqlite(connection)
                                    : ReadPostgres(connection);
    std::erase_if(tables, [](const Table& table) { return table.name == kSchemaTable; });
    return tables;
}

std::string Difference(const std::vector<Table>& source, const std::vector<Table>& target) {
    for (const Table& table : source) {
        const auto found = std::find_if(target.begin(), target.end(),
                                        [&](const Table& each) { return each.name == table.name; });
        if (found == target.end()) {
            return "the target has no table " + table.name;
        }
        if (std::string difference = Difference(table, *found); !difference.empty()) {
            return difference;
        }
    }
    return source.size() == target.size() ? "" : "the target has tables that the source has not";
}

std::string MovedRows(const Table& table) {
    const bool has_slots = std::any_of(table.columns.begin(), table.columns.end(),
                                       [](const Column& each) { return each.name == "slot"; });
    std::vector<std::string> values;
    std::vector<std::string> groups;
    for (const Column& column : table.columns) {
        if (has_slots) {
            values.push_back(AddedUp(column));
        } else {
            values.push_back(table.name == "lease" ? Ended(column) : Quoted(column.name));
        }
        if (has_slots && column.key_place > 0 && column.name != "slot") {
            groups.push_back(Quoted(column.name));
        }
    }
    std::string sql = "SELECT " + base::Join(values, ", ") + " FROM " + Quoted(table.name);
    if (has_slots) {
        return sql + " GROUP BY " + base::Join(groups, ", ") + " ORDER BY " +
               base::Join(groups, ", ");
    }
    return sql + " ORDER BY " + base::Join(KeyColumns(table), ", ");
}

std::string StoredRows(const Table& table) {
    return "SELECT " + ColumnNames(table) + " FROM " + Quoted(table.name);
}

std::string Quoted(std::string_view name) {
    std::string text(name);
    base::ReplaceAll(text, "\"", "\"\"");
    return '"' + text + '"';
}

std::string TableNames(const std::vector<Table>& tables) {
    return Listed(tables);
}

std::string ColumnNames(const Table& table) {
    return Listed(table.columns);
}

}  // namespace orderyard::storage
