// The two clocks of the program: the machine's, and one that tests can move.
#pragma once

#include <atomic>

#include "ports/clock.hpp"

namespace orderyard::app {

class SystemClock : public ports::Clock {
  public:
    base::Instant Now() const override;
    std::int64_t MonotonicMillis() const override;
};

// The machine's clock plus an offset; starts at the machine's time.
class MovableClock : public ports::Clock {
  public:
    base::Instant Now() const override;
    std::int64_t MonotonicMillis() const override;
    void Advance(base::Duration by);

  private:
    SystemClock system_;
    std::atomic<std::int64_t> offset_micros_{0};
};

}  // namespace orderyard::app
