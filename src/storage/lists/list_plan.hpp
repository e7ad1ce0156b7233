// What a search asks of a list, taken apart: its conditions as SQL, those that an index can
// lead, and the sort.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "ports/search.hpp"
#include "storage/lists/field_conditions.hpp"
#include "storage/lists/list_field.hpp"
#include "storage/sql/assembly.hpp"

namespace orderyard::storage {

// What all groups on one indexed column say together; an index can answer it.
struct Lead {
    const ListField* field = nullptr;
    sql::Assembly where;  // without " WHERE "
};

struct ListPlan {
    explicit ListPlan(const FieldList& fields)
        : list(fields), is_counted(!fields.counters.empty()) {}

    const FieldList& list;
    sql::Assembly where;  // "(...) AND (...)", or empty
    std::vector<std::unique_ptr<Lead>> leads;
    const ListField* branched = nullptr;  // status or state, when one group asks for words of it
    std::vector<std::string> words;
    sql::Assembly where_but_branched;
    bool has_sealed = false;  // a blind index, or another table, gives the ids: nothing else leads
    // By nothing but names that are there, in the order of id: the blind index alone decides.
    bool is_by_names = true;
    bool is_of_one_lead = false;  // one condition, which an index answers alone
    bool is_counted;              // by nothing but state, status and store view: the counters know
    std::vector<std::pair<const ListField*, bool>> sort;  // field, is_descending
    // What the list leaves out, when it asks for nothing but dates before or after one; or empty.
    sql::Assembly complement;
    bool is_of_later = false;     // it asks for those from date_bound on; else for those before
    std::int64_t date_bound = 0;  // microseconds
};

// kInvalidInput names an unknown column or one that cannot be used so; kTooLarge: too many values.
base::Result<> MakePlan(ListPlan& plan, const ports::SearchQuery& query,
                        const ConditionContext& context);

}  // namespace orderyard::storage
