// What is to be doubted after a database was put back from a copy: whatever had not left when the
// copy was made has perhaps left since.
#pragma once

#include "base/instant.hpp"
#include "domain/ids.hpp"
#include "ports/database.hpp"

namespace orderyard::amazon {

struct DoubtedFollowUps {
    int looked_for = 0;  // shipments: Amazon is asked before anything is sent
    int postponed = 0;   // cancels: the order is read before each one anyway
    int parked = 0;      // refunds and files of invoices: Amazon's books or a person tell
};

// Of one store; runs in transactions of its own, and may be repeated.
DoubtedFollowUps DoubtFollowUps(ports::Database& database, domain::StoreId store,
                                base::Instant now);

}  // namespace orderyard::amazon
