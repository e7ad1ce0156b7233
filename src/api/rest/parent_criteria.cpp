// Written through the criteria of every other list, so that the echo has one form.
#include "api/rest/parent_criteria.hpp"

#include "api/rest/search_criteria.hpp"

namespace orderyard::api::rest {

void WriteParentCriteria(JsonWriter& json, std::int64_t parent, std::int64_t total_count) {
    CriteriaFilter filter;
    filter.field = "parent_id";
    filter.values = {std::to_string(parent)};
    filter.has_value = true;
    SearchCriteria criteria;
    criteria.groups = {{std::move(filter)}};
    json.Key("search_criteria");
    WriteCriteria(json, criteria);
    json.Field("total_count", total_count);
}

}  // namespace orderyard::api::rest
