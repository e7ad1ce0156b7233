// The zone database is asked once for the day's start and once more for what the clocks do after
// it.
#include "base/wall_clock.hpp"

#include <date/tz.h>

#include "base/check.hpp"
#include "base/text.hpp"

namespace orderyard::base {
namespace {

Instant Midnight(std::string_view day) {
    const auto at = Instant::ParseLoose(day);
    Check(at.has_value() && day.size() == 10, "a calendar day");
    return *at;
}

}  // namespace

Result<Instant> AtWallTime(std::string_view day, int minute_of_day, std::string_view zone) {
    // Also what refuses a day or a zone that there is not.
    const auto start = DayStartInZone(day, zone);
    if (!start) {
        return Fail(start.error());
    }
    const date::local_seconds shown{
        std::chrono::seconds(Midnight(day).seconds() + minute_of_day * std::int64_t{60})};
    const date::local_info info = date::locate_zone(std::string(zone))->get_info(shown);
    if (info.result == date::local_info::nonexistent) {
        return Instant::FromSeconds(info.first.end.time_since_epoch().count());
    }
    return Instant::FromSeconds((shown.time_since_epoch() - info.first.offset).count());
}

std::string DayPlus(std::string_view day, int days) {
    return (Midnight(day) + Duration::Days(days)).ToSqlSeconds().substr(0, 10);
}

int WeekdayOf(std::string_view day) {
    // 1970-01-01 was a Thursday.
    const std::int64_t days = Midnight(day).seconds() / 86'400;
    return static_cast<int>(((days + 3) % 7 + 7) % 7) + 1;
}

}  // namespace orderyard::base
