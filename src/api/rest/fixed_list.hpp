// Lists that are the same on every server: sources, groups, attributes.
#pragma once

#include <string>
#include <vector>

#include "api/rest/call.hpp"

namespace orderyard::api::rest {

// The list that the call's criteria ask for. `items`: the JSON of each. They are filtered by the
// members that hold numbers, texts and flags (kInvalidInput: another one) and paged, not sorted.
Answer FixedList(const Call& call, const std::vector<std::string>& items);

}  // namespace orderyard::api::rest
