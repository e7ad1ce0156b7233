// What the clocks of a place show, as moments: for timetables that people write.
#pragma once

#include <string_view>

#include "base/instant.hpp"

namespace orderyard::base {

// When clocks in the zone show `minute_of_day` (0 to 1,439) on the calendar day "YYYY-MM-DD". A
// time that the clocks jump over is the moment after the jump; of one they show twice, the first.
Result<Instant> AtWallTime(std::string_view day, int minute_of_day, std::string_view zone);

// The day after, or before, so many days: "2026-02-28" + 1 is "2026-03-01". `day` must be one.
std::string DayPlus(std::string_view day, int days);
// 1 is Monday, 7 Sunday. `day` must be one.
int WeekdayOf(std::string_view day);

}  // namespace orderyard::base
