// For tests: a query text read as searchCriteria, and what it asks of the store, in one readable
// line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/rest/search_criteria.hpp"
#include "base/text.hpp"
#include "http/target.hpp"

namespace orderyard::api::rest {

inline const char* Word(ports::FilterOp op) {
    switch (op) {
        case ports::FilterOp::kEq: return "=";
        case ports::FilterOp::kNeq: return "!=";
        case ports::FilterOp::kGt: return ">";
        case ports::FilterOp::kGteq: return ">=";
        case ports::FilterOp::kLt: return "<";
        case ports::FilterOp::kLteq: return "<=";
        case ports::FilterOp::kIn: return "in";
        case ports::FilterOp::kNin: return "nin";
        case ports::FilterOp::kLike: return "like";
        case ports::FilterOp::kNlike: return "nlike";
        case ports::FilterOp::kNull: return "null";
        case ports::FilterOp::kNotNull: return "notnull";
        case ports::FilterOp::kFinset: return "finset";
        case ports::FilterOp::kNfinset: return "nfinset";
    }
    return "?";
}

// "(state = new | state = processing) & (grand_total >= 50)"
inline std::string Show(const std::vector<ports::FilterGroup>& groups) {
    std::vector<std::string> shown;
    for (const ports::FilterGroup& group : groups) {
        std::vector<std::string> filters;
        for (const ports::Filter& filter : group) {
            filters.push_back(filter.field + " " + Word(filter.op) +
                              (filter.values.empty() ? "" : " " + base::Join(filter.values, ";")));
        }
        shown.push_back("(" + base::Join(filters, " | ") + ")");
    }
    return base::Join(shown, " & ");
}

inline base::Result<SearchCriteria> Read(std::string_view query_text) {
    return ReadSearchCriteria(http::ParseQuery(query_text).value());
}

inline std::string GroupsOf(std::string_view query_text) {
    const auto criteria = Read(query_text);
    if (!criteria)
        return "refused: " + criteria.error().Text();
    const auto query = criteria->ToQuery();
    return query ? Show(query->groups) : "refused: " + query.error().Text();
}

// One filter in the usual spelling.
inline std::string One(const std::string& field, const std::string& value,
                       const std::string& condition) {
    const std::string start = "searchCriteria[filter_groups][0][filters][0]";
    return start + "[field]=" + field + "&" + start + "[value]=" + value + "&" + start +
           "[condition_type]=" + condition;
}

}  // namespace orderyard::api::rest
