// Real time comes from the steady clock, so that a corrected system clock does not move the world.
#include "sandbox/wire/virtual_clock.hpp"

#include <chrono>

namespace orderyard::sandbox {

VirtualClock::VirtualClock(base::Instant start, double speed,
                           std::function<std::int64_t()> steady_micros)
    : start_(start),
      speed_(speed),
      steady_micros_(std::move(steady_micros)),
      begin_micros_(steady_micros_()) {}

std::int64_t VirtualClock::SteadyMicros() {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
}

base::Instant VirtualClock::WorldNow() const {
    const auto lived = static_cast<std::int64_t>(static_cast<double>(RealMicros()) * speed_);
    // Whole milliseconds: Amazon's times have no finer ones.
    return base::Instant::FromMicros((start_.micros + advanced_micros_ + lived) / 1000 * 1000);
}

base::Instant VirtualClock::WireNow() const {
    return base::Instant::FromMicros(start_.micros + advanced_micros_ + RealMicros());
}

base::Result<> VirtualClock::Advance(base::Duration by) {
    if (by.micros < 0) {
        return base::Fail(base::InvalidInput("advance_seconds", "time does not go back"));
    }
    advanced_micros_ += by.micros;
    return {};
}

base::Result<> VirtualClock::SetWorld(base::Instant to) {
    const base::Duration by = to - WorldNow();
    if (by.micros < 0) {
        return base::Fail(base::InvalidInput("set", "time does not go back"));
    }
    return Advance(by);
}

}  // namespace orderyard::sandbox
