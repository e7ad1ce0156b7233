// Magento's reading of scalar input: numeric text is a number, anything else is named in the
// refusal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace orderyard::api::rest {

// "5", " 5 ", "10.0000", "5.7" (5), "-3"; out of range is clamped. nullopt: not numeric.
std::optional<std::int64_t> NumericInt(std::string_view text);

// A number as PHP reads one, also "1e3" and ".5", written plainly: "1000", "0.5". nullopt: not
// numeric.
std::optional<std::string> PlainDecimal(std::string_view text);
// A plain decimal with at most `decimals` decimals, rounded half up: clients that calculate in
// floating point send "12.340000000000002".
std::string RoundedDecimal(std::string_view plain, int decimals);

// `property` empty: a top-level parameter. `shown` is the value, or "array".
base::Error WrongType(std::string_view property, std::string_view shown,
                      std::string_view expected_type);

}  // namespace orderyard::api::rest
