// A ring of the last outcomes decides; opening forgets them, so that a success starts afresh.
#include "amazon/client/circuit_breaker.hpp"

namespace orderyard::amazon {

std::int64_t CircuitBreaker::MillisToWait(std::int64_t now_millis) {
    if (!is_open_) {
        return 0;
    }
    if (now_millis < next_probe_millis_) {
        return next_probe_millis_ - now_millis;
    }
    next_probe_millis_ = now_millis + kProbeMillis;
    return 0;
}

void CircuitBreaker::Remember(bool has_failed) {
    auto& slot = failed_.at(static_cast<std::size_t>(next_));
    if (remembered_ == kWindow) {
        failed_count_ -= slot ? 1 : 0;
    } else {
        ++remembered_;
    }
    slot = has_failed;
    failed_count_ += has_failed ? 1 : 0;
    next_ = (next_ + 1) % kWindow;
}

void CircuitBreaker::Succeeded() {
    if (is_open_) {
        *this = CircuitBreaker();
    }
    failures_in_row_ = 0;
    Remember(false);
}

void CircuitBreaker::Failed(std::int64_t now_millis, double random) {
    ++failures_in_row_;
    Remember(true);
    const bool is_bad_share = remembered_ == kWindow && failed_count_ * 2 >= kWindow;
    if (is_open_ || failures_in_row_ >= kFailuresInRowMax || is_bad_share) {
        is_open_ = true;
        const auto spread = static_cast<std::int64_t>((random * 2 - 1) * kProbeSpreadMillis);
        next_probe_millis_ = now_millis + kProbeMillis + spread;
    }
}

}  // namespace orderyard::amazon
