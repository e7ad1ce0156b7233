// The ids of a page of the All Orders list, as a statement: keyset pages over every sort.
//
// Each sort has an index that starts with the store and the sort key and ends with the id, so a
// page reads its own rows only, however far it is from the first; totals and dates of change come
// in no order and are merged from blocks (lists/blocks.hpp). With filters there are three ways to a
// page, chosen by the count: walk the sort's index and pass over what does not match; find the few
// matches by a filter's index and sort them; or, for statuses and verdicts under the usual sort,
// read each from its own index and merge. SQLite has no statistics to choose by, so the index is
// named there; PostgreSQL's planner chooses itself. The name is looked for elsewhere
// (named_orders.hpp).
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "storage/channel/list_conditions.hpp"
#include "storage/channel/page_cursor.hpp"

namespace orderyard::storage {

// Up to so many matches are found and sorted; with more of them a walk soon meets a page full.
inline constexpr std::int64_t kNarrowMax = 7'000;

struct SortColumns {
    std::string_view key;     // the first sort key
    std::string_view second;  // between the key and the id, or empty
    std::string_view index;
    bool is_text = false;
    bool is_in_blocks = false;  // the index, on SQLite
};

SortColumns ColumnsOf(ports::ChannelOrderSort sort);

// " ORDER BY a, b, c" in one direction; empty names are left out.
void AddOrder(sql::Assembly& sql, std::initializer_list<std::string_view> columns,
              bool is_descending);

// Where the rows wanted begin and how many they are.
struct PagePlace {
    const PageCursor* after = nullptr;  // null: from the list's beginning
    std::int64_t offset = 0;
    std::int64_t limit = 0;
};

class PageOfIds {
  public:
    PageOfIds(const ports::ChannelOrderQuery& query, const ListConditions& conditions,
              sql::Dialect dialect)
        : query_(query),
          conditions_(conditions),
          dialect_(dialect),
          columns_(ColumnsOf(query.sort)) {}

    // The SELECT of (id, sort_key, second_key), in the order of the list. `match_count`: how many
    // orders the conditions leave, when they filter.
    void Add(sql::Assembly& sql, const PagePlace& place, std::int64_t match_count,
             sql::Connection& connection) const;
    // The same of those among `ids`.
    void AddOfIds(sql::Assembly& sql, const PagePlace& place,
                  const std::vector<std::int64_t>& ids) const;
    // " FROM channel_order o WHERE ..." for those among `ids` that match.
    void AddAmong(sql::Assembly& sql, const std::vector<std::int64_t>& ids) const;
    // What the first two select.
    std::vector<PageCursor> Read(sql::Connection& connection, const sql::Assembly& sql) const;

  private:
    void AddBranches(sql::Assembly& sql, const PagePlace& place,
                     const Alternatives& branched) const;
    void AddSelect(sql::Assembly& sql, const PagePlace& place, std::string_view index) const;
    void AddByBlocks(sql::Assembly& sql, const PagePlace& place, sql::Connection& connection) const;
    void AddColumns(sql::Assembly& sql) const;
    void AddIds(sql::Assembly& sql, const std::vector<std::int64_t>& ids) const;
    void AddConditions(sql::Assembly& sql, const PagePlace& place) const;
    void AddBothAlternatives(sql::Assembly& sql) const;
    void AddAfter(sql::Assembly& sql, const PagePlace& place) const;
    void AddEnd(sql::Assembly& sql, std::initializer_list<std::string_view> order) const;

    const ports::ChannelOrderQuery& query_;
    const ListConditions& conditions_;
    sql::Dialect dialect_;
    SortColumns columns_;
};

}  // namespace orderyard::storage
