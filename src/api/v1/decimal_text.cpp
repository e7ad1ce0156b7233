// Read digit by digit: which currency it is in may differ from row to row, so Money cannot help.
#include "api/v1/decimal_text.hpp"

#include <algorithm>
#include <string>

#include "base/money.hpp"
#include "base/text.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr std::size_t kAmountDecimals = 4;
constexpr std::size_t kAmountTextMax = 32;

bool AreDigits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<std::int64_t> UnitsOfDecimal(std::string_view text) {
    const bool is_negative = text.starts_with('-');
    text.remove_prefix(is_negative ? 1 : 0);
    const std::size_t point = std::min(text.find('.'), text.size());
    std::string digits(text.substr(0, point));
    std::string fraction(point < text.size() ? text.substr(point + 1) : std::string_view());
    const bool has_bare_point = point < text.size() && fraction.empty();
    if (text.size() > kAmountTextMax || digits.empty() || has_bare_point || !AreDigits(digits) ||
        !AreDigits(fraction)) {
        return std::nullopt;
    }
    while (fraction.size() > kAmountDecimals && fraction.back() == '0') {
        fraction.pop_back();
    }
    if (fraction.size() > kAmountDecimals) {
        return std::nullopt;
    }
    fraction.resize(kAmountDecimals, '0');
    const auto units = base::ParseInt(digits + fraction);
    if (!units || *units > base::Money::kAmountAbsMax) {
        return std::nullopt;
    }
    return is_negative ? -*units : *units;
}

}  // namespace orderyard::api::v1
