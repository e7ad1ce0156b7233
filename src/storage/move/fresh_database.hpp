// Is a database as the migrations make it? Found out by making one: what they insert by themselves
// is then known without a list.
#pragma once

#include <string>

#include "storage/sql/connection.hpp"

namespace orderyard::storage {

// In a transaction. "": nothing was ever stored in it, or it has no tables at all. Else what is
// there. It may have an older schema, as a migration leaves it that was killed.
std::string WhyNotFresh(sql::Connection& connection);

}  // namespace orderyard::storage
