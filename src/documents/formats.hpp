// Amounts, dates and country names as a language and region write them. Amounts go through decimal
// text, so what is printed is the stored amount to the last unit.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "domain/papers/document_settings.hpp"

namespace orderyard::documents {

// Not for several threads at once. Making one costs some hundred microseconds.
class Formats {
  public:
    // `region`: ISO 3166, or empty for the language's own. `zone`: IANA; of dates.
    Formats(domain::PaperLanguage language, std::string_view region, std::string zone);
    ~Formats();
    Formats(Formats&&) noexcept;
    Formats& operator=(Formats&&) noexcept;

    // "€1,234.50", with the currency's decimals (JPY none, KWD three); "1,234.50" without currency.
    std::string Money(const base::Money& amount);
    std::string Count(std::int64_t count);
    std::string Day(base::Instant at);     // "Jan 31, 2026"
    std::string Moment(base::Instant at);  // "Jan 31, 2026, 3:30 PM"
    // "Germany"; the code itself when there is no name for it.
    std::string Country(std::string_view code);

  private:
    struct Icu;
    std::unique_ptr<Icu> icu_;
};

}  // namespace orderyard::documents
