// Wall clocks of real places: jumps, doubled hours, ends of months.
#include "base/wall_clock.hpp"

#include <gtest/gtest.h>

namespace orderyard::base {
namespace {

std::string At(const char* day, int hour, int minute, const char* zone) {
    const auto at = AtWallTime(day, hour * 60 + minute, zone);
    return at ? at->ToIso() : "refused: " + at.error().field;
}

TEST(WallClockTest, ClocksOfPlaces) {
    EXPECT_EQ(At("2026-01-31", 9, 30, "UTC"), "2026-01-31T09:30:00Z");
    EXPECT_EQ(At("2026-01-31", 9, 30, "Asia/Seoul"), "2026-01-31T00:30:00Z");
    EXPECT_EQ(At("2026-07-01", 9, 0, "Europe/Berlin"), "2026-07-01T07:00:00Z");
    // 02:30 does not exist on the day of the jump: the moment after it.
    EXPECT_EQ(At("2026-03-29", 2, 30, "Europe/Berlin"), "2026-03-29T01:00:00Z");
    // Shown twice: the first.
    EXPECT_EQ(At("2026-10-25", 2, 30, "Europe/Berlin"), "2026-10-25T00:30:00Z");
    EXPECT_EQ(At("2026-02-30", 2, 30, "UTC").substr(0, 7), "refused");
    EXPECT_EQ(At("2026-02-28", 2, 30, "Mars/Olympus").substr(0, 7), "refused");
}

TEST(WallClockTest, CountsDays) {
    EXPECT_EQ(DayPlus("2026-02-28", 1), "2026-03-01");
    EXPECT_EQ(DayPlus("2028-02-28", 1), "2028-02-29");
    EXPECT_EQ(DayPlus("2026-01-01", -1), "2025-12-31");
    EXPECT_EQ(WeekdayOf("1970-01-01"), 4);
    EXPECT_EQ(WeekdayOf("2026-11-23"), 1);
    EXPECT_EQ(WeekdayOf("2026-11-29"), 7);
}

}  // namespace
}  // namespace orderyard::base
