// The end of a process that found its own mistake: one log line with the place, then abort.
#include "base/check.hpp"

#include <cstdlib>

#include "base/log.hpp"

namespace orderyard::base {

void CheckFailed(const char* condition, std::source_location where) {
    LogError("check_failed", {{"what", condition},
                              {"file", where.file_name()},
                              {"line", static_cast<std::int64_t>(where.line())},
                              {"function", where.function_name()}});
    FlushLog();
    std::abort();
}

}  // namespace orderyard::base
