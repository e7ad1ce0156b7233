// Wall and monotonic time of the machine.
#include "app/clocks.hpp"

#include <chrono>

namespace orderyard::app {

base::Instant SystemClock::Now() const {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return base::Instant::FromMicros(
        std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count());
}

std::int64_t SystemClock::MonotonicMillis() const {
    const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since_start).count();
}

base::Instant MovableClock::Now() const {
    return system_.Now() + base::Duration::Micros(offset_micros_.load());
}

std::int64_t MovableClock::MonotonicMillis() const {
    return system_.MonotonicMillis() + offset_micros_.load() / 1'000;
}

void MovableClock::Advance(base::Duration by) {
    offset_micros_ += by.micros;
}

}  // namespace orderyard::app
