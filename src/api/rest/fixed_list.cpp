// Pages like those of the stores: past the end there is nothing, with the right total.
#include "api/rest/fixed_list.hpp"

#include <algorithm>
#include <optional>

#include "api/rest/constant_fields.hpp"
#include "api/rest/list_answer.hpp"
#include "api/v1/json_node.hpp"

namespace orderyard::api::rest {
namespace {

using Kind = v1::JsonNode::Kind;

// A member's value as a column would hold it.
std::optional<std::string> ColumnOf(const v1::JsonNode& member) {
    switch (member.kind) {
        case Kind::kBool: return member.flag ? "1" : "0";
        case Kind::kNumber:
        case Kind::kString: return member.text;
        case Kind::kNull:
        case Kind::kArray:
        case Kind::kObject: return std::nullopt;
    }
    return std::nullopt;
}

base::Error NoSuchField(const std::string& field) {
    base::Error error = base::InvalidInput(field, "This list cannot be filtered by %fieldName.");
    error.params = {{"fieldName", field}};
    return error;
}

base::Result<bool> Matches(const std::string& item, const std::vector<ports::FilterGroup>& groups) {
    const v1::JsonNode members = v1::ParseJson(item).value();
    bool is_match = true;
    for (const ports::FilterGroup& group : groups) {
        bool is_met = false;
        for (const ports::Filter& filter : group) {
            const v1::JsonNode* member = members.Find(filter.field);
            if (member == nullptr || member->kind == Kind::kArray ||
                member->kind == Kind::kObject) {
                return base::Fail(NoSuchField(filter.field));
            }
            is_met = is_met || Holds(ColumnOf(*member), filter);
        }
        is_match = is_match && is_met;
    }
    return is_match;
}

}  // namespace

Answer FixedList(const Call& call, const std::vector<std::string>& items) {
    const auto criteria = ReadSearchCriteria(call.request.query);
    if (!criteria) {
        return base::Fail(criteria.error());
    }
    const auto query = criteria->ToQuery();
    if (!query) {
        return base::Fail(query.error());
    }
    std::vector<const std::string*> found;
    for (const std::string& item : items) {
        const auto matches = Matches(item, query->groups);
        if (!matches) {
            return base::Fail(matches.error());
        }
        if (*matches) {
            found.push_back(&item);
        }
    }
    const std::int64_t total = std::ssize(found);
    std::int64_t size = criteria->page_size.value_or(0);
    size = size <= 0 ? total : std::min(size, total);
    const std::int64_t pages_before =
        std::clamp<std::int64_t>(criteria->current_page.value_or(1) - 1, 0, total);
    return ListJson(*criteria, total, [&](JsonWriter& json) {
        for (std::int64_t i = pages_before * size; i < std::min(total, (pages_before + 1) * size);
             ++i) {
            json.Raw(*found[static_cast<std::size_t>(i)]);
        }
    });
}

}  // namespace orderyard::api::rest
