// What the All Orders list shows of its orders.
#pragma once

#include <vector>

#include "domain/ids.hpp"
#include "ports/channel_order_store.hpp"
#include "storage/channel/listed_parts.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

// Those that exist, in the order of `ids`. The statement is apart from the one that finds the ids,
// which is another for every mix of filters and has to be planned anew each time: with five more
// tables in it that took PostgreSQL longer than running it.
std::vector<ports::ChannelOrderRow> LoadRows(sql::Connection& connection, const Keys& keys,
                                             ListedPartsReader& listed,
                                             const std::vector<domain::ChannelOrderId>& ids);

}  // namespace orderyard::storage
