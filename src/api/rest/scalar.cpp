// The messages come out filled in, without parameters: Magento renders these itself.
#include "api/rest/scalar.hpp"

#include <limits>
#include <string>

#include "base/text.hpp"

namespace orderyard::api::rest {
namespace {

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
