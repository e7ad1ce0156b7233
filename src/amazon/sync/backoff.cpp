// The numbers are those of docs/sync-protocol.md, sections 4 and 5.
#include "amazon/sync/backoff.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"

namespace orderyard::amazon {

namespace {

using base::Duration;

constexpr std::array kRowDelays = {Duration::Minutes(1), Duration::Minutes(5),
                                   Duration::Minutes(30), Duration::Hours(2), Duration::Hours(12)};

Duration Doubled(Duration first, int failures, Duration max) {
    Duration delay = first;
    for (int i = 1; i < failures && delay < max; ++i) {
        delay = delay * 2;
    }
    return std::min(delay, max);
}

// Up to a quarter more.
Duration Spread(Duration delay, double random) {
    return delay + Duration::Micros(
                       static_cast<std::int64_t>(static_cast<double>(delay.micros) * random / 4));
}

}  // namespace

std::optional<Duration> RetryDelayOfRow(int attempts) {
    if (attempts > static_cast<int>(kRowDelays.size())) {
        return std::nullopt;
    }
    return kRowDelays.at(static_cast<std::size_t>(std::max(attempts, 1) - 1));
}

Duration DelayAfterFailure(const CallFailure& failure, int failures, double random) {
    switch (failure.kind) {
        case FailureKind::kBudget:
        case FailureKind::kBreakerOpen:
        case FailureKind::kThrottled: return std::max(failure.wait, Duration::Seconds(1));
        case FailureKind::kStopped: return Duration::Seconds(1);
        case FailureKind::kUnreachable:
        case FailureKind::kServerFailed:
        case FailureKind::kBadAnswer:
            return std::max(
                failure.wait,
                Spread(Doubled(Duration::Seconds(1), failures, Duration::Minutes(5)), random));
        case FailureKind::kCredentials:
        case FailureKind::kForbidden:
        case FailureKind::kNotFound:
        case FailureKind::kBadRequest:
            return std::max(
                failure.wait,
                Spread(Doubled(Duration::Minutes(1), failures, Duration::Hours(1)), random));
    }
    base::Check(false, "unknown FailureKind");
    return Duration::Minutes(1);
}

}  // namespace orderyard::amazon
