// How the papers of a store view look: who sends them, in which language, on which page. Nothing in
// here is about a buyer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace orderyard::domain {

enum class PaperLanguage { kEnglish, kKorean, kJapanese, kGerman };
std::string_view ToString(PaperLanguage language);  // "en", "ko", "ja", "de"
std::optional<PaperLanguage> PaperLanguageFrom(std::string_view text);

enum class PageSize { kA4, kLetter };
std::string_view ToString(PageSize size);  // "a4", "letter"
std::optional<PageSize> PageSizeFrom(std::string_view text);

enum class LabelSize { kA6, kFourBySix };   // four by six inches
std::string_view ToString(LabelSize size);  // "a6", "4x6"
std::optional<LabelSize> LabelSizeFrom(std::string_view text);

// A number under which the seller is registered, printed as it is: {"VAT", "DE123456789"}.
struct TaxNumber {
    std::string label;
    std::string number;

    friend bool operator==(const TaxNumber&, const TaxNumber&) = default;
};

struct DocumentSettings {
    std::string seller_name;
    std::vector<std::string> seller_lines;  // the address as it is printed
    std::vector<TaxNumber> tax_numbers;
    std::string accent_colour = "#1f4e79";  // of titles and rules
    PaperLanguage language = PaperLanguage::kEnglish;
    std::string region;  // ISO 3166 country whose way of writing numbers and dates is used; empty:
                         // the language's own
    PageSize page_size = PageSize::kA4;
    LabelSize label_size = LabelSize::kA6;
    std::string footer;              // at the foot of every page
    bool shows_order_number = true;  // on invoices and credit memos
    std::int64_t version = 0;        // 0: never stored

    friend bool operator==(const DocumentSettings&, const DocumentSettings&) = default;
};

inline constexpr std::size_t kSellerLinesMax = 6;
inline constexpr std::size_t kTaxNumbersMax = 4;
inline constexpr std::size_t kPaperLineBytesMax = 200;
inline constexpr std::size_t kFooterBytesMax = 600;

// kInvalidInput names the member that cannot be printed.
base::Result<> CheckDocumentSettings(const DocumentSettings& settings);

}  // namespace orderyard::domain
