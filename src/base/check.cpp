// The end of a process that found its own mistake: one log line with the place, then abort.
#include "base/check.hpp"

#include <cstdlib>

#include "base/log.hpp"

namespace orderyard::base {

void CheckFailed(const char* what, const char* file, int line, const char* function) {
    LogError("check_failed",
             {{"what", what}, {"file", file}, {"line", line}, {"function", function}});
    FlushLog();
    std::abort();
}

}  // namespace orderyard::base
