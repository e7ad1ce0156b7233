// The messages come out filled in, without parameters: Magento renders these itself.
#include "api/rest/scalar.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "base/text.hpp"

namespace orderyard::api::rest {
namespace {

constexpr std::int64_t kExponentMax = 40;

bool AreDigits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<std::int64_t> NumericInt(std::string_view text) {
    text = base::Trim(text);
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction =
        point < text.size() ? text.substr(point + 1) : std::string_view();
    if ((whole.empty() && fraction.empty()) || !AreDigits(whole) || !AreDigits(fraction)) {
        return std::nullopt;
    }
    const auto value = whole.empty() ? std::optional<std::int64_t>(0) : base::ParseInt(whole);
    const std::int64_t magnitude = value.value_or(std::numeric_limits<std::int64_t>::max());
    return is_negative ? -magnitude : magnitude;
}

std::optional<std::string> PlainDecimal(std::string_view text) {
    text = base::Trim(text);
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
    std::string_view exponent_text = text.substr(std::min(mark + 1, text.size()));
    if (exponent_text.starts_with('+')) {
        exponent_text.remove_prefix(1);
    }
    const auto exponent =
        mark == text.size() ? std::optional<std::int64_t>(0) : base::ParseInt(exponent_text);
    const std::string_view mantissa = text.substr(0, mark);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    std::string whole(mantissa.substr(0, point));
    std::string fraction(mantissa.substr(std::min(point + 1, mantissa.size())));
    if (!exponent || *exponent > kExponentMax || *exponent < -kExponentMax ||
        (whole.empty() && fraction.empty()) || !AreDigits(whole) || !AreDigits(fraction)) {
        return std::nullopt;
    }
    const auto shift = static_cast<std::size_t>(*exponent < 0 ? -*exponent : *exponent);
    if (*exponent >= 0) {
        fraction.append(shift > fraction.size() ? shift - fraction.size() : 0, '0');
        whole += fraction.substr(0, shift);
        fraction.erase(0, shift);
    } else {
        whole.insert(0, shift > whole.size() ? shift - whole.size() : 0, '0');
        fraction.insert(0, whole.substr(whole.size() - shift));
        whole.resize(whole.size() - shift);
    }
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
    return (is_negative ? "-" : "") + (whole.empty() ? "0" : whole) +
           (fraction.empty() ? "" : "." + fraction);
}

std::string RoundedDecimal(std::string_view plain, int decimals) {
    const std::size_t point = std::min(plain.find('.'), plain.size());
    const std::size_t kept = point + 1 + static_cast<std::size_t>(decimals);
    if (plain.size() <= kept) {
        return std::string(plain);
    }
    const bool rounds_up = plain[kept] >= '5';
    std::string text(plain.substr(0, decimals == 0 ? point : kept));
    if (!rounds_up) {
        return text;
    }
    for (std::size_t i = text.size(); i > 0; --i) {
        char& digit = text[i - 1];
        if (digit == '.') {
            continue;
        }
        if (digit == '-') {
            text.insert(i, "1");
            return text;
        }
        if (digit != '9') {
            digit += 1;
            return text;
        }
        digit = '0';
    }
    return "1" + text;
}

base::Error WrongType(std::string_view property, std::string_view shown,
                      std::string_view expected_type) {
    std::string message;
    if (!property.empty()) {
        message = "Error occurred during \"" + std::string(property) + "\" processing. ";
    }
    message += "The \"" + std::string(shown) + "\" value's type is invalid. The \"" +
               std::string(expected_type) + "\" type was expected. Verify and try again.";
    return base::InvalidInput(std::string(property), std::move(message));
}

}  // namespace orderyard::api::rest
