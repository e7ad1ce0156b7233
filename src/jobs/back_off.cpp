// The exponent is capped before it is used, so that a job that fails for a year does not overflow.
#include "jobs/back_off.hpp"

#include <algorithm>
#include <random>

namespace orderyard::jobs {

double SystemRandom() {
    thread_local std::mt19937_64 generator{std::random_device{}()};
    return std::uniform_real_distribution<double>(0.0, 1.0)(generator);
}

base::Duration BackOff(int failures, const Random& random) {
    constexpr int kDoublingsMax = 7;  // 30 s * 2^7 is past the hour
    const int doublings = std::clamp(failures - 1, 0, kDoublingsMax);
    const std::int64_t span_seconds =
        std::min(kBackOffSecondsBase << doublings, kBackOffSecondsMax);
    const double millis = random() * static_cast<double>(span_seconds) * 1'000.0;
    return std::max(base::Duration::Millis(static_cast<std::int64_t>(millis)),
                    base::Duration::Seconds(1));
}

}  // namespace orderyard::jobs
