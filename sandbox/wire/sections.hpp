// includedData: the sections of an order a caller must ask for by name.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace orderyard::sandbox {

enum class Section : std::uint32_t {
    kBuyer = 1 << 0,
    kRecipient = 1 << 1,
    kProceeds = 1 << 2,
    kExpense = 1 << 3,
    kPromotion = 1 << 4,
    kCancellation = 1 << 5,
    kFulfillment = 1 << 6,
    kPackages = 1 << 7,
    kTax = 1 << 8,
    kPayment = 1 << 9,
    kFulfillmentOrders = 1 << 10,
};

struct SectionWord {
    std::string_view word;    // in includedData
    std::string_view member;  // of the order, and of the item where it has one
    Section section;
};

inline constexpr std::array<SectionWord, 11> kSectionWords = {{
    {"BUYER", "buyer", Section::kBuyer},
    {"RECIPIENT", "recipient", Section::kRecipient},
    {"PROCEEDS", "proceeds", Section::kProceeds},
    {"EXPENSE", "expense", Section::kExpense},
    {"PROMOTION", "promotion", Section::kPromotion},
    {"CANCELLATION", "cancellation", Section::kCancellation},
    {"FULFILLMENT", "fulfillment", Section::kFulfillment},
    {"PACKAGES", "packages", Section::kPackages},
    {"TAX", "tax", Section::kTax},
    {"PAYMENT", "payment", Section::kPayment},
    {"FULFILLMENT_ORDERS", "fulfillmentOrders", Section::kFulfillmentOrders},
}};

class Sections {
  public:
    static constexpr Sections All() {
        Sections all;
        for (const SectionWord& word : kSectionWords) {
            all.Add(word.section);
        }
        return all;
    }
    constexpr void Add(Section section) { bits_ |= static_cast<std::uint32_t>(section); }
    constexpr bool Has(Section section) const {
        return (bits_ & static_cast<std::uint32_t>(section)) != 0;
    }

  private:
    std::uint32_t bits_ = 0;
};

}  // namespace orderyard::sandbox
