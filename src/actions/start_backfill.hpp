// Has the sync of a store also fetch the orders placed since a date, beside its daily work.
#pragma once

#include "base/result.hpp"
#include "domain/channel/store.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// The stream of the sync that walks through older orders.
inline constexpr const char* kBackfillStream = "backfill";

// From now on the sync walks from `from` to now; one that is under way is dropped. kInvalidInput
// for a date in the future, or before what the channel still has.
base::Result<> StartBackfill(ports::Transaction& tx, const domain::Store& store, base::Instant from,
                             base::Instant now);
// What is fetched stays. Nothing happens when none is under way.
void StopBackfill(ports::Transaction& tx, const domain::Store& store);

}  // namespace orderyard::actions
