// What a person must know about an order before touching it, as the channel gave it: a promised
// date, a business buyer who wants an invoice, a gift that must not show its price.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace orderyard::domain {

// Kept by number: new ones go to the end.
enum class OrderMark { kPrime, kPremium, kBusiness, kGift };
inline constexpr std::array kOrderMarks = {OrderMark::kPrime, OrderMark::kPremium,
                                           OrderMark::kBusiness, OrderMark::kGift};
std::string_view ToString(OrderMark mark);  // "prime" ...: filters, our API
std::optional<OrderMark> OrderMarkFrom(std::string_view text);

// A set of them; `bits` is what is stored, 1 << mark for each.
struct OrderMarks {
    std::int64_t bits = 0;

    void Add(OrderMark mark) { bits |= BitOf(mark); }
    bool Has(OrderMark mark) const { return (bits & BitOf(mark)) != 0; }
    static constexpr std::int64_t BitOf(OrderMark mark) {
        return std::int64_t{1} << static_cast<int>(mark);
    }
    friend bool operator==(const OrderMarks&, const OrderMarks&) = default;
};

}  // namespace orderyard::domain
