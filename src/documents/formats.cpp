// Over ICU's C interface. Decimals come from base::Currency, not from ICU, whose idea of them
// follows cash in some countries.
#include "documents/formats.hpp"

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include <array>
#include <map>
#include <stdexcept>

#include "base/text.hpp"

namespace orderyard::documents {
namespace {

constexpr std::int32_t kUnitsMax = 256;
using Buffer = std::array<UChar, kUnitsMax>;

struct CloseNumber {
    void operator()(void* format) const { unum_close(static_cast<UNumberFormat*>(format)); }
};
struct CloseDate {
    void operator()(void* format) const { udat_close(static_cast<UDateFormat*>(format)); }
};
using NumberFormat = std::unique_ptr<void, CloseNumber>;
using DateFormat = std::unique_ptr<void, CloseDate>;

void CheckIcu(UErrorCode code, const char* what) {
    if (U_FAILURE(code) != 0) {
        throw std::runtime_error(std::string("ICU: ") + what + ": " + u_errorName(code));
    }
}

std::string Utf8(const UChar* text, std::int32_t units) {
    std::string utf8(static_cast<std::size_t>(units) * 3, '\0');
    std::int32_t bytes = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8(utf8.data(), static_cast<std::int32_t>(utf8.size()), &bytes, text, units, &code);
    CheckIcu(code, "UTF-8");
    utf8.resize(static_cast<std::size_t>(bytes));
    // Narrow no-break space: not in every font; the wider one reads the same.
    base::ReplaceAll(utf8, "\u202F", "\u00A0");
    return utf8;
}

std::string LocaleOf(domain::PaperLanguage language, std::string_view region) {
    using domain::PaperLanguage;
    std::string locale(ToString(language));
    if (!region.empty()) {
        return locale + "_" + std::string(region);
    }
    switch (language) {
        case PaperLanguage::kEnglish: return "en_US";
        case PaperLanguage::kKorean: return "ko_KR";
        case PaperLanguage::kJapanese: return "ja_JP";
        case PaperLanguage::kGerman: return "de_DE";
    }
    return locale;
}

}  // namespace

struct Formats::Icu {
    std::string locale;
    std::string zone;
    std::map<std::string, NumberFormat, std::less<>> numbers;  // by currency; "": plain
    DateFormat day, moment;

    UNumberFormat* Numbers(base::Currency currency);
    DateFormat OpenDate(UDateFormatStyle time) const;
    std::string Format(void* format, base::Instant at) const;
};

UNumberFormat* Formats::Icu::Numbers(base::Currency currency) {
    NumberFormat& kept = numbers[std::string(currency.code())];
    if (kept == nullptr) {
        UErrorCode code = U_ZERO_ERROR;
        const auto style = currency.IsSet() ? UNUM_CURRENCY : UNUM_DECIMAL;
        UNumberFormat* opened = unum_open(style, nullptr, 0, locale.c_str(), nullptr, &code);
        CheckIcu(code, "number format");
        kept.reset(opened);
        if (currency.IsSet()) {
            std::array<UChar, 4> letters{};
            u_charsToUChars(currency.code().data(), letters.data(), 3);
            unum_setTextAttribute(opened, UNUM_CURRENCY_CODE, letters.data(), 3, &code);
            CheckIcu(code, "currency");
            unum_setAttribute(opened, UNUM_MIN_FRACTION_DIGITS, currency.exponent());
        }
        unum_setAttribute(opened, UNUM_MAX_FRACTION_DIGITS, 4);
    }
    return static_cast<UNumberFormat*>(kept.get());
}

DateFormat Formats::Icu::OpenDate(UDateFormatStyle time) const {
    Buffer name{};
    u_charsToUChars(zone.c_str(), name.data(), static_cast<std::int32_t>(zone.size()));
    UErrorCode code = U_ZERO_ERROR;
    DateFormat format(udat_open(time, UDAT_MEDIUM, locale.c_str(), name.data(),
                                static_cast<std::int32_t>(zone.size()), nullptr, 0, &code));
    CheckIcu(code, "date format");
    return format;
}

std::string Formats::Icu::Format(void* format, base::Instant at) const {
    Buffer text{};
    UErrorCode code = U_ZERO_ERROR;
    const std::int32_t units =
        udat_format(static_cast<UDateFormat*>(format), static_cast<double>(at.micros / 1'000),
                    text.data(), kUnitsMax, nullptr, &code);
    CheckIcu(code, "date");
    return Utf8(text.data(), units);
}

Formats::Formats(domain::PaperLanguage language, std::string_view region, std::string zone)
    : icu_(std::make_unique<Icu>()) {
    icu_->locale = LocaleOf(language, region);
    icu_->zone = base::IsKnownZone(zone) && zone.size() < kUnitsMax ? std::move(zone) : "UTC";
    icu_->day = icu_->OpenDate(UDAT_NONE);
    icu_->moment = icu_->OpenDate(UDAT_SHORT);
}

Formats::~Formats() = default;
Formats::Formats(Formats&&) noexcept = default;
Formats& Formats::operator=(Formats&&) noexcept = default;

std::string Formats::Money(const base::Money& amount) {
    const std::string decimal = amount.ToDecimal();
    Buffer text{};
    UErrorCode code = U_ZERO_ERROR;
    const std::int32_t units = unum_formatDecimal(icu_->Numbers(amount.currency()), decimal.c_str(),
                                                  static_cast<std::int32_t>(decimal.size()),
                                                  text.data(), kUnitsMax, nullptr, &code);
    CheckIcu(code, "amount");
    return Utf8(text.data(), units);
}

std::string Formats::Count(std::int64_t count) {
    Buffer text{};
    UErrorCode code = U_ZERO_ERROR;
    const std::int32_t units = unum_formatInt64(icu_->Numbers(base::Currency()), count, text.data(),
                                                kUnitsMax, nullptr, &code);
    CheckIcu(code, "number");
    return Utf8(text.data(), units);
}

std::string Formats::Day(base::Instant at) {
    return icu_->Format(icu_->day.get(), at);
}

std::string Formats::Moment(base::Instant at) {
    return icu_->Format(icu_->moment.get(), at);
}

std::string Formats::Country(std::string_view code_letters) {
    if (code_letters.size() != 2) {
        return std::string(code_letters);
    }
    const std::string place = "und_" + std::string(code_letters);
    Buffer text{};
    UErrorCode code = U_ZERO_ERROR;
    const std::int32_t units =
        uloc_getDisplayCountry(place.c_str(), icu_->locale.c_str(), text.data(), kUnitsMax, &code);
    return U_FAILURE(code) != 0 || units == 0 ? std::string(code_letters)
                                              : Utf8(text.data(), units);
}

}  // namespace orderyard::documents
