// Money: an exact amount in 1/10,000 of a currency's main unit, on int64 with checked arithmetic.
// Parsed from decimal text, never through a floating point number. Exponents are those of ISO 4217.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace orderyard::base {

// An ISO 4217 alphabetic code. Default-constructed: no currency ("").
class Currency {
  public:
    constexpr Currency() = default;

    // kInvalidInput when the code is not a current ISO 4217 currency with a known exponent.
    static Result<Currency> Parse(std::string_view code);
    // For literals in code and tests; a wrong code is our bug.
    static Currency Of(std::string_view code);

    std::string_view code() const {
        return letters_[0] == '\0' ? "" : std::string_view(letters_.data(), 3);
    }
    // Decimal places of the minor unit: 0 (JPY, KRW), 2 (most), 3 (KWD, BHD ...).
    int exponent() const;
    bool IsSet() const { return letters_[0] != '\0'; }

    friend constexpr auto operator<=>(const Currency&, const Currency&) = default;

  private:
    std::array<char, 3> letters_{};
};

// How a division that does not come out even is rounded to the currency's minor unit.
enum class Rounding { kHalfUp, kHalfEven, kDown };

// Adding two currencies or leaving the int64 range throws std::logic_error / std::overflow_error:
// both are our bugs, since every outside amount passes Parse, which bounds it to kAmountAbsMax.
class Money {
  public:
    static constexpr std::int64_t kUnitsPerMain = 10'000;
    // 10^12 main units.
    static constexpr std::int64_t kAmountAbsMax = 1'000'000'000'000LL * kUnitsPerMain;

    constexpr Money() = default;  // 0 without currency; may be added to anything
    Money(std::int64_t units, Currency currency) : units_(units), currency_(currency) {}
    static Money Zero(Currency currency) { return Money(0, currency); }
    // From minor units (cents, yen, fils).
    static Money OfMinor(std::int64_t minor, Currency currency);

    // "12.34", "-5", "0.5", "5980", also "1e2" is refused. More decimals than the currency's
    // exponent are accepted only when they are zeros: kMalformed otherwise, never rounded silently.
    static Result<Money> Parse(std::string_view decimal, Currency currency);

    std::int64_t units() const { return units_; }  // in 1/10,000
    std::int64_t minor() const;  // in minor units; the amount must be whole minor units
    Currency currency() const { return currency_; }
    bool IsZero() const { return units_ == 0; }
    bool IsNegative() const { return units_ < 0; }
    bool IsWholeMinor() const;

    // "12.34", with exactly the currency's decimals ("5980" for JPY); more only if the amount needs
    // them.
    std::string ToDecimal() const;
    // The shortest form: "100", "29.9", "0.0825".
    std::string ToShortest() const;

    Money operator-() const;
    friend Money operator+(const Money& a, const Money& b);
    friend Money operator-(const Money& a, const Money& b);
    Money& operator+=(const Money& other) { return *this = *this + other; }
    Money& operator-=(const Money& other) { return *this = *this - other; }
    Money Times(std::int64_t factor) const;
    // this * numerator / denominator, rounded to the minor unit.
    Money Scaled(std::int64_t numerator, std::int64_t denominator, Rounding rounding) const;
    Money Abs() const { return units_ < 0 ? -*this : *this; }

    // Compares amounts; the currencies must be equal (an unset currency equals any, when the amount
    // is 0).
    friend std::strong_ordering operator<=>(const Money& a, const Money& b);
    friend bool operator==(const Money& a, const Money& b) { return (a <=> b) == 0; }

  private:
    std::int64_t units_ = 0;
    Currency currency_;
};

Money Min(const Money& a, const Money& b);
Money Max(const Money& a, const Money& b);

// Splits `total` in proportion to `weights` (none negative) by largest remainder, in whole minor
// units. The parts always sum to `total` exactly. All weights 0: everything goes to the first part.
// `weights` not empty.
std::vector<Money> Prorate(const Money& total, std::span<const std::int64_t> weights);

}  // namespace orderyard::base
