// Control characters become blanks before anything else; the rest is either harmless ASCII or
// Base64.
#include "mail/smtp/header_text.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "base/text.hpp"
#include "domain/mail/mail_rule.hpp"

namespace orderyard::mail {
namespace {

constexpr std::size_t kEncodedBytesMax = 42;  // 56 of Base64, 68 with the frame: RFC 2047 allows 75
constexpr std::size_t kPlainBytesMax = 60;

std::string Tame(std::string_view text) {
    std::string tame(text);
    std::replace_if(
        tame.begin(), tame.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return std::string(base::Trim(tame));
}

bool IsPlain(std::string_view text) {
    return text.size() <= kPlainBytesMax && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view(" -_.,#/+'!").find(c) != std::string_view::npos;
           });
}

}  // namespace

std::string HeaderText(std::string_view text) {
    std::string rest = Tame(text);
    if (IsPlain(rest)) {
        return rest;
    }
    std::string header;
    while (!rest.empty()) {
        std::string_view part = base::TruncateUtf8(rest, kEncodedBytesMax);
        if (part.empty()) {  // not UTF-8: whatever it is, it is encoded
            part = std::string_view(rest).substr(0, kEncodedBytesMax);
        }
        header += (header.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base::Base64(part) + "?=";
        rest.erase(0, part.size());
    }
    return header;
}

std::string HeaderAddress(std::string_view name, std::string_view address) {
    base::Check(domain::IsMailAddress(address), "an address that was checked");
    const std::string shown = HeaderText(name);
    if (shown.empty()) {
        return "<" + std::string(address) + ">";
    }
    return (shown.starts_with("=?") ? shown : "\"" + shown + "\"") + " <" + std::string(address) +
           ">";
}

std::string HeaderDate(base::Instant at) {
    constexpr std::array<const char*, 7> kDays = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::string text = at.ToSqlSeconds();  // 2026-01-31 10:00:00
    const auto month = static_cast<std::size_t>(base::ParseInt(text.substr(5, 2)).value_or(1));
    const auto days = static_cast<std::size_t>(at.seconds() / 86'400);
    return fmt::format("{}, {} {} {} {} +0000", kDays.at(days % 7), text.substr(8, 2),
                       kMonths.at(month - 1), text.substr(0, 4), text.substr(11));
}

}  // namespace orderyard::mail
