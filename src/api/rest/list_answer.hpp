// What every list of Magento's has around its items: the criteria read before, a list that was
// asked for whole refused when it is too long, the criteria echoed and the total behind.
#pragma once

#include <cstdint>
#include <string>

#include "api/json_writer.hpp"
#include "api/rest/call.hpp"
#include "api/rest/constant_fields.hpp"
#include "api/rest/search_criteria.hpp"

namespace orderyard::api::rest {

// `write_items(json)` writes what stands between the brackets.
template <class WriteItems>
std::string ListJson(const SearchCriteria& criteria, std::int64_t total_count,
                     const WriteItems& write_items) {
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject().Key("items").BeginArray();
    write_items(json);
    json.EndArray().Key("search_criteria");
    WriteCriteria(json, criteria);
    json.Field("total_count", total_count).EndObject();
    return json.Take();
}

// `find(tx, query)` gives a page with its total_count, or an error; `write_items(json, tx, page)`
// may read on in the same transaction.
template <class Find, class WriteItems>
Answer AnswerList(const Call& call, const SearchCriteria& criteria, const ports::SearchQuery& query,
                  const Find& find, const WriteItems& write_items) {
    Answer answer;
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto page = find(tx, query);
        if (!page) {
            answer = base::Fail(page.error());
        } else if (const auto fine = CheckWhole(criteria, page->total_count); !fine) {
            answer = base::Fail(fine.error());
        } else {
            answer = ListJson(criteria, page->total_count,
                              [&](JsonWriter& json) { write_items(json, tx, *page); });
        }
    });
    return answer;
}

// The same with the criteria of the request, in the stores' own terms. `constants`: what all rows
// have in common.
template <class Find, class WriteItems>
Answer AnswerList(const Call& call, const Find& find, const WriteItems& write_items,
                  ConstantFields constants = {}) {
    const auto criteria = ReadSearchCriteria(call.request.query);
    if (!criteria) {
        return base::Fail(criteria.error());
    }
    auto query = criteria->ToQuery();
    if (!query) {
        return base::Fail(query.error());
    }
    SettleConstants(*query, constants);
    return AnswerList(call, *criteria, *query, find, write_items);
}

}  // namespace orderyard::api::rest
