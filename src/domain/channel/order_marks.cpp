// Their words.
#include "domain/channel/order_marks.hpp"

namespace orderyard::domain {

std::string_view ToString(OrderMark mark) {
    switch (mark) {
        case OrderMark::kPrime: return "prime";
        case OrderMark::kPremium: return "premium";
        case OrderMark::kBusiness: return "business";
        case OrderMark::kGift: return "gift";
    }
    return "";
}

std::optional<OrderMark> OrderMarkFrom(std::string_view text) {
    for (const OrderMark mark : kOrderMarks) {
        if (ToString(mark) == text) {
            return mark;
        }
    }
    return std::nullopt;
}

}  // namespace orderyard::domain
