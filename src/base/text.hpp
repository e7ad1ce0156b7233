// Small text tools that know nothing of orders. All text inside the program is UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace orderyard::base {

bool IsValidUtf8(std::string_view text);
// Replaces invalid sequences by U+FFFD and drops control characters except tab and line feed.
std::string CleanUtf8(std::string_view text);
// Cuts to at most `bytes_max` bytes, never inside a character.
std::string_view TruncateUtf8(std::string_view text, std::size_t bytes_max);
std::string_view Trim(std::string_view text);  // ASCII white space at both ends
std::string AsciiLower(std::string_view text);
std::string AsciiUpper(std::string_view text);
bool EqualsIgnoreAsciiCase(std::string_view a, std::string_view b);
// For searching names: NFKC, case folded, white space runs to one blank, trimmed.
// "ＭÜLLER  Jo" -> "müller jo".
std::string FoldForSearch(std::string_view text);
// The characters of a UTF-8 text as code points; invalid bytes become U+FFFD.
std::vector<char32_t> CodePoints(std::string_view text);

// "a,,b" -> {"a","","b"}; "" -> {""}
std::vector<std::string> Split(std::string_view text, char separator);
std::string Join(const std::vector<std::string>& parts, std::string_view separator);
// True when something changed.
bool ReplaceAll(std::string& text, std::string_view from, std::string_view to);

// The whole text as a decimal integer, no sign but '-', no blanks; nullopt otherwise or when out of
// range.
std::optional<std::int64_t> ParseInt(std::string_view text);

std::string Hex(std::string_view bytes);
std::optional<std::string> Unhex(std::string_view hex);
std::string Base64(std::string_view bytes);
std::optional<std::string> Unbase64(std::string_view text);
// RFC 3986: everything but unreserved characters.
std::string PercentEncode(std::string_view text);
// Leaves malformed escapes as they are; '+' stays '+'.
std::string PercentDecode(std::string_view text);
// As a JSON string literal, with the quotes. Safe for logs: control characters and invalid UTF-8
// are escaped.
std::string JsonQuote(std::string_view text);

}  // namespace orderyard::base
