// Dates from outside are read strictly or loosely as promised; calendar days start right in twelve
// awkward zones.
#include "base/instant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace orderyard::base {
namespace {

constexpr std::int64_t kSecond = 1'000'000;

std::string Iso(const Result<Instant>& instant) {
    return instant ? instant->ToIso() : std::string(ToString(instant.error().code));
}

struct ParseCase {
    std::string_view text;
    std::string_view iso;
};

TEST(Instant, ParseIsoReads) {
    const std::vector<ParseCase> table = {
        {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},
        {"2026-01-31T10:00:00Z", "2026-01-31T10:00:00Z"},
        {"2026-01-31t10:00:00z", "2026-01-31T10:00:00Z"},
        {"2026-01-31T10:00Z", "2026-01-31T10:00:00Z"},
        {"2026-01-31T10:00:00.123Z", "2026-01-31T10:00:00.123Z"},
        {"2026-01-31T10:00:00.5Z", "2026-01-31T10:00:00.500Z"},
        {"2026-01-31T10:00:00.000Z", "2026-01-31T10:00:00Z"},
        {"2026-01-31T10:00:00.123456Z", "2026-01-31T10:00:00.123456Z"},
        {"2026-01-31T10:00:00.123456999Z", "2026-01-31T10:00:00.123456Z"},
        {"2026-01-31T10:00:00+09:00", "2026-01-31T01:00:00Z"},
        {"2026-01-31T10:00:00-0800", "2026-01-31T18:00:00Z"},
        {"2026-01-31T10:00:00+05", "2026-01-31T05:00:00Z"},
        {"2026-01-31T10:00:00+05:30", "2026-01-31T04:30:00Z"},
        {"2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"},
        {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"},
        {"0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"},
        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
    };
    for (const ParseCase& c : table) {
        EXPECT_EQ(Iso(Instant::ParseIso(c.text)), c.iso) << c.text;
        EXPECT_EQ(Iso(Instant::ParseLoose(c.text)), c.iso) << c.text;
    }
}

TEST(Instant, ParseIsoRefuses) {
    for (const std::string_view text : {"",
                                        "2026",
                                        "2026-01-31",
                                        "2026-01-31T10:00:00",
                                        "2026-01-31 10:00:00Z",
                                        "2026-02-29T10:00:00Z",
                                        "2026-13-01T10:00:00Z",
                                        "2026-00-01T10:00:00Z",
                                        "2026-01-00T10:00:00Z",
                                        "2026-01-31T24:00:00Z",
                                        "2026-01-31T10:60:00Z",
                                        "2026-01-31T10:00:60Z",
                                        "2026-01-31T10:00:00.Z",
                                        "2026-01-31T10:00:00,5Z",
                                        "2026-01-31T10:00:00+",
                                        "2026-01-31T10:00:00+9:00",
                                        "2026-01-31T10:00:00+24:00",
                                        "2026-01-31T10:00:00+09:60",
                                        "2026-01-31T10:00:00+09:",
                                        "2026-01-31T10:00:00Zx",
                                        "2026-01-31T10:00:00Z ",
                                        " 2026-01-31T10:00:00Z",
                                        "2026-1-31T10:00:00Z",
                                        "26-01-31T10:00:00Z",
                                        "2026-01-31T1:00:00Z",
                                        "2026-01-31T10:00:00 Z",
                                        "+2026-01-31T10:00:00Z",
                                        "2026/01/31T10:00:00Z",
                                        "tomorrow",
                                        "2026-01-31T10:00:00 EST"}) {
        EXPECT_EQ(Iso(Instant::ParseIso(text)), "malformed") << text;
    }
}

TEST(Instant, ParseLooseReads) {
    const std::vector<ParseCase> table = {
        {"2024-01-31", "2024-01-31T00:00:00Z"},
        {"2024-01-31 10:00:00", "2024-01-31T10:00:00Z"},
        {"2024-01-31T10:00:00", "2024-01-31T10:00:00Z"},
        {"2024-01-31+10:00:00", "2024-01-31T10:00:00Z"},
        {"2024-01-31_10:00", "2024-01-31T10:00:00Z"},
        {"2024-01-31 10:00:00.25", "2024-01-31T10:00:00.250Z"},
        {"2024-01-31 10:00:00 +01:00", "2024-01-31T09:00:00Z"},
        {"2024-01-31 10:00:00+0100", "2024-01-31T09:00:00Z"},
        {"  2024-01-31 \n", "2024-01-31T00:00:00Z"},
    };
    for (const ParseCase& c : table) {
        EXPECT_EQ(Iso(Instant::ParseLoose(c.text)), c.iso) << c.text;
    }
    for (const std::string_view text :
         {"", " ", "2024", "2024-01", "2024-1-5", "31.01.2024", "01/31/2024", "2024-02-30",
          "2024-01-310", "2024-01-31 25:00:00", "2024-01-31  10:00:00", "2024-01-31 10",
          "2024-01-31 10:00:00 PM", "yesterday", "2024-01-31T", "2024-01-31 10:00:00+",
          "0000-00-00 00:00:00", "2024-01-31' OR 1=1"}) {
        EXPECT_EQ(Iso(Instant::ParseLoose(text)), "malformed") << text;
    }
}

TEST(Instant, PrintsItsThreeForms) {
    const Instant whole = Instant::FromSeconds(1'769'853'600);
    EXPECT_EQ(whole.ToIso(), "2026-01-31T10:00:00Z");
    EXPECT_EQ(whole.ToIsoMillis(), "2026-01-31T10:00:00.000Z");
    EXPECT_EQ(whole.ToSqlSeconds(), "2026-01-31 10:00:00");
    const Instant fine = whole + Duration::Micros(7);
    EXPECT_EQ(fine.ToIso(), "2026-01-31T10:00:00.000007Z");
    EXPECT_EQ(fine.ToIsoMillis(), "2026-01-31T10:00:00.000Z");
    EXPECT_EQ((whole + Duration::Millis(7)).ToIso(), "2026-01-31T10:00:00.007Z");
    EXPECT_EQ(Instant::FromMicros(-1).ToSqlSeconds(), "1969-12-31 23:59:59");
    // Instants that mean "never" stay within four digits of a year.
    EXPECT_EQ(Instant::FromMicros(std::numeric_limits<std::int64_t>::max()).ToSqlSeconds(),
              "9999-12-31 23:59:59");
    EXPECT_EQ(Instant::FromMicros(std::numeric_limits<std::int64_t>::min()).ToSqlSeconds(),
              "0000-01-01 00:00:00");
}

RC_GTEST_PROP(Instant, ParseUndoesPrint, ()) {
    const auto micros =
        *rc::gen::inRange<std::int64_t>(-62'167'219'200 * kSecond, 253'402'300'800 * kSecond);
    const Instant instant = Instant::FromMicros(micros);
    RC_ASSERT(Instant::ParseIso(instant.ToIso()).value() == instant);
    RC_ASSERT(Instant::ParseLoose(instant.ToIso()).value() == instant);
    RC_ASSERT((instant - Instant::ParseLoose(instant.ToIsoMillis()).value()) < Duration::Millis(1));
    RC_ASSERT((instant - Instant::ParseLoose(instant.ToSqlSeconds()).value()) <
              Duration::Seconds(1));
}

RC_GTEST_PROP(Instant, ParsersNeverCrash, (const std::string& text)) {
    (void)Iso(Instant::ParseIso(text));
    (void)Iso(Instant::ParseLoose(text));
    (void)Iso(Instant::ParseLoose("2024-01-31" + text));
}

struct DayCase {
    std::string_view zone;
    std::string_view day;
    std::string_view start;  // in UTC
    std::int64_t hours_x2;   // the length of the day in half hours
};

std::string NextDay(std::string_view day) {
    const Instant next = Instant::ParseLoose(day).value() + Duration::Days(1);
    return next.ToIso().substr(0, 10);
}

TEST(Instant, DaysStartAndLastAsTheZonesSay) {
    const std::vector<DayCase> table = {
        {"UTC", "2026-03-29", "2026-03-29T00:00:00Z", 48},
        {"Europe/Berlin", "2026-01-31", "2026-01-30T23:00:00Z", 48},
        {"Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", 46},
        {"Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", 50},
        {"Europe/London", "2026-03-29", "2026-03-29T00:00:00Z", 46},
        {"Europe/London", "2026-10-25", "2026-10-24T23:00:00Z", 50},
        {"America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", 46},
        {"America/New_York", "2026-11-01", "2026-11-01T04:00:00Z", 50},
        {"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z",
         46},  // midnight jumped to 01:00
        {"America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z",
         50},  // 24:00 fell back to 23:00
        {"America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z", 48},
        {"Asia/Kolkata", "2026-06-15", "2026-06-14T18:30:00Z", 48},
        {"Asia/Tokyo", "2026-06-15", "2026-06-14T15:00:00Z", 48},
        {"Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", 48},
        {"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", 0},  // the day Samoa skipped
        {"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", 48},
        {"Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00Z",
         49},  // half an hour of summer time
        {"Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", 47},
        {"Australia/Adelaide", "2026-04-05", "2026-04-04T13:30:00Z", 50},
        {"Australia/Adelaide", "2026-10-04", "2026-10-03T14:30:00Z", 46},
        {"Pacific/Chatham", "2026-04-05", "2026-04-04T10:15:00Z", 50},
        {"Pacific/Chatham", "2026-09-27", "2026-09-26T11:15:00Z", 46},
        {"Africa/Casablanca", "2026-02-15", "2026-02-14T23:00:00Z",
         50},  // Ramadan begins: an hour back
        {"Africa/Casablanca", "2026-03-22", "2026-03-22T00:00:00Z", 46},  // and over
        {"America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z", 47},    // 23:30 jumped to 00:30
        {"America/Havana", "2026-11-01", "2026-11-01T04:00:00Z",
         50},  // midnight comes twice: the first
    };
    for (const DayCase& c : table) {
        const Result<Instant> start = DayStartInZone(c.day, c.zone);
        const Result<Instant> next = DayStartInZone(NextDay(c.day), c.zone);
        EXPECT_EQ(Iso(start), c.start) << c.zone << ' ' << c.day;
        ASSERT_TRUE(start && next) << c.zone;
        EXPECT_EQ((*next - *start).seconds(), c.hours_x2 * 1'800) << c.zone << ' ' << c.day;
    }
}

TEST(Instant, EveryMomentLiesInTheDayItIsShownIn) {
    for (const std::string_view zone :
         {"Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Apia",
          "Australia/Lord_Howe", "UTC", "Pacific/Chatham", "Africa/Casablanca", "Asia/Tokyo",
          "Europe/London", "Australia/Adelaide"}) {
        // Twenty years in odd steps, so that all hours of the day are met.
        Instant now = Instant::ParseIso("2010-01-01T00:00:00Z").value();
        for (int step = 0; step < 600; ++step) {
            const std::string day = FormatInZone(now, zone).value().substr(0, 10);
            ASSERT_LE(DayStartInZone(day, zone).value(), now) << zone << ' ' << now.ToIso();
            ASSERT_GT(DayStartInZone(NextDay(day), zone).value(), now)
                << zone << ' ' << now.ToIso();
            now = now + Duration::Hours(291) + Duration::Minutes(30);
        }
    }
}

TEST(Instant, FormatsInAZone) {
    const Instant instant = Instant::ParseIso("2026-01-31T10:00:00.9Z").value();
    EXPECT_EQ(FormatInZone(instant, "Asia/Kolkata").value(), "2026-01-31 15:30:00 +05:30");
    EXPECT_EQ(FormatInZone(instant, "America/New_York").value(), "2026-01-31 05:00:00 -05:00");
    EXPECT_EQ(FormatInZone(instant, "UTC").value(), "2026-01-31 10:00:00 +00:00");
    EXPECT_EQ(FormatInZone(instant, "America/St_Johns").value(), "2026-01-31 06:30:00 -03:30");
    const Instant never = Instant::FromMicros(std::numeric_limits<std::int64_t>::max());
    EXPECT_TRUE(FormatInZone(never, "Asia/Tokyo").has_value());
}

TEST(Instant, RefusesUnknownZonesAndDays) {
    for (const std::string_view zone :
         {"", "Mars/Olympus", "asia/kolkata", "../../etc/passwd", "Asia", "EST5EDT4"}) {
        EXPECT_FALSE(IsKnownZone(zone)) << zone;
        EXPECT_EQ(FormatInZone(Instant(), zone).error().field, "time_zone") << zone;
        EXPECT_EQ(DayStartInZone("2026-01-31", zone).error().code, ErrorCode::kInvalidInput)
            << zone;
    }
    EXPECT_TRUE(IsKnownZone("Asia/Kolkata"));
    EXPECT_TRUE(IsKnownZone("UTC"));
    for (const std::string_view day :
         {"", "2026-02-30", "2026-01-31 ", "2026-01-31T00:00:00Z", "2026-1-1"}) {
        EXPECT_EQ(DayStartInZone(day, "UTC").error().code, ErrorCode::kMalformed) << day;
    }
}

}  // namespace
}  // namespace orderyard::base
