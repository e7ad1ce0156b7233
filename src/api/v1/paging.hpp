// Pages of lists that are counted: "page" and "page_size" of a query.
#pragma once

#include "api/json_writer.hpp"
#include "api/v1/query_reader.hpp"

namespace orderyard::api::v1 {

struct PageWanted {
    std::int64_t page_size = 0;
    std::int64_t page = 1;
};

// kInvalidInput names the parameter. Allow() must know "page" and "page_size".
base::Result<PageWanted> ReadPage(const QueryReader& query);
// total_count, page, page_size: the end of a list's object.
void WritePage(JsonWriter& json, const PageWanted& page, std::int64_t total_count);

}  // namespace orderyard::api::v1
