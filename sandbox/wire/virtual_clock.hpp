// Two clocks of one world. World time runs at `speed` and dates orders; wire time runs as real time
// does and paces tokens and rate limits, so that a fast world does not shorten an hour's token to a
// minute. Control moves both.
#pragma once

#include <cstdint>
#include <functional>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace orderyard::sandbox {

class VirtualClock {
  public:
    // `speed`: world seconds per real second; 0: moved by control only. `steady_micros`: real time
    // that never goes back; tests pass their own.
    VirtualClock(base::Instant start, double speed,
                 std::function<std::int64_t()> steady_micros = SteadyMicros);

    base::Instant WorldNow() const;
    base::Instant WireNow() const;
    // kInvalidInput for a negative step: time never goes back.
    base::Result<> Advance(base::Duration by);
    base::Result<> SetWorld(base::Instant to);
    double speed() const { return speed_; }

    static std::int64_t SteadyMicros();

  private:
    std::int64_t RealMicros() const { return steady_micros_() - begin_micros_; }

    base::Instant start_;
    double speed_;
    std::function<std::int64_t()> steady_micros_;
    std::int64_t begin_micros_;
    std::int64_t advanced_micros_ = 0;
};

}  // namespace orderyard::sandbox
