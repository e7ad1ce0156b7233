// What an address can look like in its country: enough to catch a slip of the hand, no more.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orderyard::domain {

// ISO 3166-1 alpha-2, capitals, and XK (Kosovo), which has no code of its own there.
bool IsCountryCode(std::string_view code);
// The two letters of a state, district, territory or military region of the United States.
bool IsUsStateCode(std::string_view code);
// The postal code as that country writes it; nullopt: not one of that country's. Only the United
// States (12345, 12345-6789) and Canada (A1A 1A1) are known, others are returned as they are.
std::optional<std::string> PostalCodeIn(std::string_view country, std::string_view code);

}  // namespace orderyard::domain
