// The rows' own names are no names of the list: who asks for them gets a refusal, not the rows.
#include "api/rest/renamed_fields.hpp"

#include <algorithm>
#include <string>

namespace orderyard::api::rest {
namespace {

// Constants keep their names: they are settled afterwards.
base::Result<> Rename(std::string& field, const FieldNames& fields) {
    if (FindConstant(fields.constants, field) != nullptr) {
        return {};
    }
    const auto found = std::find_if(fields.names.begin(), fields.names.end(),
                                    [&](const RenamedField& each) { return each.name == field; });
    if (found != fields.names.end()) {
        field = found->row_field;
        return {};
    }
    base::Error error = base::InvalidInput(
        field, std::string(fields.noun) + " cannot be filtered or sorted by %fieldName.");
    error.params = {{"fieldName", field}};
    return base::Fail(std::move(error));
}

}  // namespace

base::Result<ports::SearchQuery> RenamedQuery(const SearchCriteria& criteria,
                                              const FieldNames& fields) {
    auto query = criteria.ToQuery();
    if (!query) {
        return query;
    }
    for (ports::FilterGroup& group : query->groups) {
        for (ports::Filter& filter : group) {
            if (const auto renamed = Rename(filter.field, fields); !renamed) {
                return base::Fail(renamed.error());
            }
        }
    }
    // Unsorted, it goes by the id, as every list does.
    for (std::size_t i = 0; i < criteria.sort_orders.size(); ++i) {
        if (const auto renamed = Rename(query->sort[i].field, fields); !renamed) {
            return base::Fail(renamed.error());
        }
    }
    SettleConstants(*query, fields.constants);
    return query;
}

}  // namespace orderyard::api::rest
