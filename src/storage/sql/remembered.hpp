// What a connection has read, not asked for again while nothing is committed: counts and sums that
// many requests want of the same state of the database, and rows that many lists show.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/sql/answers.hpp"
#include "storage/sql/assembly.hpp"
#include "storage/sql/id_list.hpp"

namespace orderyard::storage::sql {

// The answer of a query that reads only; `question` tells it from all others.
Numbers Remembered(Connection& connection, const std::string& question,
                   const std::function<std::vector<std::int64_t>()>& ask);
// The same for an answer that depends on a part of the data alone: `state` names what the
// transaction sees of it.
Numbers RememberedIn(Connection& connection, const std::string& state, const std::string& question,
                     const std::function<std::vector<std::int64_t>()>& ask);
// All integers of the query's answer, row by row.
Numbers RememberedInts(Connection& connection, const Assembly& sql, int column_count);
// The first of them; 0 when there is none.
std::int64_t RememberedInt(Connection& connection, const Assembly& sql);

// Rows as ReadInOrder gives them. `Known` is a type of the asker's own:
// struct Known : KnownRows<Row> {}.
template <class Row>
struct KnownRows {
    std::unordered_map<std::int64_t, Row> of_id;
};

template <class Known, class Id, class Read>
auto ReadRemembered(Connection& connection, const ByKeys& statement, const std::vector<Id>& ids,
                    const Read& read) {
    constexpr std::size_t kRowsMax = 2'000;
    Known* known = ids.empty() ? nullptr : connection.WhileUnchanged<Known>();
    if (known == nullptr) {
        return ReadInOrder(connection, statement, ids, read);
    }
    std::vector<Id> missing;
    for (const Id id : ids) {
        if (!known->of_id.contains(id.value)) {
            missing.push_back(id);
        }
    }
    if (known->of_id.size() + missing.size() > kRowsMax) {
        known->of_id.clear();
        missing = ids;
    }
    for (auto& row : ReadInOrder(connection, statement, missing, read)) {
        known->of_id.emplace(row.id.value, std::move(row));
    }
    decltype(ReadInOrder(connection, statement, ids, read)) in_order;
    in_order.reserve(ids.size());
    for (const Id id : ids) {
        if (const auto row = known->of_id.find(id.value); row != known->of_id.end()) {
            in_order.push_back(row->second);
        }
    }
    return in_order;
}

}  // namespace orderyard::storage::sql
