// Log lines are built here, escaped by our own JsonQuote (spdlog escapes nothing), and handed to a
// spdlog sink.
#include "base/log.hpp"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/text.hpp"

namespace orderyard::base {

namespace {

std::shared_ptr<spdlog::logger> MakeLogger(const std::string& file) {
    spdlog::sink_ptr sink;
    if (file.empty()) {
        sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    } else {
        sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file);
    }
    auto logger = std::make_shared<spdlog::logger>("orderyard", std::move(sink));
    logger->set_pattern("%v");
    logger->set_level(spdlog::level::trace);
    logger->flush_on(spdlog::level::trace);  // a killed process loses no line
    return logger;
}

struct LogState {
    std::atomic<LogLevel> level = LogLevel::kInfo;
    std::atomic<LogFormat> format = LogFormat::kHuman;
    std::mutex mutex;  // guards logger
    std::shared_ptr<spdlog::logger> logger = MakeLogger("");
};

LogState& State() {
    static auto* state = new LogState;  // never destroyed: threads may log while the process ends
    return *state;
}

using ScopeField = std::pair<std::string, std::string>;

std::vector<ScopeField>& ScopeFields() {
    thread_local std::vector<ScopeField> fields;
    return fields;
}

std::string_view LevelName(LogLevel level) {
    switch (level) {
        case LogLevel::kTrace: return "trace";
        case LogLevel::kDebug: return "debug";
        case LogLevel::kInfo: return "info";
        case LogLevel::kWarn: return "warn";
        case LogLevel::kError: return "error";
    }
    return "error";
}

spdlog::level::level_enum SpdlogLevel(LogLevel level) {
    switch (level) {
        case LogLevel::kTrace: return spdlog::level::trace;
        case LogLevel::kDebug: return spdlog::level::debug;
        case LogLevel::kInfo: return spdlog::level::info;
        case LogLevel::kWarn: return spdlog::level::warn;
        case LogLevel::kError: return spdlog::level::err;
    }
    return spdlog::level::err;
}

// Text a person reads without quotes: letters, digits and a few marks.
bool IsPlain(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("_-.:/+@,").find(c) != std::string_view::npos;
    });
}

std::string ValueText(const LogField& field, LogFormat format) {
    if (const auto* text = std::get_if<std::string_view>(&field.value)) {
        return format == LogFormat::kHuman && IsPlain(*text) ? std::string(*text)
                                                             : JsonQuote(*text);
    }
    if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
        return fmt::to_string(*number);
    }
    if (const auto* number = std::get_if<double>(&field.value)) {
        return std::isfinite(*number) ? fmt::to_string(*number) : "null";
    }
    return std::get<bool>(field.value) ? "true" : "false";
}

// The fields of the line in order: those of the scopes, then its own. A later field replaces one of
// its name, so that a JSON line never has the same key twice.
std::vector<LogField> FieldsOfLine(std::initializer_list<LogField> own) {
    std::vector<LogField> fields;
    const auto put = [&fields](const LogField& field) {
        const auto same =
            std::find_if(fields.begin(), fields.end(),
                         [&field](const LogField& other) { return other.name == field.name; });
        if (same != fields.end()) {
            *same = field;
        } else {
            fields.push_back(field);
        }
    };
    for (const ScopeField& scope : ScopeFields()) {
        put(LogField(scope.first, scope.second));
    }
    for (const LogField& field : own) {
        put(field);
    }
    return fields;
}

std::string NowText() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return Instant::FromMicros(
               std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count())
        .ToIsoMillis();
}

std::string JsonLine(LogLevel level, std::string_view event, const std::vector<LogField>& fields) {
    std::string line = fmt::format(R"({{"time":"{}","level":"{}","event":{})", NowText(),
                                   LevelName(level), JsonQuote(event));
    for (const LogField& field : fields) {
        const bool taken = field.name == "time" || field.name == "level" || field.name == "event";
        line += ',';
        line += JsonQuote(taken ? std::string(field.name) + '_' : std::string(field.name));
        line += ':';
        line += ValueText(field, LogFormat::kJson);
    }
    return line + '}';
}

std::string HumanLine(LogLevel level, std::string_view event, const std::vector<LogField>& fields) {
    std::string line = fmt::format("{} {:<5} {}", NowText(), AsciiUpper(LevelName(level)),
                                   IsPlain(event) ? std::string(event) : JsonQuote(event));
    for (const LogField& field : fields) {
        line += ' ';
        line += IsPlain(field.name) ? std::string(field.name) : JsonQuote(field.name);
        line += '=';
        line += ValueText(field, LogFormat::kHuman);
    }
    return line;
}

}  // namespace

void SetUpLog(const LogOptions& options) {
    std::shared_ptr<spdlog::logger> logger;
    try {
        logger = MakeLogger(options.file);
    } catch (const spdlog::spdlog_ex& problem) {
        // spdlog's type stays inside; the old log stays in force.
        throw std::runtime_error(std::string("cannot open the log file: ") + problem.what());
    }
    LogState& state = State();
    const std::lock_guard lock(state.mutex);
    state.logger = std::move(logger);
    state.level = options.level;
    state.format = options.format;
}

void Log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
    LogState& state = State();
    if (level < state.level.load(std::memory_order_relaxed)) {
        return;
    }
    const std::vector<LogField> all = FieldsOfLine(fields);
    const std::string line = state.format.load(std::memory_order_relaxed) == LogFormat::kJson
                                 ? JsonLine(level, event, all)
                                 : HumanLine(level, event, all);
    std::shared_ptr<spdlog::logger> logger;
    {
        const std::lock_guard lock(state.mutex);
        logger = state.logger;
    }
    logger->log(SpdlogLevel(level), spdlog::string_view_t(line));
}

void FlushLog() {
    LogState& state = State();
    const std::lock_guard lock(state.mutex);
    state.logger->flush();
}

LogScope::LogScope(std::string_view name, std::string value) {
    ScopeFields().emplace_back(std::string(name), std::move(value));
}

LogScope::~LogScope() {
    ScopeFields().pop_back();  // scopes of a thread are nested, so the last one is ours
}

}  // namespace orderyard::base
