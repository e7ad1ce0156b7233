// What the store keeps counted of a list's rows, so that nobody has to walk them: how many each
// block of 1,024 ids has and between which dates, and how many fall into each hour. Both are
// written in the transaction of the rows they count, so they are exact in every snapshot, on both
// engines and however many servers write.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "storage/lists/list_page.hpp"

namespace orderyard::storage {

inline constexpr std::int64_t kIdsPerTallyBlock = 1'024;
inline constexpr std::int64_t kMicrosPerTallyHour = 3'600'000'000;

// The hour since 1970 an instant lies in, also before 1970.
std::int64_t TallyHourOf(std::int64_t micros);

// The number of matches of a list that asks for nothing but those from a date on, or before one;
// nullopt: no such list, or its date is not counted.
std::optional<std::int64_t> CountByHours(sql::Connection& connection, const ListPlan& plan);
// No more than that number, by whole hours alone, so at once; 0 where nothing is known.
std::int64_t CountOfWholeHours(sql::Connection& connection, const ListPlan& plan);

// A page in the order of id, of all rows or of such a list: blocks before the page, and those in
// which nothing matches, are passed over unread. nullopt: another way is better, because the page
// is near the beginning, or the matches are strewn over too many blocks.
std::optional<std::vector<std::int64_t>> IdsByTallies(sql::Connection& connection,
                                                      const ListPlan& plan, const Slice& slice);

}  // namespace orderyard::storage
