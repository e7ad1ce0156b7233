// Words of the settings, and their bounds: whatever passes here fits on the page.
#include "domain/papers/document_settings.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/order/address_format.hpp"

namespace orderyard::domain {
namespace {

bool IsColour(std::string_view text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

// One line of print: no line ends or other control characters.
bool IsLine(std::string_view text) {
    return text.size() <= kPaperLineBytesMax && base::IsValidUtf8(text) &&
           std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

base::Result<> RefuseLine(const std::string& field) {
    return base::Fail(base::InvalidInput(field, "One line of at most 200 bytes is needed here."));
}

}  // namespace

std::string_view ToString(PaperLanguage language) {
    switch (language) {
        case PaperLanguage::kEnglish: return "en";
        case PaperLanguage::kKorean: return "ko";
        case PaperLanguage::kJapanese: return "ja";
        case PaperLanguage::kGerman: return "de";
    }
    return "";
}

std::optional<PaperLanguage> PaperLanguageFrom(std::string_view text) {
    for (const auto language : {PaperLanguage::kEnglish, PaperLanguage::kKorean,
                                PaperLanguage::kJapanese, PaperLanguage::kGerman}) {
        if (ToString(language) == text) {
            return language;
        }
    }
    return std::nullopt;
}

std::string_view ToString(PageSize size) {
    switch (size) {
        case PageSize::kA4: return "a4";
        case PageSize::kLetter: return "letter";
    }
    return "";
}

std::optional<PageSize> PageSizeFrom(std::string_view text) {
    for (const auto size : {PageSize::kA4, PageSize::kLetter}) {
        if (ToString(size) == text) {
            return size;
        }
    }
    return std::nullopt;
}

std::string_view ToString(LabelSize size) {
    switch (size) {
        case LabelSize::kA6: return "a6";
        case LabelSize::kFourBySix: return "4x6";
    }
    return "";
}

std::optional<LabelSize> LabelSizeFrom(std::string_view text) {
    for (const auto size : {LabelSize::kA6, LabelSize::kFourBySix}) {
        if (ToString(size) == text) {
            return size;
        }
    }
    return std::nullopt;
}

base::Result<> CheckDocumentSettings(const DocumentSettings& settings) {
    if (!IsLine(settings.seller_name)) {
        return RefuseLine("seller_name");
    }
    if (settings.seller_lines.size() > kSellerLinesMax) {
        return base::Fail(base::InvalidInput("seller_lines", "At most six lines fit."));
    }
    for (const std::string& line : settings.seller_lines) {
        if (!IsLine(line)) {
            return RefuseLine("seller_lines");
        }
    }
    if (settings.tax_numbers.size() > kTaxNumbersMax) {
        return base::Fail(base::InvalidInput("tax_numbers", "At most four numbers fit."));
    }
    for (const TaxNumber& number : settings.tax_numbers) {
        if (!IsLine(number.label) || !IsLine(number.number) || number.number.empty()) {
            return RefuseLine("tax_numbers");
        }
    }
    if (!IsColour(settings.accent_colour)) {
        return base::Fail(base::InvalidInput("accent_colour", "Write it as #1f4e79."));
    }
    if (!settings.region.empty() && !IsCountryCode(settings.region)) {
        return base::Fail(base::InvalidInput("region", "Not a country code such as US or DE."));
    }
    if (settings.footer.size() > kFooterBytesMax || !base::IsValidUtf8(settings.footer)) {
        return base::Fail(base::InvalidInput("footer", "At most 600 bytes of text."));
    }
    return {};
}

}  // namespace orderyard::domain
