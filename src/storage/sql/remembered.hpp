// What a connection has read, not asked for again while nothing is committed: counts and sums that
// many requests want of the same state of the database, and rows that many lists show.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/sql/assembly.hpp"
#include "storage/sql/id_list.hpp"

namespace orderyard::storage::sql {

// The answer of `count`, a query that reads only; `fingerprint` tells it from all others.
std::int64_t RememberedCount(Connection& connection, const std::string& fingerprint,
                             const std::function<std::int64_t()>& count);

std::int64_t RememberedInt(Connection& connection, const Assembly& sql);
// All integers of the query's answer, row by row.
std::shared_ptr<const std::vector<std::int64_t>> RememberedInts(Connection& connection,
                                                                const Assembly& sql,
                                                                int column_count);

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
