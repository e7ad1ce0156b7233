// The refill rate is a function of the time since the last penalty alone, so a bucket needs no
// further state and its content at any moment is a plain integral.
#include "amazon/client/call_budget.hpp"

#include <algorithm>
#include <cmath>

namespace orderyard::amazon {

namespace {

constexpr double kPenaltyFactor = 0.5;
constexpr double kReservedShare = 0.2;
constexpr double kRateMin = 1e-5;
constexpr double kRateMax = 1e4;
constexpr double kBackoffSecondsMax = 600;
constexpr int kDoublingsMax = 10;

double Seconds(base::Duration duration) {
    return static_cast<double>(duration.micros) / 1e6;
}

base::Duration FromSeconds(double seconds) {
    return base::Duration::Micros(static_cast<std::int64_t>(std::ceil(seconds * 1e6)));
}

// Integral of the rate's factor from `from` to `to`, both in seconds after the end of the penalty.
double FactorIntegral(double from, double to) {
    const double ramp = Seconds(kRateRecovery);
    double sum = 0;
    if (from < 0) {
        const double end = std::min(to, 0.0);
        sum += (end - from) * kPenaltyFactor;
        from = end;
    }
    if (from < ramp && to > from) {
        const double end = std::min(to, ramp);
        const double slope = (1 - kPenaltyFactor) / ramp;
        sum += (end - from) * (kPenaltyFactor + slope * (from + end) / 2);
        from = end;
    }
    return to > from ? sum + (to - from) : sum;
}

double FactorAt(const ports::QuotaBucket& bucket, base::Instant now) {
    if (!bucket.penalty_until) {
        return 1;
    }
    const double after =
        std::clamp(Seconds(now - *bucket.penalty_until) / Seconds(kRateRecovery), 0.0, 1.0);
    return kPenaltyFactor + (1 - kPenaltyFactor) * after;
}

void Refill(ports::QuotaBucket& bucket, base::Instant now) {
    if (bucket.penalty_until && *bucket.penalty_until - now > kRetryAfterMax) {
        bucket.penalty_until.reset();  // longer than any we set: the clock was moved back
    }
    if (now > bucket.at) {
        double effective_seconds = Seconds(now - bucket.at);
        if (bucket.penalty_until) {
            effective_seconds = FactorIntegral(Seconds(bucket.at - *bucket.penalty_until),
                                               Seconds(now - *bucket.penalty_until));
        }
        bucket.tokens =
            std::min(bucket.burst, bucket.tokens + effective_seconds * bucket.rate_per_second);
    }
    bucket.at = now;
    if (bucket.penalty_until && now - *bucket.penalty_until > kRateRecovery) {
        bucket.penalty_until.reset();
        bucket.refusals = 0;
    }
}

double LevelNeeded(const ports::QuotaBucket& bucket, Priority priority) {
    switch (priority) {
        case Priority::kReadBack:
        case Priority::kNewOrders: return 1;
        case Priority::kHint:
        case Priority::kSweep:
        case Priority::kPerson: break;
    }
    // A burst of one or two has nothing to spare.
    return 1 + std::max(0.0, std::min(bucket.burst * kReservedShare, bucket.burst - 1));
}

}  // namespace

ports::QuotaBucket NewBucket(domain::StoreId store_id, std::string operation, const UsagePlan& plan,
                             base::Instant now) {
    ports::QuotaBucket bucket;
    bucket.store_id = store_id;
    bucket.operation = std::move(operation);
    bucket.tokens = std::max(1.0, plan.burst / 2);
    bucket.at = now;
    bucket.rate_per_second = plan.rate_per_second;
    bucket.burst = plan.burst;
    return bucket;
}

Grant TakeToken(ports::QuotaBucket& bucket, Priority priority, base::Instant now) {
    // Sums of small steps may end a hair short of a whole token.
    constexpr double kHair = 1e-6;
    Refill(bucket, now);
    base::Duration wait;
    if (bucket.penalty_until && *bucket.penalty_until > now) {
        wait = *bucket.penalty_until - now;
    }
    const double missing = LevelNeeded(bucket, priority) - bucket.tokens;
    if (missing > kHair) {
        const double rate = bucket.rate_per_second * FactorAt(bucket, now);
        wait = std::max(wait, FromSeconds(missing / std::max(rate, kRateMin)));
    }
    if (wait.micros > 0) {
        return {false, wait};
    }
    bucket.tokens = std::max(0.0, bucket.tokens - 1);
    return {true, {}};
}

bool LearnRate(ports::QuotaBucket& bucket, double rate_per_second, base::Instant now) {
    if (!std::isfinite(rate_per_second) || rate_per_second < kRateMin ||
        rate_per_second > kRateMax || rate_per_second == bucket.rate_per_second) {
        return false;
    }
    Refill(bucket, now);  // what was earned so far was earned at the old rate
    bucket.rate_per_second = rate_per_second;
    return true;
}

void Penalise(ports::QuotaBucket& bucket, std::optional<base::Duration> retry_after, double random,
              base::Instant now) {
    Refill(bucket, now);
    const double one_token = 1 / std::max(bucket.rate_per_second, kRateMin);
    const double doubled = one_token * std::exp2(std::min(bucket.refusals, kDoublingsMax));
    double seconds = std::max(one_token, random * std::min(doubled, kBackoffSecondsMax));
    seconds = std::min(seconds, kBackoffSecondsMax);
    if (retry_after) {
        seconds = std::max(seconds, std::min(Seconds(*retry_after), Seconds(kRetryAfterMax)));
    }
    bucket.tokens = 0;
    bucket.at = now;
    bucket.penalty_until = now + FromSeconds(seconds);
    bucket.refusals += 1;
}

}  // namespace orderyard::amazon
