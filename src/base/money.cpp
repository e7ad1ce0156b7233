// Exact arithmetic on amounts. Wide intermediate results use 128 bits, so the only overflow left is
// the result's.
#include "base/money.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "base/check.hpp"

namespace orderyard::base {

namespace {

__extension__ using Wide = __int128;

constexpr int kDecimalsOfUnit = 4;

constexpr std::array<std::int64_t, 5> kPowersOfTen = {1, 10, 100, 1'000, 10'000};

// How many 1/10,000 one minor unit of the currency is: 100 for cents, 10,000 for yen.
std::int64_t UnitsPerMinor(Currency currency) {
    return kPowersOfTen.at(static_cast<std::size_t>(kDecimalsOfUnit - currency.exponent()));
}

std::int64_t Narrow(Wide wide) {
    if (wide > std::numeric_limits<std::int64_t>::max() ||
        wide < std::numeric_limits<std::int64_t>::min()) {
        throw std::overflow_error("money: amount out of range");
    }
    return static_cast<std::int64_t>(wide);
}

// The currency of a sum or comparison. A zero without currency goes with any.
Currency Common(const Money& a, const Money& b) {
    if (a.currency() == b.currency() || (!b.currency().IsSet() && b.IsZero())) {
        return a.currency();
    }
    if (!a.currency().IsSet() && a.IsZero()) {
        return b.currency();
    }
    throw std::logic_error("money: two currencies in one operation");
}

bool IsDigits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "-12.3400" down to `decimals_min` decimals, dropping only zeros.
std::string Decimal(std::int64_t units, int decimals_min) {
    const std::uint64_t magnitude = units < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(units)
                                              : static_cast<std::uint64_t>(units);
    // Every amount of every answer comes through here: one buffer, one copy.
    constexpr std::uint64_t kUnitsOfOne = kPowersOfTen[kDecimalsOfUnit];
    std::array<char, 32> text{};
    char* end = text.data();
    if (units < 0) {
        *end++ = '-';
    }
    end = std::to_chars(end, text.data() + text.size(), magnitude / kUnitsOfOne).ptr;
    std::uint64_t fraction = magnitude % kUnitsOfOne;
    int decimals = kDecimalsOfUnit;
    for (; decimals > decimals_min && fraction % 10 == 0; --decimals) {
        fraction /= 10;
    }
    if (decimals > 0) {
        *end++ = '.';
        for (int i = decimals - 1; i >= 0; --i, fraction /= 10) {
            end[i] = static_cast<char>('0' + fraction % 10);
        }
        end += decimals;
    }
    return {text.data(), end};
}

Error AmountTooLarge() {
    Error error;
    error.code = ErrorCode::kTooLarge;
    error.message = "amount beyond %limit";
    error.params = {{"limit", Decimal(Money::kAmountAbsMax, 0)}};
    return error;
}

Wide Rounded(Wide numerator, Wide denominator, Rounding rounding) {
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    const bool negative = numerator < 0;
    const Wide magnitude = negative ? -numerator : numerator;
    Wide quotient = magnitude / denominator;
    const Wide twice_rest = magnitude % denominator * 2;
    bool up = false;
    switch (rounding) {
        case Rounding::kHalfUp: up = twice_rest >= denominator; break;
        case Rounding::kHalfEven:
            up = twice_rest > denominator || (twice_rest == denominator && quotient % 2 == 1);
            break;
        case Rounding::kDown: break;
    }
    quotient += up ? 1 : 0;
    return negative ? -quotient : quotient;
}

}  // namespace

Money Money::OfMinor(std::int64_t minor, Currency currency) {
    return Money(Narrow(Wide{minor} * UnitsPerMinor(currency)), currency);
}

Result<Money> Money::Parse(std::string_view decimal, Currency currency) {
    if (!currency.IsSet()) {
        return Fail(InvalidInput("currency", "an amount needs a currency"));
    }
    const bool negative = decimal.starts_with('-');
    std::string_view whole = negative ? decimal.substr(1) : decimal;
    std::string_view fraction;
    const std::size_t point = whole.find('.');
    if (point != std::string_view::npos) {
        fraction = whole.substr(point + 1);
        whole = whole.substr(0, point);
    }
    if (!IsDigits(whole) || (point != std::string_view::npos && !IsDigits(fraction))) {
        return Fail(Malformed("not a decimal amount"));
    }
    const auto exponent = static_cast<std::size_t>(currency.exponent());
    if (fraction.size() > exponent) {
        if (fraction.find_first_not_of('0', exponent) != std::string_view::npos) {
            return Fail(Malformed("more decimals than the currency has"));
        }
        fraction = fraction.substr(0, exponent);
    }
    std::int64_t units = 0;
    for (const char digit : whole) {
        units = units * 10 + (digit - '0');
        if (units > kAmountAbsMax / kUnitsPerMain) {
            return Fail(AmountTooLarge());
        }
    }
    units *= kUnitsPerMain;
    std::int64_t place = kUnitsPerMain;
    for (const char digit : fraction) {
        place /= 10;
        units += place * (digit - '0');
    }
    if (units > kAmountAbsMax) {
        return Fail(AmountTooLarge());
    }
    return Money(negative ? -units : units, currency);
}

std::int64_t Money::minor() const {
    if (!IsWholeMinor()) {
        throw std::logic_error("money: not a whole number of minor units");
    }
    return units_ / UnitsPerMinor(currency_);
}

bool Money::IsWholeMinor() const {
    return units_ % UnitsPerMinor(currency_) == 0;
}

std::string Money::ToDecimal() const {
    return Decimal(units_, currency_.exponent());
}

std::string Money::ToShortest() const {
    return Decimal(units_, 0);
}

Money Money::operator-() const {
    return Money(Narrow(-Wide{units_}), currency_);
}

Money operator+(const Money& a, const Money& b) {
    return Money(Narrow(Wide{a.units_} + b.units_), Common(a, b));
}

Money operator-(const Money& a, const Money& b) {
    return Money(Narrow(Wide{a.units_} - b.units_), Common(a, b));
}

Money Money::Times(std::int64_t factor) const {
    return Money(Narrow(Wide{units_} * factor), currency_);
}

Money Money::Scaled(std::int64_t numerator, std::int64_t denominator, Rounding rounding) const {
    if (denominator == 0) {
        throw std::logic_error("money: scaled by a zero denominator");
    }
    // One division for both the ratio and the minor unit: rounding twice would be wrong.
    const Wide per_minor = UnitsPerMinor(currency_);
    const Wide minor = Rounded(Wide{units_} * numerator, Wide{denominator} * per_minor, rounding);
    return Money(Narrow(Wide{Narrow(minor)} * per_minor), currency_);
}

std::strong_ordering operator<=>(const Money& a, const Money& b) {
    Common(a, b);  // throws on two currencies
    return a.units_ <=> b.units_;
}

Money Min(const Money& a, const Money& b) {
    return b < a ? b : a;
}

Money Max(const Money& a, const Money& b) {
    return a < b ? b : a;
}

std::vector<Money> Prorate(const Money& total, std::span<const std::int64_t> weights) {
    Check(!weights.empty(), "Prorate needs weights");
    Wide weight_sum = 0;
    for (const std::int64_t weight : weights) {
        Check(weight >= 0, "Prorate needs weights that are not negative");
        weight_sum += weight;
    }
    const Currency currency = total.currency();
    std::vector<Money> parts(weights.size(), Money::Zero(currency));
    if (weight_sum == 0) {
        parts.front() = total;
        return parts;
    }
    // An amount finer than its minor unit can only be split finer, or the parts could not sum to
    // it.
    const std::int64_t step = total.IsWholeMinor() ? UnitsPerMinor(currency) : 1;
    const std::int64_t sign = total.IsNegative() ? -1 : 1;
    const Wide steps = Wide{total.units()} * sign / step;

    struct Share {
        std::size_t index;
        Wide steps;
        Wide remainder;
    };
    std::vector<Share> shares;
    shares.reserve(weights.size());
    Wide rest = steps;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Wide scaled = steps * weights[i];
        shares.push_back({i, scaled / weight_sum, scaled % weight_sum});
        rest -= shares.back().steps;
    }
    // Stable: of two equal remainders the earlier part gets the unit, so the same split always
    // comes out.
    std::stable_sort(shares.begin(), shares.end(),
                     [](const Share& a, const Share& b) { return a.remainder > b.remainder; });
    for (Share& share : shares) {
        if (rest > 0) {
            share.steps += 1;
            rest -= 1;
        }
        parts[share.index] = Money(Narrow(share.steps * step * sign), currency);
    }
    return parts;
}

}  // namespace orderyard::base
