// The end of a list that Magento builds from the path alone: comments of one order or document.
#pragma once

#include <cstdint>

#include "api/json_writer.hpp"

namespace orderyard::api::rest {

// "search_criteria" with the filter Magento uses itself, and "total_count".
void WriteParentCriteria(JsonWriter& json, std::int64_t parent, std::int64_t total_count);

}  // namespace orderyard::api::rest
