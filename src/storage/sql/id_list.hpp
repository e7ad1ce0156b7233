// A list of keys as one parameter: "IN (SELECT value FROM json_each(?))" on SQLite, "= ANY(CAST(?
// AS BIGINT[]))" on PostgreSQL.
#pragma once

#include <string>
#include <vector>

#include "storage/sql/connection.hpp"

namespace orderyard::storage::sql {

template <class Id>
std::string IdList(Dialect dialect, const std::vector<Id>& ids) {
    std::string list(1, dialect == Dialect::kSqlite ? '[' : '{');
    for (const Id id : ids) {
        list += (list.size() == 1 ? "" : ",") + std::to_string(id.value);
    }
    return list += dialect == Dialect::kSqlite ? ']' : '}';
}

}  // namespace orderyard::storage::sql
