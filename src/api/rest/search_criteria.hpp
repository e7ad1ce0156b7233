// Magento's searchCriteria: the query parameters of every list endpoint, read whole and echoed
// back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/json_writer.hpp"
#include "base/result.hpp"
#include "http/message.hpp"
#include "ports/search.hpp"

namespace orderyard::api::rest {

// One filter as the client wrote it.
struct CriteriaFilter {
    std::string field;
    std::vector<std::string> values;  // one, or several when the value came as value[0]=, value[1]=
    bool has_value = false;           // without: null
    bool is_list = false;
    std::string condition = "eq";  // as sent
};

struct SearchCriteria {
    std::vector<std::vector<CriteriaFilter>> groups;  // AND of ORs
    std::vector<ports::SortKey> sort_orders;          // as given
    std::optional<std::int64_t> page_size;            // as given
    std::optional<std::int64_t> current_page;

    // In the stores' terms, bounded: no page size asks for kMagentoPageSizeMax rows.
    base::Result<ports::SearchQuery> ToQuery() const;
};

// Takes searchCriteria or search_criteria, every name inside in camelCase or snake_case, any keys
// as indexes. Errors carry Magento's messages: the parameter missing, a type, a sort direction, a
// page size above limits::kMagentoPageSizeMax.
base::Result<SearchCriteria> ReadSearchCriteria(const std::vector<http::QueryPair>& query);

// The "search_criteria" object of a list answer: what was given, with eq filled in and keys
// renumbered.
void WriteCriteria(JsonWriter& json, const SearchCriteria& criteria);

base::Error PageTooLarge();
// Refuses a list that was asked for whole (without a page size) and has too many rows for that.
base::Result<> CheckWhole(const SearchCriteria& criteria, std::int64_t total_count);

}  // namespace orderyard::api::rest
