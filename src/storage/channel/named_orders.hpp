// Orders of the All Orders list whose buyer or recipient has a text in the name.
//
// A term that few orders have is asked of the blind index first, and the orders found are sorted.
// A term that many have (two letters: a tenth to two thirds of all) is the other way round: the
// list without the name is walked, and each part of it is asked which of its orders have the term,
// until the page is full.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "storage/channel/frequent_terms.hpp"
#include "storage/channel/list_conditions.hpp"
#include "storage/channel/page_of_ids.hpp"
#include "storage/privacy/blind_index.hpp"

namespace orderyard::storage {

struct NamedLimits {
    // The total of a frequent term is this lower bound.
    std::int64_t count_max = 1'000;
    std::int64_t few_max = 3'000;  // so many orders are found first and sorted
    // On PostgreSQL, where finding so many takes 50 ms when each tenth order has the term, a short
    // one is frequent as well when so many of these newest rows have it.
    std::int64_t sample_rows = 256;
    std::int64_t sample_found_min = 8;
    // A frequent term under other filters is counted in so many rows of the list.
    std::int64_t walked_to_count_max = 20'000;
    // After so many rows without a full page the term's orders must lie elsewhere: they are found
    // first all the same, unless there are too many of them to sort.
    std::int64_t walked_max = 50'000;
    std::int64_t sorted_max = 50'000;
};

struct NamedPage {
    std::vector<PageCursor> rows;  // in the order of the list
    std::int64_t total_count = 0;
    bool is_total_exact = true;
};

// Of the term and all filters, but not of order and place. `conditions.name` is set.
std::string NamedListFingerprint(const ListConditions& conditions);

// `conditions.name` is set. `place.limit` is at least 1.
NamedPage FindNamedOrders(sql::Connection& connection, const BlindIndex& index,
                          FrequentTerms& frequent, const ports::ChannelOrderQuery& query,
                          const ListConditions& conditions, const PagePlace& place,
                          const NamedLimits& limits = {});

}  // namespace orderyard::storage
