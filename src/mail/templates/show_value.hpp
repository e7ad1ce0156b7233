// Amounts, days and the names of sums as a buyer reads them.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/money.hpp"

namespace orderyard::mail {

// "1,234.50 EUR", "12,000 KRW": the code, since a sign such as $ is many currencies'.
std::string ShowMoney(const base::Money& amount);
// "31 January 2026", "2026년 1월 31일". An unknown zone: UTC.
std::string ShowDay(base::Instant at, std::string_view zone, std::string_view language);
// Of our word for a sum: "subtotal", "shipping", "grand_total" ...
std::string TotalLabel(std::string_view word, std::string_view language);

}  // namespace orderyard::mail
