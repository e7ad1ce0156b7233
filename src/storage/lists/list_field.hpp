// The columns of a list that clients can filter and sort by, under the names Magento has for them,
// and what each is in our tables. A name that is in no such list never reaches SQL.
#pragma once

#include <span>
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
    kFlag,       // "1" or "0": `sql` is a condition; `index`: of the rows where it holds
    kMember,     // likewise, "o.id IN (...)", which gives the ids
};

// Where an index in blocks (lists/blocks.hpp) has its blocks from: the column whose values make
// them, over "<table> o" or inside `within`, and the table whose key that is.
struct BlockKey {
    std::string_view column;
    std::string_view table;
};

struct ListField {
    std::string_view name;
    FieldKind kind;
    std::string_view sql;    // over "<table> o"; empty when sealed
    std::string_view index;  // the one that starts with it, or empty
    bool is_nullable = false;
    bool is_index_partial = false;  // rows where it is NULL are not in the index
    // "o.x IN (SELECT ... WHERE ": `sql` is over another table, inside; cannot be sorted by.
    std::string_view within = "";
    BlockKey block = {};  // of `index`; inside `within`, of the index used there
};

inline constexpr std::string_view kNoIndex = "no index";  // rows in the order of their key

struct FieldList {
    std::string_view noun;  // "Orders"
    std::string_view table;
    std::span<const ListField> fields;
    std::string_view id_index;     // what SQLite walks in the order of id; kNoIndex: the table
    std::string_view counters;     // counts rows by state, status and store view; or empty
    std::string_view blocks = "";  // count rows by blocks of ids and by hours (tallies.hpp); or
    std::string_view hours = "";   // empty

    const ListField* Find(std::string_view name) const {
        for (const ListField& field : fields) {
            if (field.name == name) {
                return &field;
            }
        }
        return nullptr;
    }
};

}  // namespace orderyard::storage
