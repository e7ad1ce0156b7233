// How orders stand, without reading them: what a reader compares with what he remembers.
#pragma once

#include <vector>

#include "ports/order_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

// Of those that exist, in the order of `ids`.
std::vector<ports::OrderRevision> Revisions(sql::Connection& connection,
                                            const std::vector<domain::OrderId>& ids);

}  // namespace orderyard::storage
