// Decimal text to units of 1/10,000, exactly: for amounts whose currency is not known yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace orderyard::api::v1 {

// "12.34", "-5", "0.5". nullopt: more than four decimals that matter, a bare point, an exponent,
// beyond Money::kAmountAbsMax.
std::optional<std::int64_t> UnitsOfDecimal(std::string_view text);

}  // namespace orderyard::api::v1
