// Fields of a list that hold the same value on every row and so have no column: no order here is
// virtual, each stock is at the one source. Clients filter by them all the same.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "ports/search.hpp"

namespace orderyard::api::rest {

struct ConstantField {
    std::string_view name;
    std::optional<std::string_view> value;  // unset: null
    bool is_scope = false;  // says where to look rather than what for: every row is found
};
using ConstantFields = std::span<const ConstantField>;

// Null: it is not one of them.
const ConstantField* FindConstant(ConstantFields fields, std::string_view name);

// Whether a row with this value is found, compared as MySQL does: numbers by their numeric prefix,
// texts without regard to case and trailing spaces, null with nothing.
bool Holds(const std::optional<std::string_view>& value, const ports::Filter& filter);

// Takes filters and sort orders by these fields out of the query, as what they come to: a filter
// that always holds makes its group needless, one that never does is no alternative in it. The list
// must have a field entity_id.
void SettleConstants(ports::SearchQuery& query, ConstantFields fields);

}  // namespace orderyard::api::rest
