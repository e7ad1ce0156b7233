// How long to wait after failures: full jitter, so that many who failed together do not come back
// together.
#pragma once

#include <functional>

#include "base/instant.hpp"

namespace orderyard::jobs {

// Between 0 (inclusive) and 1 (exclusive); a parameter so that tests can fix it. Called from
// several threads.
using Random = std::function<double()>;
double SystemRandom();

inline constexpr std::int64_t kBackOffSecondsBase = 30;
inline constexpr std::int64_t kBackOffSecondsMax = 3'600;

// A random part of 30 s after the first failure, of 60 s after the second ... of 1 h at most; never
// less than one second. `failures` >= 1.
base::Duration BackOff(int failures, const Random& random);

}  // namespace orderyard::jobs
