// Time as a port, so that tests (and a server started for tests) can move it.
#pragma once

#include "base/instant.hpp"

namespace orderyard::ports {

class Clock {
  public:
    virtual ~Clock() = default;
    virtual base::Instant Now() const = 0;  // wall clock, UTC
    virtual std::int64_t MonotonicMillis()
        const = 0;  // never jumps; only differences mean something
};

}  // namespace orderyard::ports
