// Magento's filter conditions in the stores' neutral terms: condition names and from/to pairs. What
// a value means for a column (a date, a number's prefix, case) is the store's to know.
#pragma once

#include <vector>

#include "api/rest/search_criteria.hpp"
#include "base/result.hpp"
#include "ports/search.hpp"

namespace orderyard::api::rest {

// One Magento group (an OR of filters; a from and a to on the same field in it belong together) as
// an AND of ORs. kInvalidInput for a list where one value belongs; kTooLarge when the group would
// multiply beyond reason.
base::Result<std::vector<ports::FilterGroup>> ToFilterGroups(
    const std::vector<CriteriaFilter>& filters);

}  // namespace orderyard::api::rest
