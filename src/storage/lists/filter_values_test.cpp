// Text to values, one line a habit of MySQL's.
#include "storage/lists/filter_values.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace orderyard::storage {

void PrintTo(const UnitValue& value, std::ostream* out) {
    *out << value.floor << (value.is_exact ? "" : "+");
}

namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max() - 1;

TEST(FilterValues, NumbersCountByTheirPrefix) {
    const struct {
        const char* text;
        int decimals;
        UnitValue value;
    } kCases[] = {
        {"100", 4, {1'000'000, true}},
        {"100.0000", 4, {1'000'000, true}},
        {"29.9", 4, {299'000, true}},
        {"0.00005", 4, {0, false}},
        {"-0.00005", 4, {-1, false}},
        {"-12.5", 0, {-13, false}},
        {"12.50 EUR", 4, {125'000, true}},
        {" 7", 0, {7, true}},
        {"+7", 0, {7, true}},
        {"abc", 0, {0, true}},
        {"", 0, {0, true}},
        {"12abc", 0, {12, true}},
        {".5", 4, {5'000, true}},
        {"1e2", 0, {100, true}},
        {"15e-1", 0, {1, false}},
        {"1e", 0, {1, true}},
        {"1e999999999", 0, {kMax, true}},
        {"99999999999999999999", 0, {kMax, true}},
        {"-99999999999999999999", 4, {-kMax, true}},
        {"9007199254740993", 0, {9'007'199'254'740'993, true}},  // not a double
        {"--5", 0, {0, true}},
    };
    for (const auto& each : kCases) {
        EXPECT_EQ(ParseNumberPrefix(each.text, each.decimals), each.value) << each.text;
    }
}

TEST(FilterValues, DatesAreWholeSeconds) {
    EXPECT_EQ(ParseDateSeconds("1970-01-02"), (UnitValue{86'400, true}));
    EXPECT_EQ(ParseDateSeconds("1970-01-01 00:00:01"), (UnitValue{1, true}));
    EXPECT_EQ(ParseDateSeconds("1970-01-01+00:00:01"), (UnitValue{1, true}));
    EXPECT_EQ(ParseDateSeconds("1970-01-01T00:00:01.250Z"), (UnitValue{1, false}));
    EXPECT_EQ(ParseDateSeconds("1969-12-31 23:59:58.5"), (UnitValue{-2, false}));
    EXPECT_EQ(ParseDateSeconds("yesterday"), std::nullopt);
    EXPECT_LT(ParseDateSeconds("")->floor, -1'000'000'000);
}

TEST(FilterValues, PatternsEndSafely) {
    EXPECT_EQ(LikePattern("A%_B"), "a%_b");
    EXPECT_EQ(LikePattern("a\\"), "a\\\\");
    EXPECT_EQ(LikePattern("a\\\\"), "a\\\\");
    EXPECT_EQ(LikePrefix("AB%c"), "ab");
    EXPECT_EQ(LikePrefix("a\\%b_"), "a%b");
    EXPECT_EQ(LikePrefix("%a"), "");
    EXPECT_EQ(EscapeLike("a_b%c\\"), "a\\_b\\%c\\\\");
}

TEST(FilterValues, EdgePatternsHaveTheirWildcardsAtTheEnds) {
    EXPECT_EQ(ParseEdgeLike("%kim%"), (EdgeLike{"kim", true, true}));
    EXPECT_EQ(ParseEdgeLike("kim%%"), (EdgeLike{"kim", false, true}));
    EXPECT_EQ(ParseEdgeLike("%kim"), (EdgeLike{"kim", true, false}));
    EXPECT_EQ(ParseEdgeLike("kim"), (EdgeLike{"kim", false, false}));
    EXPECT_EQ(ParseEdgeLike("a\\%b%"), (EdgeLike{"a%b", false, true}));
    EXPECT_EQ(ParseEdgeLike("a_b"), (EdgeLike{"a_b", false, false}));
    EXPECT_EQ(ParseEdgeLike("%"), (EdgeLike{"", true, false}));
    EXPECT_EQ(ParseEdgeLike(""), (EdgeLike{"", false, false}));
    EXPECT_EQ(ParseEdgeLike("k%m"), std::nullopt);
}

}  // namespace
}  // namespace orderyard::storage
