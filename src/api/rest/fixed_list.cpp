// Pages like those of the stores: past the end there is nothing, with the right total.
#include "api/rest/fixed_list.hpp"

#include <algorithm>

#include "api/rest/list_answer.hpp"

namespace orderyard::api::rest {

Answer FixedList(const SearchCriteria& criteria, const std::vector<std::string>& items) {
    if (!criteria.groups.empty()) {
        return base::Fail(base::InvalidInput(
            criteria.groups.front().empty() ? "" : criteria.groups.front().front().field,
            "This list is short and always the same; it cannot be filtered."));
    }
    const std::int64_t total = std::ssize(items);
    std::int64_t size = criteria.page_size.value_or(0);
    size = size <= 0 ? total : std::min(size, total);
    const std::int64_t pages_before =
        std::clamp<std::int64_t>(criteria.current_page.value_or(1) - 1, 0, total);
    return ListJson(criteria, total, [&](JsonWriter& json) {
        for (std::int64_t i = pages_before * size; i < std::min(total, (pages_before + 1) * size);
             ++i) {
            json.Raw(items[static_cast<std::size_t>(i)]);
        }
    });
}

}  // namespace orderyard::api::rest
