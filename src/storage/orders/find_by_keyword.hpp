// One keyword looked for in everything an order is known by: numbers, people, places, goods,
// parcels, papers. Each place is asked by an index, and for a bounded number of orders.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "storage/keys.hpp"
#include "storage/privacy/blind_index.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

struct KeywordHits {
    std::map<std::int64_t, std::vector<std::string>> fields;  // by order
    bool is_complete = true;  // false: some place holds the keyword more often than is looked at
};

// People are looked for only where the reader may see them (ports/personal_view.hpp).
KeywordHits FindByKeyword(sql::Connection& connection, const BlindIndex& index,
                          std::string_view keyword);

}  // namespace orderyard::storage
