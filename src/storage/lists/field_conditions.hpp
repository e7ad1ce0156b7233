// One filter as an SQL condition over "<table> o"; sealed fields are those of orders.
#pragma once

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

}  // namespace orderyard::storage
