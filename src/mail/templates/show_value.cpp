// Two languages, two forms: no locale of the system takes part, so that a mail reads the same
// wherever the server runs.
#include "mail/templates/show_value.hpp"

#include <fmt/format.h>
#include <array>

#include "base/text.hpp"

namespace orderyard::mail {
namespace {

struct Label {
    std::string_view word;
    const char* english;
    const char* korean;
};

constexpr std::array kLabels{
    Label{"subtotal", "Subtotal", "소계"},
    Label{"shipping", "Shipping", "배송비"},
    Label{"gift_wrap", "Gift wrap and fees", "선물 포장 및 수수료"},
    Label{"discount", "Discount", "할인"},
    Label{"tax", "Tax", "세금"},
    Label{"included_tax", "Tax included", "포함된 세금"},
    Label{"extras", "Other", "기타"},
    Label{"adjustment_refund", "Adjustment refund", "추가 환불"},
    Label{"adjustment_fee", "Adjustment fee", "환불 수수료"},
    Label{"grand_total", "Total", "합계"},
};

constexpr std::array<const char*, 12> kMonths = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};

}  // namespace

std::string ShowMoney(const base::Money& amount) {
    std::string text = amount.ToDecimal();
    const std::size_t begin = text.starts_with('-') ? 1 : 0;
    std::size_t at = text.find('.');
    at = at == std::string::npos ? text.size() : at;
    while (at > begin + 3) {
        at -= 3;
        text.insert(at, ",");
    }
    return std::string(base::Trim(text + " " + std::string(amount.currency().code())));
}

std::string ShowDay(base::Instant at, std::string_view zone, std::string_view language) {
    const std::string day = base::FormatInZone(at, zone).value_or(at.ToSqlSeconds()).substr(0, 10);
    const auto month = base::ParseInt(day.substr(5, 2)).value_or(1);
    const auto number = base::ParseInt(day.substr(8, 2)).value_or(1);
    if (language == "ko") {
        return fmt::format("{}년 {}월 {}일", day.substr(0, 4), month, number);
    }
    return fmt::format("{} {} {}", number, kMonths.at(static_cast<std::size_t>(month - 1)),
                       day.substr(0, 4));
}

std::string TotalLabel(std::string_view word, std::string_view language) {
    for (const Label& label : kLabels) {
        if (label.word == word) {
            return language == "ko" ? label.korean : label.english;
        }
    }
    return std::string(word);
}

}  // namespace orderyard::mail
