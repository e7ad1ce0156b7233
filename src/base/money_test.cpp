// Amounts are exact: parsing refuses instead of rounding, splits sum up, and leaving the range
// throws.
#include "base/money.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <stdexcept>

namespace orderyard::base {
namespace {

__extension__ using Wide = __int128;

const Currency kEur = Currency::Of("EUR");
const Currency kUsd = Currency::Of("USD");
const Currency kJpy = Currency::Of("JPY");
const Currency kKwd = Currency::Of("KWD");
const Currency kClf = Currency::Of("CLF");

constexpr std::int64_t kInt64Max = std::numeric_limits<std::int64_t>::max();

Money Of(std::string_view decimal, Currency currency) {
    return Money::Parse(decimal, currency).value();
}

TEST(Currency, ExponentsAreThoseOfIso4217) {
    // Every currency of Amazon's marketplaces and every one that has not two decimals.
    const std::vector<std::pair<std::string_view, int>> table = {
        {"USD", 2}, {"CAD", 2}, {"MXN", 2}, {"BRL", 2}, {"EUR", 2}, {"GBP", 2}, {"SEK", 2},
        {"PLN", 2}, {"TRY", 2}, {"EGP", 2}, {"SAR", 2}, {"AED", 2}, {"INR", 2}, {"SGD", 2},
        {"AUD", 2}, {"ZAR", 2}, {"CNY", 2}, {"HUF", 2}, {"BIF", 0}, {"CLP", 0}, {"DJF", 0},
        {"GNF", 0}, {"ISK", 0}, {"JPY", 0}, {"KMF", 0}, {"KRW", 0}, {"PYG", 0}, {"RWF", 0},
        {"UGX", 0}, {"UYI", 0}, {"VND", 0}, {"VUV", 0}, {"XAF", 0}, {"XOF", 0}, {"XPF", 0},
        {"BHD", 3}, {"IQD", 3}, {"JOD", 3}, {"KWD", 3}, {"LYD", 3}, {"OMR", 3}, {"TND", 3},
        {"CLF", 4}, {"UYW", 4}, {"AED", 2}, {"ZWG", 2}, {"XCG", 2}, {"MRU", 2}, {"MGA", 2},
        {"SLE", 2}, {"VED", 2}, {"VES", 2},
    };
    for (const auto& [code, exponent] : table) {
        const Result<Currency> currency = Currency::Parse(code);
        ASSERT_TRUE(currency.has_value()) << code;
        EXPECT_EQ(currency->exponent(), exponent) << code;
        EXPECT_EQ(currency->code(), code);
    }
}

TEST(Currency, RefusesWhatIsNotACurrentCurrency) {
    for (const std::string_view code :
         {"",    "E",   "EU",  "EURO", "eur", "Eur",  " EUR", "XXX",          "XTS", "XAU",
          "XDR", "DEM", "HRK", "ZWL",  "SLL", "A\0B", "DAE",  "\xE2\x82\xAC", "AAA", "ZZZ"}) {
        const Result<Currency> currency = Currency::Parse(code);
        ASSERT_FALSE(currency.has_value()) << code;
        EXPECT_EQ(currency.error().code, ErrorCode::kInvalidInput) << code;
        EXPECT_EQ(currency.error().field, "currency");
    }
}

TEST(Currency, UnsetHasNoCode) {
    EXPECT_FALSE(Currency().IsSet());
    EXPECT_EQ(Currency().code(), "");
    EXPECT_TRUE(kEur.IsSet());
    EXPECT_NE(kEur, kUsd);
}

struct RefusedAmount {
    std::string_view text;
    Currency currency;
    ErrorCode code;
};

TEST(Money, ParseRefuses) {
    const std::vector<RefusedAmount> table = {
        {"", kEur, ErrorCode::kMalformed},
        {"-", kEur, ErrorCode::kMalformed},
        {".", kEur, ErrorCode::kMalformed},
        {".5", kEur, ErrorCode::kMalformed},
        {"5.", kEur, ErrorCode::kMalformed},
        {"+5", kEur, ErrorCode::kMalformed},
        {"--5", kEur, ErrorCode::kMalformed},
        {"-.5", kEur, ErrorCode::kMalformed},
        {" 5", kEur, ErrorCode::kMalformed},
        {"5 ", kEur, ErrorCode::kMalformed},
        {"1e2", kEur, ErrorCode::kMalformed},
        {"1E2", kEur, ErrorCode::kMalformed},
        {"0x10", kEur, ErrorCode::kMalformed},
        {"NaN", kEur, ErrorCode::kMalformed},
        {"inf", kEur, ErrorCode::kMalformed},
        {"1,50", kEur, ErrorCode::kMalformed},
        {"1,000.00", kEur, ErrorCode::kMalformed},
        {"1.2.3", kEur, ErrorCode::kMalformed},
        {"1.-5", kEur, ErrorCode::kMalformed},
        {"\xD9\xA1", kEur, ErrorCode::kMalformed},  // an Arabic digit
        {"12.345", kEur, ErrorCode::kMalformed},
        {"0.001", kEur, ErrorCode::kMalformed},
        {"0.00000000000000000000001", kEur, ErrorCode::kMalformed},
        {"100.5", kJpy, ErrorCode::kMalformed},
        {"1.2345", kKwd, ErrorCode::kMalformed},
        {"1.23456", kClf, ErrorCode::kMalformed},
        {"1000000000000.01", kEur, ErrorCode::kTooLarge},
        {"-1000000000001", kEur, ErrorCode::kTooLarge},
        {"99999999999999999999999999999999999999", kEur, ErrorCode::kTooLarge},
        {"1", Currency(), ErrorCode::kInvalidInput},
    };
    for (const RefusedAmount& refused : table) {
        const Result<Money> money = Money::Parse(refused.text, refused.currency);
        ASSERT_FALSE(money.has_value()) << refused.text;
        EXPECT_EQ(money.error().code, refused.code) << refused.text;
    }
    EXPECT_EQ(Money::Parse("1000000000001", kEur).error().Text(), "amount beyond 1000000000000");
}

struct AmountCase {
    std::string_view text;
    Currency currency;
    std::int64_t minor;
    std::string_view decimal;
    std::string_view shortest;
};

TEST(Money, ParsesAndPrints) {
    const std::vector<AmountCase> table = {
        {"0", kEur, 0, "0.00", "0"},
        {"-0", kEur, 0, "0.00", "0"},
        {"-0.00", kEur, 0, "0.00", "0"},
        {"12.34", kEur, 1'234, "12.34", "12.34"},
        {"-5", kEur, -500, "-5.00", "-5"},
        {"0.5", kEur, 50, "0.50", "0.5"},
        {"-0.05", kEur, -5, "-0.05", "-0.05"},
        {"29.9", kUsd, 2'990, "29.90", "29.9"},
        {"007.10", kUsd, 710, "7.10", "7.1"},
        {"12.340000000000000000000", kEur, 1'234, "12.34", "12.34"},
        {"5980", kJpy, 5'980, "5980", "5980"},
        {"5980.00", kJpy, 5'980, "5980", "5980"},
        {"1.234", kKwd, 1'234, "1.234", "1.234"},
        {"1.5", kKwd, 1'500, "1.500", "1.5"},
        {"1.2345", kClf, 12'345, "1.2345", "1.2345"},
        {"1000000000000", kEur, 100'000'000'000'000, "1000000000000.00", "1000000000000"},
        {"-1000000000000.00", kEur, -100'000'000'000'000, "-1000000000000.00", "-1000000000000"},
        {"999999999999.99", kEur, 99'999'999'999'999, "999999999999.99", "999999999999.99"},
    };
    for (const AmountCase& c : table) {
        const Result<Money> money = Money::Parse(c.text, c.currency);
        ASSERT_TRUE(money.has_value()) << c.text;
        EXPECT_EQ(money->minor(), c.minor) << c.text;
        EXPECT_EQ(money->ToDecimal(), c.decimal) << c.text;
        EXPECT_EQ(money->ToShortest(), c.shortest) << c.text;
        EXPECT_EQ(*money, Money::OfMinor(c.minor, c.currency));
    }
}

TEST(Money, PrintsFinerAmountsThanTheCurrencyHas) {
    EXPECT_EQ(Money(825, kUsd).ToDecimal(), "0.0825");
    EXPECT_EQ(Money(825, kUsd).ToShortest(), "0.0825");
    EXPECT_EQ(Money(5'000, kJpy).ToDecimal(), "0.5");
    EXPECT_EQ(Money(std::numeric_limits<std::int64_t>::min(), kUsd).ToDecimal(),
              "-922337203685477.5808");
    EXPECT_FALSE(Money(825, kUsd).IsWholeMinor());
    EXPECT_THROW(Money(825, kUsd).minor(), std::logic_error);
    EXPECT_EQ(Money().ToDecimal(), "0.00");
}

RC_GTEST_PROP(Money, ParseUndoesToDecimal, ()) {
    const Currency currency = *rc::gen::element(kEur, kJpy, kKwd, kClf);
    const auto minor = *rc::gen::inRange<std::int64_t>(-100'000'000'000'000, 100'000'000'000'000) %
                       100'000'000'000;
    const Money money = Money::OfMinor(minor, currency);
    RC_ASSERT(Money::Parse(money.ToDecimal(), currency).value() == money);
    RC_ASSERT(Money::Parse(money.ToShortest(), currency).value() == money);
    RC_ASSERT(money.minor() == minor);
}

RC_GTEST_PROP(Money, ParseNeverCrashes, (const std::string& text)) {
    const Result<Money> money = Money::Parse(text, kEur);
    RC_ASSERT(!money || money->Abs().units() <= Money::kAmountAbsMax);
}

TEST(Money, AddsAndCompares) {
    EXPECT_EQ(Of("0.10", kEur) + Of("0.20", kEur), Of("0.30", kEur));
    EXPECT_EQ(Of("0.10", kEur) - Of("0.20", kEur), Of("-0.10", kEur));
    EXPECT_EQ(-Of("0.10", kEur), Of("-0.10", kEur));
    EXPECT_EQ(Of("-3", kEur).Abs(), Of("3", kEur));
    EXPECT_EQ(Of("1.25", kEur).Times(3), Of("3.75", kEur));
    EXPECT_LT(Of("1", kEur), Of("2", kEur));
    EXPECT_EQ(Min(Of("1", kEur), Of("2", kEur)), Of("1", kEur));
    EXPECT_EQ(Max(Of("1", kEur), Of("2", kEur)), Of("2", kEur));
    Money sum;
    sum += Of("1.50", kEur);
    sum -= Of("0.25", kEur);
    EXPECT_EQ(sum, Of("1.25", kEur));
    EXPECT_EQ(sum.currency(), kEur);
}

TEST(Money, TwoCurrenciesNeverMix) {
    EXPECT_THROW(Of("1", kEur) + Of("1", kUsd), std::logic_error);
    EXPECT_THROW(Of("1", kEur) - Of("0", kUsd), std::logic_error);
    EXPECT_THROW((void)(Of("1", kEur) < Of("1", kUsd)), std::logic_error);
    EXPECT_THROW((void)(Of("1", kEur) == Of("1", kUsd)), std::logic_error);
    EXPECT_THROW(Of("1", kEur) + Money(1, Currency()), std::logic_error);
    EXPECT_THROW(Min(Of("1", kEur), Of("1", kUsd)), std::logic_error);
    // A zero without currency goes with any, on either side, and takes the other's currency.
    EXPECT_EQ((Money() + Of("1", kEur)).currency(), kEur);
    EXPECT_EQ((Of("1", kEur) + Money()).currency(), kEur);
    EXPECT_EQ(Money(), Money::Zero(kJpy));
    EXPECT_LT(Money(), Of("1", kJpy));
}

TEST(Money, LeavingTheRangeThrows) {
    const Money most(kInt64Max, kEur);
    const Money least(std::numeric_limits<std::int64_t>::min(), kEur);
    EXPECT_THROW(most + Money(1, kEur), std::overflow_error);
    EXPECT_THROW(least - Money(1, kEur), std::overflow_error);
    EXPECT_THROW(-least, std::overflow_error);
    EXPECT_THROW(least.Abs(), std::overflow_error);
    EXPECT_THROW(most.Times(2), std::overflow_error);
    EXPECT_THROW(most.Scaled(kInt64Max, 1, Rounding::kDown), std::overflow_error);
    EXPECT_THROW(Money::OfMinor(kInt64Max, kJpy), std::overflow_error);
    EXPECT_THROW(Of("1", kEur).Scaled(1, 0, Rounding::kDown), std::logic_error);
    EXPECT_EQ(most.Scaled(kInt64Max, kInt64Max, Rounding::kDown).units(), kInt64Max / 100 * 100);
}

struct ScaledCase {
    std::string_view amount;
    Currency currency;
    std::int64_t numerator;
    std::int64_t denominator;
    std::string_view half_up;
    std::string_view half_even;
    std::string_view down;
};

TEST(Money, ScaledRoundsToTheMinorUnit) {
    const std::vector<ScaledCase> table = {
        {"10.00", kEur, 19, 100, "1.90", "1.90", "1.90"},
        {"0.05", kEur, 1, 2, "0.03", "0.02", "0.02"},  // exactly half, to an even neighbour below
        {"0.07", kEur, 1, 2, "0.04", "0.04", "0.03"},  // exactly half, to an even neighbour above
        {"-0.05", kEur, 1, 2, "-0.03", "-0.02",
         "-0.02"},  // halves go away from zero, "down" towards it
        {"-0.07", kEur, 1, 2, "-0.04", "-0.04", "-0.03"},
        {"10.00", kEur, 1, 3, "3.33", "3.33", "3.33"},
        {"10.00", kEur, 2, 3, "6.67", "6.67", "6.66"},
        {"10.00", kEur, -2, 3, "-6.67", "-6.67", "-6.66"},
        {"10.00", kEur, 2, -3, "-6.67", "-6.67", "-6.66"},
        {"5", kJpy, 1, 2, "3", "2", "2"},
        {"7", kJpy, 1, 2, "4", "4", "3"},
        {"1.001", kKwd, 1, 2, "0.501", "0.500", "0.500"},
        {"0", kEur, 5, 7, "0", "0", "0"},
    };
    for (const ScaledCase& c : table) {
        const Money money = Of(c.amount, c.currency);
        const auto scaled = [&](Rounding rounding) {
            return money.Scaled(c.numerator, c.denominator, rounding);
        };
        EXPECT_EQ(scaled(Rounding::kHalfUp), Of(c.half_up, c.currency)) << c.amount;
        EXPECT_EQ(scaled(Rounding::kHalfEven), Of(c.half_even, c.currency)) << c.amount;
        EXPECT_EQ(scaled(Rounding::kDown), Of(c.down, c.currency)) << c.amount;
    }
}

std::vector<std::int64_t> MinorParts(std::string_view total, Currency currency,
                                     const std::vector<std::int64_t>& weights) {
    std::vector<std::int64_t> minors;
    for (const Money& part : Prorate(Of(total, currency), weights)) {
        minors.push_back(part.minor());
    }
    return minors;
}

TEST(Prorate, ByLargestRemainderAndThenByOrder) {
    using Parts = std::vector<std::int64_t>;
    EXPECT_EQ(MinorParts("1.00", kEur, {1, 1, 1}), (Parts{34, 33, 33}));
    EXPECT_EQ(MinorParts("-1.00", kEur, {1, 1, 1}), (Parts{-34, -33, -33}));
    EXPECT_EQ(MinorParts("0.02", kEur, {1, 1, 1}), (Parts{1, 1, 0}));
    EXPECT_EQ(MinorParts("1.00", kEur, {2, 3, 2}), (Parts{29, 43, 28}));  // 28.57, 42.86, 28.57
    EXPECT_EQ(MinorParts("10.00", kEur, {0, 1, 0, 2}), (Parts{0, 333, 0, 667}));
    EXPECT_EQ(MinorParts("10.00", kEur, {0, 0, 0}), (Parts{1000, 0, 0}));
    EXPECT_EQ(MinorParts("0", kEur, {5, 7}), (Parts{0, 0}));
    EXPECT_EQ(MinorParts("100", kJpy, {1, 1, 1}), (Parts{34, 33, 33}));
    EXPECT_EQ(MinorParts("0.010", kKwd, {1, 1, 1}), (Parts{4, 3, 3}));
    EXPECT_EQ(MinorParts("1000000000000", kEur, {kInt64Max, kInt64Max}),
              (Parts{50'000'000'000'000, 50'000'000'000'000}));
}

TEST(Prorate, SplitsFinerAmountsFiner) {
    const std::vector<std::int64_t> weights = {1, 1};
    const std::vector<Money> parts = Prorate(Money(825, kUsd), weights);
    EXPECT_EQ(parts[0].units(), 413);
    EXPECT_EQ(parts[1].units(), 412);
}

RC_GTEST_PROP(Prorate, PartsSumUpAndStayWithinOneMinorUnitOfTheirShare, ()) {
    const Currency currency = *rc::gen::element(kEur, kJpy, kKwd, kClf);
    const auto minor =
        *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-1'000, 1'000),
                        rc::gen::inRange<std::int64_t>(-10'000'000'000'000, 10'000'000'000'000));
    const Money total = Money::OfMinor(minor % 100'000'000'000'000, currency);
    const auto weights = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(
        rc::gen::oneOf(rc::gen::just<std::int64_t>(0), rc::gen::inRange<std::int64_t>(0, 100),
                       rc::gen::inRange<std::int64_t>(0, kInt64Max))));
    const std::vector<Money> parts = Prorate(total, weights);
    RC_ASSERT(parts.size() == weights.size());

    Money sum;
    Wide weight_sum = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        sum += parts[i];
        weight_sum += weights[i];
    }
    RC_ASSERT(sum == total);
    for (std::size_t i = 0; i < parts.size() && weight_sum > 0; ++i) {
        // |part - total * weight / sum| < 1, multiplied out to stay in integers.
        const Wide ideal = Wide{total.minor()} * weights[i];
        const Wide difference = Wide{parts[i].minor()} * weight_sum - ideal;
        RC_ASSERT(difference < weight_sum && -difference < weight_sum);
        RC_ASSERT(weights[i] != 0 || parts[i].IsZero());
        RC_ASSERT(parts[i].currency() == currency);
    }
}

TEST(ProrateDeathTest, OurMistakesAbort) {
    EXPECT_DEATH(Prorate(Money(), {}), "needs weights");
    const std::vector<std::int64_t> weights = {1, -1};
    EXPECT_DEATH(Prorate(Money(), weights), "not negative");
    EXPECT_DEATH(Currency::Of("XXX"), "known code");
}

}  // namespace
}  // namespace orderyard::base
