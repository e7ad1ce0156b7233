// The blind indexes in a database that was moved. SQLite's hold no tokens that could be read back:
// they are made anew from the personal data, opened for the moment.
#pragma once

#include <string>
#include <string_view>

#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

bool IsSearchIndex(std::string_view table);

// Fills the target's indexes, which are empty, with what the source's personal data can be found
// by. Then compares how much is in them, and looks for some of the buyers. "": all is there; else
// which index is not as it should be. Counts as changes in blind_index_change.
std::string MakeSearchIndexes(sql::Connection& source, sql::Connection& target, const Keys& keys);

}  // namespace orderyard::storage
