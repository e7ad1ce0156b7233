// Calendar text to instants and back. Hinnant's date library reads the system's zone database; it
// stays in here.
#include "base/instant.hpp"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>

#include "base/text.hpp"

namespace orderyard::base {

namespace {

using SysMicros = date::sys_time<std::chrono::microseconds>;

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59.999999Z: what four digits of a year can say.
constexpr std::int64_t kTextMicrosMin = -62'167'219'200 * kMicrosPerSecond;
constexpr std::int64_t kTextMicrosMax = 253'402'300'800 * kMicrosPerSecond - 1;

// Takes characters off the front of a text.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    bool AtEnd() const { return rest_.empty(); }
    char Peek() const { return rest_.empty() ? '\0' : rest_.front(); }
    bool Skip(char c) {
        if (Peek() != c || rest_.empty()) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }
    char Take() {
        const char c = Peek();
        rest_.remove_prefix(rest_.empty() ? 0 : 1);
        return c;
    }
    // Exactly `count` digits, or nullopt without taking any.
    std::optional<int> Digits(std::size_t count) {
        if (rest_.size() < count) {
            return std::nullopt;
        }
        int value = 0;
        for (const char c : rest_.substr(0, count)) {
            if (c < '0' || c > '9') {
                return std::nullopt;
            }
            value = value * 10 + (c - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }
    bool AtDigit() const { return Peek() >= '0' && Peek() <= '9'; }

  private:
    std::string_view rest_;
};

// YYYY-MM-DD of the Gregorian calendar.
std::optional<date::year_month_day> TakeDay(Cursor& cursor) {
    const auto year = cursor.Digits(4);
    if (!year || !cursor.Skip('-')) {
        return std::nullopt;
    }
    const auto month = cursor.Digits(2);
    if (!month || !cursor.Skip('-')) {
        return std::nullopt;
    }
    const auto day = cursor.Digits(2);
    if (!day) {
        return std::nullopt;
    }
    const date::year_month_day ymd{date::year{*year}, date::month{static_cast<unsigned>(*month)},
                                   date::day{static_cast<unsigned>(*day)}};
    return ymd.ok() ? std::optional(ymd) : std::nullopt;
}

std::int64_t MicrosOfDay(const date::year_month_day& day) {
    return date::sys_days(day).time_since_epoch().count() * std::int64_t{86'400} * kMicrosPerSecond;
}

// HH:MM, HH:MM:SS or HH:MM:SS.fraction; digits after the sixth are dropped. Micros since midnight.
std::optional<std::int64_t> TakeTime(Cursor& cursor) {
    const auto hour = cursor.Digits(2);
    if (!hour || *hour > 23 || !cursor.Skip(':')) {
        return std::nullopt;
    }
    const auto minute = cursor.Digits(2);
    if (!minute || *minute > 59) {
        return std::nullopt;
    }
    std::int64_t micros = (*hour * 60 + *minute) * 60 * kMicrosPerSecond;
    if (!cursor.Skip(':')) {
        return micros;
    }
    const auto second = cursor.Digits(2);
    if (!second || *second > 59) {
        return std::nullopt;
    }
    micros += *second * kMicrosPerSecond;
    if (!cursor.Skip('.')) {
        return micros;
    }
    if (!cursor.AtDigit()) {
        return std::nullopt;
    }
    for (std::int64_t place = kMicrosPerSecond / 10; cursor.AtDigit(); place /= 10) {
        micros += place * (cursor.Take() - '0');
    }
    return micros;
}

// Z, +hh:mm, +hhmm or +hh, in micros east of Greenwich.
std::optional<std::int64_t> TakeOffset(Cursor& cursor) {
    if (cursor.Skip('Z') || cursor.Skip('z')) {
        return 0;
    }
    const char sign = cursor.Take();
    if (sign != '+' && sign != '-') {
        return std::nullopt;
    }
    const auto hours = cursor.Digits(2);
    if (!hours || *hours > 23) {
        return std::nullopt;
    }
    int minutes = 0;
    if (!cursor.AtEnd()) {
        cursor.Skip(':');
        const auto taken = cursor.Digits(2);
        if (!taken || *taken > 59) {
            return std::nullopt;
        }
        minutes = *taken;
    }
    const std::int64_t micros = (*hours * 60 + minutes) * 60 * kMicrosPerSecond;
    return sign == '-' ? -micros : micros;
}

struct CalendarFields {
    int year;
    unsigned month;
    unsigned day;
    int hour;
    int minute;
    int second;
    int micros;
};

CalendarFields FieldsOf(std::int64_t micros) {
    // Beyond year 9999 the text would no longer sort or parse; such an instant only ever means
    // "never".
    const SysMicros time{
        std::chrono::microseconds(std::clamp(micros, kTextMicrosMin, kTextMicrosMax))};
    const auto days = date::floor<date::days>(time);
    const date::year_month_day ymd(days);
    const auto of_day = (time - days).count();
    const auto seconds = static_cast<int>(of_day / kMicrosPerSecond);
    return {static_cast<int>(ymd.year()),
            static_cast<unsigned>(ymd.month()),
            static_cast<unsigned>(ymd.day()),
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            static_cast<int>(of_day % kMicrosPerSecond)};
}

// By hand: each order of an answer has half a dozen of them.
std::string FormatSeconds(const CalendarFields& f, char separator) {
    std::string text = "0000-00-00 00:00:00";
    const auto put = [&text](std::size_t end, int value, int digits) {
        for (; digits > 0; --digits, value /= 10) {
            text[--end] = static_cast<char>('0' + value % 10);
        }
    };
    put(4, f.year, 4);
    put(7, static_cast<int>(f.month), 2);
    put(10, static_cast<int>(f.day), 2);
    text[10] = separator;
    put(13, f.hour, 2);
    put(16, f.minute, 2);
    put(19, f.second, 2);
    return text;
}

Result<const date::time_zone*> FindZone(std::string_view name) {
    // A missing zone database is a broken world and may throw; only an unknown name is a refusal.
    const date::tzdb& database = date::get_tzdb();
    const auto& zones = database.zones;
    const auto at = std::lower_bound(zones.begin(), zones.end(), name,
                                     [](const date::time_zone& zone, std::string_view wanted) {
                                         return std::string_view(zone.name()) < wanted;
                                     });
    if (at == zones.end() || std::string_view(at->name()) != name) {
        return Fail(InvalidInput("time_zone", "not a zone of the IANA time zone database"));
    }
    return &*at;
}

}  // namespace

Result<Instant> Instant::ParseIso(std::string_view text) {
    Cursor cursor(text);
    const auto day = TakeDay(cursor);
    if (!day || (!cursor.Skip('T') && !cursor.Skip('t'))) {
        return Fail(Malformed("not an ISO 8601 date and time"));
    }
    const auto time = TakeTime(cursor);
    if (!time) {
        return Fail(Malformed("not an ISO 8601 time of day"));
    }
    const auto offset = TakeOffset(cursor);
    if (!offset || !cursor.AtEnd()) {
        return Fail(Malformed("an ISO 8601 time needs a zone, Z or +hh:mm"));
    }
    return FromMicros(MicrosOfDay(*day) + *time - *offset);
}

Result<Instant> Instant::ParseLoose(std::string_view text) {
    Cursor cursor(Trim(text));
    const auto day = TakeDay(cursor);
    if (!day) {
        return Fail(Malformed("not a date YYYY-MM-DD"));
    }
    std::int64_t micros = MicrosOfDay(*day);
    if (cursor.AtEnd()) {
        return FromMicros(micros);
    }
    if (cursor.AtDigit()) {
        return Fail(Malformed("not a date YYYY-MM-DD"));
    }
    cursor.Take();  // any one separator: 'T', a blank, the '+' of a form-encoded blank ...
    const auto time = TakeTime(cursor);
    if (!time) {
        return Fail(Malformed("not a time HH:MM:SS after the date"));
    }
    micros += *time;
    if (!cursor.AtEnd()) {
        cursor.Skip(' ');
        const auto offset = TakeOffset(cursor);
        if (!offset || !cursor.AtEnd()) {
            return Fail(Malformed("unreadable text after the time"));
        }
        micros -= *offset;
    }
    return FromMicros(micros);
}

std::string Instant::ToIso() const {
    const CalendarFields fields = FieldsOf(micros);
    std::string text = FormatSeconds(fields, 'T');
    if (fields.micros % 1'000 != 0) {
        text += fmt::format(".{:06}", fields.micros);
    } else if (fields.micros != 0) {
        text += fmt::format(".{:03}", fields.micros / 1'000);
    }
    return text + 'Z';
}

std::string Instant::ToIsoMillis() const {
    const CalendarFields fields = FieldsOf(micros);
    return FormatSeconds(fields, 'T') + fmt::format(".{:03}Z", fields.micros / 1'000);
}

std::string Instant::ToSqlSeconds() const {
    return FormatSeconds(FieldsOf(micros), ' ');
}

Result<std::string> FormatInZone(Instant instant, std::string_view zone) {
    const auto found = FindZone(zone);
    if (!found) {
        return Fail(found.error());
    }
    const std::int64_t micros = std::clamp(instant.micros, kTextMicrosMin, kTextMicrosMax);
    const SysMicros time{std::chrono::microseconds(micros)};
    const std::int64_t offset_seconds =
        (*found)->get_info(date::floor<std::chrono::seconds>(time)).offset.count();
    const std::int64_t minutes = std::abs(offset_seconds) / 60;
    return FormatSeconds(FieldsOf(micros + offset_seconds * kMicrosPerSecond), ' ') +
           fmt::format(" {}{:02}:{:02}", offset_seconds < 0 ? '-' : '+', minutes / 60,
                       minutes % 60);
}

Result<Instant> DayStartInZone(std::string_view day, std::string_view zone) {
    Cursor cursor(day);
    const auto ymd = TakeDay(cursor);
    if (!ymd || !cursor.AtEnd()) {
        return Fail(Malformed("not a date YYYY-MM-DD"));
    }
    const auto found = FindZone(zone);
    if (!found) {
        return Fail(found.error());
    }
    const date::local_seconds midnight{date::local_days(*ymd)};
    const date::local_info info = (*found)->get_info(midnight);
    if (info.result == date::local_info::nonexistent) {
        // The clocks jumped over midnight: the day starts where they landed. A day that was skipped
        // whole (Apia, 2011-12-30) gets the start of the next one, and so has no length.
        return Instant::FromSeconds(info.first.end.time_since_epoch().count());
    }
    // Of an ambiguous midnight, the first.
    return Instant::FromSeconds((midnight.time_since_epoch() - info.first.offset).count());
}

bool IsKnownZone(std::string_view zone) {
    return FindZone(zone).has_value();
}

}  // namespace orderyard::base
