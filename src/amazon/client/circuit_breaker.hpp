// Stops calling what keeps failing: opens after a streak or a bad share of failures, then lets one
// probe through about every minute until one succeeds.
#pragma once

#include <array>
#include <cstdint>

#include "base/instant.hpp"

namespace orderyard::amazon {

// Times are of ports::Clock::MonotonicMillis. Not for use by two threads at once.
class CircuitBreaker {
  public:
    static constexpr int kFailuresInRowMax = 5;
    static constexpr int kWindow = 20;  // calls looked back at; half of them failed opens, too
    static constexpr std::int64_t kProbeMillis = 60'000;
    static constexpr std::int64_t kProbeSpreadMillis = 20'000;

    // 0: go ahead (when open, as the probe; the next one is then a minute away). Else how long to
    // wait.
    std::int64_t MillisToWait(std::int64_t now_millis);
    void Succeeded();
    // `random` in [0, 1) spreads the probes of several breakers.
    void Failed(std::int64_t now_millis, double random);
    bool IsOpen() const { return is_open_; }

  private:
    void Remember(bool has_failed);

    bool is_open_ = false;
    std::int64_t next_probe_millis_ = 0;
    int failures_in_row_ = 0;
    std::array<bool, kWindow> failed_{};
    int remembered_ = 0;
    int next_ = 0;
    int failed_count_ = 0;
};

}  // namespace orderyard::amazon
