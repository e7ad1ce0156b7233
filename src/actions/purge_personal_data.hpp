// Forgets the people behind orders that were delivered long enough ago.
#pragma once

#include <functional>

#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

struct PurgeOutcome {
    int orders = 0;       // channel orders, each with its commerce order
    int inbox_rows = 0;   // texts that could never be taken in
    bool is_done = true;  // false: stopped before the end; the next call goes on
};

// Destroys the personal data of orders whose assumed delivery (domain::AssumedDelivery) lies more
// than `after_days` back, and closes inbox rows that old. In transactions of
// limits::kPurgeBatchOrdersMax orders: what was committed stays done, whatever happens next. Of our
// clock and Amazon's, as the last sync saw it, the one that is behind counts: a clock that jumps
// ahead purges nothing too early. `should_stop` is asked between two transactions.
PurgeOutcome PurgePersonalData(ports::Database& database, base::Instant now, int after_days,
                               const std::function<bool()>& should_stop);

}  // namespace orderyard::actions
