// Lists that show the rows of another list under names of their own: transactions are invoices,
// source items are products.
#pragma once

#include <span>
#include <string_view>

#include "api/rest/list_answer.hpp"

namespace orderyard::api::rest {

struct RenamedField {
    std::string_view name;
    std::string_view row_field;
};

// All that such a list can be filtered and sorted by.
struct FieldNames {
    const char* noun;  // "Transactions", for refusals
    std::span<const RenamedField> names;
    ConstantFields constants;
};

// The criteria in terms of the rows. kInvalidInput: a field that is none of the list's.
base::Result<ports::SearchQuery> RenamedQuery(const SearchCriteria& criteria,
                                              const FieldNames& fields);

// As AnswerList.
template <class Find, class WriteItems>
Answer AnswerRenamed(const Call& call, const FieldNames& fields, const Find& find,
                     const WriteItems& write_items) {
    const auto criteria = ReadSearchCriteria(call.request.query);
    if (!criteria) {
        return base::Fail(criteria.error());
    }
    const auto query = RenamedQuery(*criteria, fields);
    if (!query) {
        return base::Fail(query.error());
    }
    return AnswerList(call, *criteria, *query, find, write_items);
}

}  // namespace orderyard::api::rest
