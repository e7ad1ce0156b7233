// What a search asks of the order list, taken apart: its conditions as SQL, those that an index can
// lead, and the sort.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "ports/search.hpp"
#include "storage/orders/order_conditions.hpp"
#include "storage/orders/order_fields.hpp"
#include "storage/sql/assembly.hpp"

namespace orderyard::storage {

// What all groups on one indexed column say together; an index can answer it.
struct Lead {
    const OrderField* field = nullptr;
    sql::Assembly where;  // without " WHERE "
};

struct ListPlan {
    sql::Assembly where;  // "(...) AND (...)", or empty
    std::vector<std::unique_ptr<Lead>> leads;
    const OrderField* branched = nullptr;  // status or state, when one group asks for words of it
    std::vector<std::string> words;
    sql::Assembly where_but_branched;
    bool has_sealed = false;  // a blind index gives the ids: nothing else leads
    bool is_counted = true;   // by nothing but state, status and store view: the counters know
    std::vector<std::pair<const OrderField*, bool>> sort;  // field, is_descending
};

// kInvalidInput names an unknown column or one that cannot be used so; kTooLarge: too many values.
base::Result<> MakePlan(ListPlan& plan, const ports::SearchQuery& query,
                        const ConditionContext& context);

}  // namespace orderyard::storage
