// Indexes in blocks, SQLite only. An index over what comes in no order (numbers of the channel,
// SKUs, totals) takes each new row to another of its pages, and with a million orders those are
// more than a commit, the log or the cache can share. So such an index starts with the block of
// 8,192 rows its row's key lies in: new rows meet in the last block, and whoever looks something up
// looks into every block. On PostgreSQL the same indexes have no blocks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/lists/list_field.hpp"
#include "storage/lists/list_page.hpp"
#include "storage/sql/assembly.hpp"

namespace orderyard::storage {

// "(i.order_id >> 13) IN (all blocks) AND ": to stand before a condition on the index's next
// column. Empty on PostgreSQL, and for an index without blocks.
std::string InBlocks(sql::Dialect dialect, const BlockKey& key);

// A page in the order of `sort`, whose first field has an index in blocks: the blocks' own orders
// merged, each read as far as the page needs.
using SortFields = std::vector<std::pair<const ListField*, bool>>;
std::vector<std::int64_t> IdsByBlocks(sql::Connection& connection, const FieldList& list,
                                      const sql::Assembly& where, const SortFields& sort,
                                      const Slice& slice);

}  // namespace orderyard::storage
