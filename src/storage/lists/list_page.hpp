// The way to a page of a list, for any list by ListPlan: the index to lead with, the number of
// matches, the ids of the page.
//
// PostgreSQL plans by its statistics. SQLite has none here, so the way is chosen by hand: a few
// bounded counts tell whether one of the conditions leaves few rows; if so its index leads, else
// the sort's index is walked.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "storage/lists/list_plan.hpp"
#include "storage/privacy/blind_index.hpp"
#include "storage/sql/answers.hpp"

namespace orderyard::storage {

struct Slice {
    std::int64_t limit = 0;
    std::int64_t offset = 0;
};

// The rows of the page asked for; an empty slice past the end.
Slice SliceOf(const ports::SearchQuery& query, std::int64_t total_count);

// " FROM table o", with the index named where the engine cannot know.
void AddListFrom(sql::Assembly& sql, sql::Dialect dialect, const FieldList& list,
                 std::string_view index);
// " ORDER BY ..." with the id as tie-break.
void AddOrder(sql::Assembly& sql, const std::vector<std::pair<const ListField*, bool>>& sort);

// The index of the condition that leaves few rows, the fewest of all; empty when there is none.
std::string_view NarrowIndex(sql::Connection& connection, const ListPlan& plan);
std::int64_t CountMatches(sql::Connection& connection, const ListPlan& plan,
                          std::string_view narrow_index);
// Counts no further than `bound`.
std::int64_t CountMatchesUpTo(sql::Connection& connection, const ListPlan& plan,
                              std::string_view narrow_index, std::int64_t bound);
// Whether IdsByBlocks gives the order of the list.
bool SortsByBlocks(const ListPlan& plan, sql::Dialect dialect);
// What the sort walks: an index name for AddListFrom.
std::string_view SortIndex(const ListPlan& plan);
// All ids of a list by one number or the like, in its order, when they are few: one question then
// instead of two for the total and the page. nullopt: another kind of list, or more.
std::optional<std::vector<std::int64_t>> FewIds(sql::Connection& connection, const ListPlan& plan);
// All ids of a list by a name or the like, in its order: remembered, because finding who has a name
// that many have takes long, and the total wants all of them anyway. nullptr: another kind of list,
// or more than `rows_max`. `index` is the one that the names are found in.
sql::Numbers WholeList(sql::Connection& connection, const ListPlan& plan, const BlindIndex& index,
                       std::int64_t rows_max = 100'000);
// `narrow_index` is NarrowIndex's answer.
std::vector<std::int64_t> IdsOfPage(sql::Connection& connection, const ListPlan& plan,
                                    std::string_view narrow_index, const Slice& slice);

}  // namespace orderyard::storage
