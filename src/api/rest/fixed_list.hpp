// Lists that are the same on every server: sources, groups, attributes.
#pragma once

#include <string>
#include <vector>

#include "api/rest/call.hpp"
#include "api/rest/search_criteria.hpp"

namespace orderyard::api::rest {

// `items`: the JSON of each. Paging is all that the criteria do; a filter is refused, since passing
// over it would find too much.
Answer FixedList(const SearchCriteria& criteria, const std::vector<std::string>& items);

}  // namespace orderyard::api::rest
