// Numbers are read digit by digit, never through floating point: 0.1 + 0.2 must not decide a money
// filter.
#include "storage/lists/filter_values.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"

namespace orderyard::storage {

namespace {

constexpr std::int64_t kUnitsMax = std::numeric_limits<std::int64_t>::max() - 1;
constexpr int kExponentMax = 40;

bool IsDigit(char c) {
    return c >= '0' && c <= '9';
}

// The digits of a number and where its point is: 12.5 -> "125", 2.
struct Digits {
    std::string digits;
    int point = 0;
    bool is_negative = false;
};

int TakeExponent(std::string_view& rest) {
    std::string_view tail = rest.substr(1);
    bool is_negative = false;
    if (!tail.empty() && (tail.front() == '-' || tail.front() == '+')) {
        is_negative = tail.front() == '-';
        tail.remove_prefix(1);
    }
    int exponent = 0;
    for (; !tail.empty() && IsDigit(tail.front()); tail.remove_prefix(1)) {
        exponent = std::min(exponent * 10 + (tail.front() - '0'), kExponentMax);
    }
    return is_negative ? -exponent : exponent;
}

Digits ReadDigits(std::string_view text) {
    Digits number;
    text = base::Trim(text);
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        number.is_negative = text.front() == '-';
        text.remove_prefix(1);
    }
    for (; !text.empty() && IsDigit(text.front()); text.remove_prefix(1)) {
        number.digits.push_back(text.front());
    }
    number.point = static_cast<int>(number.digits.size());
    if (!text.empty() && text.front() == '.') {
        for (text.remove_prefix(1); !text.empty() && IsDigit(text.front()); text.remove_prefix(1)) {
            number.digits.push_back(text.front());
        }
    }
    if (!number.digits.empty() && !text.empty() && (text.front() == 'e' || text.front() == 'E')) {
        number.point += TakeExponent(text);
    }
    return number;
}

}  // namespace

UnitValue ParseNumberPrefix(std::string_view text, int decimals) {
    const Digits number = ReadDigits(text);
    const int whole = number.point + decimals;  // so many digits are units, the rest is a fraction
    std::int64_t units = 0;
    for (int i = 0; i < whole; ++i) {
        const bool has_digit = i < static_cast<int>(number.digits.size());
        const int digit = has_digit ? number.digits[static_cast<std::size_t>(i)] - '0' : 0;
        if (units > (kUnitsMax - digit) / 10) {
            units = kUnitsMax;
            break;
        }
        units = units * 10 + digit;
    }
    const auto fraction =
        static_cast<std::size_t>(std::clamp<int>(whole, 0, static_cast<int>(number.digits.size())));
    const bool is_exact = number.digits.find_first_not_of('0', fraction) == std::string::npos;
    if (!number.is_negative) {
        return {units, is_exact};
    }
    return {is_exact ? -units : -units - 1, is_exact};
}

std::optional<UnitValue> ParseDateSeconds(std::string_view text) {
    constexpr std::int64_t kMicros = 1'000'000;
    if (base::Trim(text).empty()) {
        return UnitValue{std::numeric_limits<std::int64_t>::min() / (2 * kMicros), true};
    }
    const base::Result<base::Instant> instant = base::Instant::ParseLoose(text);
    if (!instant) {
        return std::nullopt;
    }
    std::int64_t seconds = instant->micros / kMicros;
    const std::int64_t rest = instant->micros % kMicros;
    if (rest < 0) {
        --seconds;
    }
    return UnitValue{seconds, rest == 0};
}

std::string FoldTextValue(std::string_view text) {
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    return base::AsciiLower(text);
}

std::string LikePattern(std::string_view pattern) {
    std::string text = base::AsciiLower(pattern);
    std::size_t backslashes = 0;
    while (backslashes < text.size() && text[text.size() - 1 - backslashes] == '\\') {
        ++backslashes;
    }
    if (backslashes % 2 == 1) {
        text.push_back('\\');
    }
    return text;
}

std::string LikePrefix(std::string_view pattern) {
    std::string prefix;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '%' || pattern[i] == '_') {
            break;
        }
        if (pattern[i] == '\\' && i + 1 < pattern.size()) {
            ++i;
        }
        prefix.push_back(pattern[i]);
    }
    return base::AsciiLower(prefix);
}

std::string EscapeLike(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') {
            escaped.push_back('\\');
        }
        escaped.push_back(c);
    }
    return escaped;
}

std::optional<EdgeLike> ParseEdgeLike(std::string_view pattern) {
    EdgeLike like;
    while (!pattern.empty() && pattern.front() == '%') {
        like.is_open_left = true;
        pattern.remove_prefix(1);
    }
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '%') {
            if (pattern.find_first_not_of('%', i) != std::string_view::npos) {
                return std::nullopt;
            }
            like.is_open_right = true;
            break;
        }
        if (pattern[i] == '\\' && i + 1 < pattern.size()) {
            ++i;
        }
        like.text.push_back(pattern[i]);
    }
    return like;
}

}  // namespace orderyard::storage
