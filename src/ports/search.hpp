// A list request in neutral form: groups are AND-ed, filters inside a group are OR-ed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace orderyard::ports {

enum class FilterOp {
    kEq,
    kNeq,
    kGt,
    kGteq,
    kLt,
    kLteq,
    kIn,
    kNin,
    kLike,
    kNlike,
    kNull,
    kNotNull,
    kFinset,
    kNfinset,
};

struct Filter {
    std::string field;
    FilterOp op = FilterOp::kEq;
    std::vector<std::string> values;  // one, or several for kIn / kNin; none for the null tests
};

using FilterGroup = std::vector<Filter>;

struct SortKey {
    std::string field;
    bool is_descending = true;
};

struct SearchQuery {
    std::vector<FilterGroup> groups;
    std::vector<SortKey> sort;      // the key is appended as tie-break
    std::int64_t page_size = 0;     // 0: everything
    std::int64_t current_page = 1;  // from 1; past the end: no rows, the right total
};

}  // namespace orderyard::ports
