// Asks Amazon about single orders. The answer goes through the inbox like any other, but counts as
// the truth.
#pragma once

#include <optional>

#include "amazon/sync/sync_run.hpp"

namespace orderyard::amazon {

// Into the inbox, and the answer itself. kNotFound is noted on the channel order, if there is one
// here.
CallResult<wire::OrderText> ReadOrderBack(Run& run, const std::string& order_number,
                                          Priority priority);
// Into the inbox; nullopt: done. kNotFound is noted on the channel order, if there is one here.
std::optional<CallFailure> FetchOrder(Run& run, const std::string& order_number, Priority priority);

// Known open orders that changed last more than 30 minutes ago, oldest first, from where the last
// call ended; those of `seen` are passed over. Each `round` keeps its own place. Ends after
// `looks_max` looks or a full round.
struct OpenLooks {
    bool is_done = false;                // this round is over
    std::optional<CallFailure> failure;  // why not
};
inline constexpr const char* kSweepRound = "open_looks";   // every night
inline constexpr const char* kAlarmRound = "alarm_looks";  // while the list does not work
OpenLooks LookAtOpenOrders(Run& run, const std::string& round,
                           const std::unordered_set<std::string>& seen, int looks_max);

// Says that the sweep has a round to do.
void StartOpenLooks(const Run& run, base::Instant now);
bool HasOpenLooks(const Run& run);

}  // namespace orderyard::amazon
