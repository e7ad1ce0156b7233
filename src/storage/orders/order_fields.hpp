// The columns of Magento's sales_order that can be filtered and sorted, and what each is in our
// tables. A name that is not in this list never reaches SQL.
#pragma once

#include <string_view>

namespace orderyard::storage {

enum class FieldKind {
    kInt,        // whole numbers
    kMoney,      // 1/10,000, given as decimals
    kDate,       // microseconds, seen by clients as whole seconds
    kText,       // compared without regard to ASCII case; `sql` is lower case
    kEmail,      // sealed: keyed hash and blind index
    kName,       // sealed: blind index
    kRecipient,  // sealed: blind index
};

struct OrderField {
    std::string_view name;
    FieldKind kind;
    std::string_view sql;    // over "sales_order o"; empty when sealed
    std::string_view index;  // the one that starts with it, or empty
    bool is_nullable = false;
};

// nullptr: no such column, or one that cannot be filtered.
const OrderField* FindOrderField(std::string_view name);

}  // namespace orderyard::storage
