// A list of keys as one parameter: "IN (SELECT value FROM json_each(?))" on SQLite, "= ANY(CAST(?
// AS BIGINT[]))" on PostgreSQL; and statements over such lists.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/sql/assembly.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage::sql {

// Ids of any kind, or plain numbers.
template <class Id>
std::string IdList(Dialect dialect, const std::vector<Id>& ids) {
    std::string list(1, dialect == Dialect::kSqlite ? '[' : '{');
    for (const Id id : ids) {
        list += list.size() == 1 ? "" : ",";
        if constexpr (std::is_integral_v<Id>) {
            list += std::to_string(id);
        } else {
            list += std::to_string(id.value);
        }
    }
    return list += dialect == Dialect::kSqlite ? ']' : '}';
}

// The condition that `column` is one of `ids`.
template <class Id>
void AddIsAmong(Assembly& sql, Dialect dialect, std::string_view column,
                const std::vector<Id>& ids) {
    sql.Add(column).Add(dialect == Dialect::kSqlite ? " IN (SELECT value FROM json_each(?))"
                                                    : " = ANY(CAST(? AS BIGINT[]))",
                        IdList(dialect, ids));
}

// "... WHERE o.id" + the keys asked for + the end of the statement, in the forms that are needed;
// to be made once. A single key is asked for by itself: PostgreSQL takes any list for ten keys,
// finds the plan for that dearer than one made for the single key, and makes that anew with each
// query, which costs more than running it.
class ByKeys {
  public:
    explicit ByKeys(std::string_view head, std::string_view end = "")
        : one_(Joined(head, " = CAST(? AS BIGINT)", end)),
          many_sqlite_(Joined(head, " IN (SELECT value FROM json_each(?))", end)),
          many_postgres_(Joined(head, " = ANY(CAST(? AS BIGINT[]))", end)) {}

    const std::string& For(Dialect dialect, std::size_t key_count) const {
        if (key_count == 1) {
            return one_;
        }
        return dialect == Dialect::kSqlite ? many_sqlite_ : many_postgres_;
    }
    // The one parameter.
    template <class Id>
    static std::string Keys(Dialect dialect, const std::vector<Id>& ids) {
        return ids.size() == 1 ? std::to_string(ids.front().value) : IdList(dialect, ids);
    }

  private:
    static std::string Joined(std::string_view head, std::string_view keys, std::string_view end) {
        return std::string(head).append(keys).append(end);
    }

    std::string one_, many_sqlite_, many_postgres_;
};

template <class Id>
Rows QueryByKeys(Connection& connection, const ByKeys& statement, const std::vector<Id>& ids) {
    const Dialect dialect = connection.dialect();
    return connection.Query(statement.For(dialect, ids.size()), ByKeys::Keys(dialect, ids));
}

// One row for each of `ids` that has one, in their order. `read(rows)` makes it of the row the
// answer stands at, with its `id`.
template <class Id, class Read>
auto ReadInOrder(Connection& connection, const ByKeys& statement, const std::vector<Id>& ids,
                 const Read& read) {
    using Row = std::invoke_result_t<const Read&, const Rows&>;
    std::vector<Row> in_order;
    if (ids.empty()) {
        return in_order;
    }
    std::unordered_map<std::int64_t, Row> found;
    Rows rows = QueryByKeys(connection, statement, ids);
    while (rows.Next()) {
        Row row = read(rows);
        const std::int64_t id = row.id.value;
        found.emplace(id, std::move(row));
    }
    in_order.reserve(found.size());
    for (const Id id : ids) {
        if (const auto row = found.find(id.value); row != found.end()) {
            in_order.push_back(std::move(row->second));
        }
    }
    return in_order;
}

}  // namespace orderyard::storage::sql
