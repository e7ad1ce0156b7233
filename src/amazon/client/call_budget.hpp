// The arithmetic of Amazon's call budgets: a token bucket per store and operation. Pure;
// amazon/client/call_gate keeps the buckets in the database. Numbers: as Amazon publishes them,
// sync-protocol.md section 7.
#pragma once

#include <optional>
#include <string>

#include "base/instant.hpp"
#include "ports/quota_store.hpp"

namespace orderyard::amazon {

// Who asks. One fifth of the burst is kept for the first two.
enum class Priority { kReadBack, kNewOrders, kHint, kSweep, kPerson };

// Amazon's published plan of an operation; the real one is learned from its answers.
struct UsagePlan {
    double rate_per_second = 0;
    double burst = 0;
};

inline constexpr base::Duration kRetryAfterMax = base::Duration::Hours(1);
inline constexpr base::Duration kRateRecovery = base::Duration::Minutes(10);

// Half full: a restart must not pretend that nothing was spent before.
ports::QuotaBucket NewBucket(domain::StoreId store_id, std::string operation, const UsagePlan& plan,
                             base::Instant now);

struct Grant {
    bool is_granted = false;
    base::Duration wait;  // when not granted: the earliest time it may be
};

// Fills up to `now` and takes one token if there is one for this priority. Over any time t the
// grants never exceed rate * t + burst.
Grant TakeToken(ports::QuotaBucket& bucket, Priority priority, base::Instant now);

// The limit header of an answer. Nonsense is ignored; true when the rate changed.
bool LearnRate(ports::QuotaBucket& bucket, double rate_per_second, base::Instant now);

// After a 429: empty, no call for max(1/rate, jittered back-off, what Amazon asked for), then half
// the rate, growing back evenly within kRateRecovery. `random` in [0, 1).
void Penalise(ports::QuotaBucket& bucket, std::optional<base::Duration> retry_after, double random,
              base::Instant now);

}  // namespace orderyard::amazon
