// Check() guards against our own mistakes, in every build. It never guards input: bad input is a
// Result.
#pragma once

namespace orderyard::base {

// Logs the place and aborts. Called by Check only.
[[noreturn]] void CheckFailed(const char* what, const char* file, int line, const char* function);

// The last three arguments are filled in by the compiler with the place of the call. Builtins,
// since clang 14 (clang-tidy, libFuzzer) has no std::source_location.
inline void Check(bool condition, const char* what = "check failed",
                  const char* file = __builtin_FILE(), int line = __builtin_LINE(),
                  const char* function = __builtin_FUNCTION()) {
    if (!condition) [[unlikely]] {
        CheckFailed(what, file, line, function);
    }
}

}  // namespace orderyard::base
