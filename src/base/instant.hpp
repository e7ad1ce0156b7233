// Instant: a moment in UTC with microseconds. Zones exist only for display and for calendar days.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace orderyard::base {

struct Duration {
    std::int64_t micros = 0;

    static constexpr Duration Micros(std::int64_t n) { return {n}; }
    static constexpr Duration Millis(std::int64_t n) { return {n * 1'000}; }
    static constexpr Duration Seconds(std::int64_t n) { return {n * 1'000'000}; }
    static constexpr Duration Minutes(std::int64_t n) { return Seconds(n * 60); }
    static constexpr Duration Hours(std::int64_t n) { return Minutes(n * 60); }
    static constexpr Duration Days(std::int64_t n) { return Hours(n * 24); }
    constexpr std::int64_t seconds() const { return micros / 1'000'000; }
    constexpr std::int64_t millis() const { return micros / 1'000; }

    friend constexpr auto operator<=>(Duration, Duration) = default;
    friend constexpr Duration operator+(Duration a, Duration b) { return {a.micros + b.micros}; }
    friend constexpr Duration operator-(Duration a, Duration b) { return {a.micros - b.micros}; }
    friend constexpr Duration operator*(Duration a, std::int64_t n) { return {a.micros * n}; }
};

struct Instant {
    std::int64_t micros = 0;  // since 1970-01-01T00:00:00Z

    static constexpr Instant FromMicros(std::int64_t n) { return {n}; }
    static constexpr Instant FromSeconds(std::int64_t n) { return {n * 1'000'000}; }
    // ISO 8601 with a zone: 2026-01-31T10:00:00Z, ...T10:00:00.123Z, ...+09:00. Without zone:
    // kMalformed.
    static Result<Instant> ParseIso(std::string_view text);
    // What API clients send as a date value, read as UTC: "2024-01-31", "2024-01-31 10:00:00", ISO
    // forms, any single separator between date and time.
    static Result<Instant> ParseLoose(std::string_view text);

    // 2026-01-31T10:00:00Z, with .123 (or .123456) only when not whole seconds.
    std::string ToIso() const;
    std::string ToIsoMillis() const;   // 2026-01-31T10:00:00.000Z (Amazon's form)
    std::string ToSqlSeconds() const;  // 2026-01-31 10:00:00 (Magento's form)
    constexpr std::int64_t seconds() const { return micros / 1'000'000; }

    friend constexpr auto operator<=>(Instant, Instant) = default;
    friend constexpr Instant operator+(Instant a, Duration d) { return {a.micros + d.micros}; }
    friend constexpr Instant operator-(Instant a, Duration d) { return {a.micros - d.micros}; }
    friend constexpr Duration operator-(Instant a, Instant b) { return {a.micros - b.micros}; }
};

// Display in a zone of the IANA database ("Asia/Kolkata"): "2026-01-31 15:30:00 +05:30".
// kInvalidInput for an unknown zone.
Result<std::string> FormatInZone(Instant instant, std::string_view zone);
// The instant at which the calendar day "YYYY-MM-DD" starts in that zone (the first valid moment of
// that day).
Result<Instant> DayStartInZone(std::string_view day, std::string_view zone);
bool IsKnownZone(std::string_view zone);

}  // namespace orderyard::base
