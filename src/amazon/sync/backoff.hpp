// How long to stay away after failures. Pure.
#pragma once

#include <optional>

#include "amazon/client/call_failure.hpp"
#include "base/instant.hpp"

namespace orderyard::amazon {

// After so many failed attempts of an inbox row: 1 min, 5 min, 30 min, 2 h, 12 h; then nullopt:
// poison.
std::optional<base::Duration> RetryDelayOfRow(int attempts);

// Before the next run of a store. `failures` in a row, this one included; `random` in [0, 1)
// spreads stores. What only a person can mend is still tried again, about hourly: the sync never
// switches itself off.
base::Duration DelayAfterFailure(const CallFailure& failure, int failures, double random);

}  // namespace orderyard::amazon
