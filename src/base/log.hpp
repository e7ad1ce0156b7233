// Structured log: one line an event, as JSON or for a human. No personal data, ever: log ids,
// counts, codes.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace orderyard::base {

enum class LogLevel { kTrace, kDebug, kInfo, kWarn, kError };
enum class LogFormat { kHuman, kJson };

struct LogField {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, double, bool> value;

    LogField(std::string_view n, std::string_view v) : name(n), value(v) {}
    LogField(std::string_view n, const std::string& v) : name(n), value(std::string_view(v)) {}
    LogField(std::string_view n, const char* v) : name(n), value(std::string_view(v)) {}
    LogField(std::string_view n, std::int64_t v) : name(n), value(v) {}
    LogField(std::string_view n, int v) : name(n), value(static_cast<std::int64_t>(v)) {}
    LogField(std::string_view n, std::size_t v) : name(n), value(static_cast<std::int64_t>(v)) {}
    LogField(std::string_view n, double v) : name(n), value(v) {}
    LogField(std::string_view n, bool v) : name(n), value(v) {}
};

struct LogOptions {
    LogLevel level = LogLevel::kInfo;
    LogFormat format = LogFormat::kHuman;
    std::string file;  // empty: standard error
};

void SetUpLog(const LogOptions& options);  // may be called again
// Event names are snake_case and constant: Log(LogLevel::kInfo, "page_stored", {{"orders", 100}}).
void Log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});
void FlushLog();

inline void LogInfo(std::string_view event, std::initializer_list<LogField> fields = {}) {
    Log(LogLevel::kInfo, event, fields);
}
inline void LogWarn(std::string_view event, std::initializer_list<LogField> fields = {}) {
    Log(LogLevel::kWarn, event, fields);
}
inline void LogError(std::string_view event, std::initializer_list<LogField> fields = {}) {
    Log(LogLevel::kError, event, fields);
}
inline void LogDebug(std::string_view event, std::initializer_list<LogField> fields = {}) {
    Log(LogLevel::kDebug, event, fields);
}

// While it lives, every line of this thread carries the field, e.g. LogScope scope("request_id",
// id).
class LogScope {
  public:
    LogScope(std::string_view name, std::string value);
    ~LogScope();
    LogScope(const LogScope&) = delete;
    LogScope& operator=(const LogScope&) = delete;
};

}  // namespace orderyard::base
