// How a filter's text becomes a value of a column, by MySQL's habits that Magento's clients rely
// on: text given for a number counts by its numeric prefix, dates come in many spellings, LIKE has
// % and _ and a backslash. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace orderyard::storage {

// A number as whole units of a column: floor(value * 10^decimals). Not exact: the value lies
// between two units.
struct UnitValue {
    std::int64_t floor = 0;
    bool is_exact = true;

    friend bool operator==(const UnitValue&, const UnitValue&) = default;
};

// "12.5abc" -> 12.5, "abc" -> 0, "-1e2" -> -100. Clamped to what an int64 holds, with room for one
// more.
UnitValue ParseNumberPrefix(std::string_view text, int decimals);

// A date as whole seconds; nullopt when the text is no date. Empty text is before every date.
std::optional<UnitValue> ParseDateSeconds(std::string_view text);

// Case folded; blanks at the end do not count, as MySQL pads.
std::string FoldTextValue(std::string_view text);
// For LIKE with backslash as escape: lower case, and never a lone backslash at the end.
std::string LikePattern(std::string_view pattern);
// The text before the first wildcard, unescaped and lower case; the whole pattern when it has none.
std::string LikePrefix(std::string_view pattern);
// `text` for use inside a pattern.
std::string EscapeLike(std::string_view text);

// A pattern whose only wildcards are % at its ends: what the blind index can answer. '_' stands for
// itself.
struct EdgeLike {
    std::string text;
    bool is_open_left = false;
    bool is_open_right = false;

    friend bool operator==(const EdgeLike&, const EdgeLike&) = default;
};
std::optional<EdgeLike> ParseEdgeLike(std::string_view pattern);

}  // namespace orderyard::storage
