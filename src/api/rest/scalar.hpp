// Magento's reading of scalar input: numeric text is a number, anything else is named in the
// refusal.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/error.hpp"

namespace orderyard::api::rest {

// "5", " 5 ", "10.0000", "5.7" (5), "-3"; out of range is clamped. nullopt: not numeric.
std::optional<std::int64_t> NumericInt(std::string_view text);

// `property` empty: a top-level parameter. `shown` is the value, or "array".
base::Error WrongType(std::string_view property, std::string_view shown,
                      std::string_view expected_type);

}  // namespace orderyard::api::rest
