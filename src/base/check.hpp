// Check() guards against our own mistakes, in every build. It never guards input: bad input is a Result.
#pragma once

#include <source_location>

namespace orderyard::base {

// Logs the place and aborts. Called by Check only.
[[noreturn]] void CheckFailed(const char* condition, std::source_location where);

inline void Check(bool condition, const char* what = "check failed",
                  std::source_location where = std::source_location::current()) {
    if (!condition) [[unlikely]] {
        CheckFailed(what, where);
    }
}

}  // namespace orderyard::base
