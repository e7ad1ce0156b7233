// One filter as an SQL condition over "<table> o"; sealed fields are those of orders.
#pragma once

#include <cstdint>
#include <optional>

#include "base/result.hpp"
#include "ports/search.hpp"
#include "storage/lists/list_field.hpp"
#include "storage/privacy/blind_index.hpp"
#include "storage/sql/assembly.hpp"

namespace orderyard::storage {

struct ConditionContext {
    const Keys& keys;
    const BlindIndex& index;
    sql::Dialect dialect;
};

// Appends "(...)" to `sql`. kInvalidInput names the field: a condition it cannot answer, a value
// that is no date.
base::Result<> AddCondition(sql::Assembly& sql, const ListField& field, const ports::Filter& filter,
                            const ConditionContext& context);

// Where a comparison of dates cuts: later or equal ones are to one side, earlier ones to the other.
// `filter` is one of kGt, kGteq, kLt, kLteq with one value; nullopt: that is no date.
std::optional<std::int64_t> DateBound(const ports::Filter& filter);

}  // namespace orderyard::storage
