// Offsets are fine here: these lists have thousands of rows, not millions.
#include "api/v1/paging.hpp"

#include "base/limits.hpp"

namespace orderyard::api::v1 {

base::Result<PageWanted> ReadPage(const QueryReader& query) {
    const auto size =
        query.Int("page_size", base::limits::kPageSizeDefault, 1, base::limits::kPageSizeMax);
    const auto page = size ? query.Int("page", 1, 1, INT32_MAX) : size;
    if (!page) {
        return base::Fail(page.error());
    }
    return PageWanted{*size, *page};
}

void WritePage(JsonWriter& json, const PageWanted& page, std::int64_t total_count) {
    json.Field("total_count", total_count).Field("page", page.page);
    json.Field("page_size", page.page_size);
}

}  // namespace orderyard::api::v1
