// The list of programs is open: those that are not marks stay words.
#include "amazon/map/marks_of.hpp"

#include <algorithm>

namespace orderyard::amazon {

domain::OrderMarks MarksOf(const domain::ChannelOrder& order) {
    using domain::OrderMark;
    domain::OrderMarks marks;
    for (const std::string& program : order.programs) {
        if (program == "PRIME") {
            marks.Add(OrderMark::kPrime);
        } else if (program == "PREMIUM") {
            marks.Add(OrderMark::kPremium);
        } else if (program == "AMAZON_BUSINESS") {
            marks.Add(OrderMark::kBusiness);
        }
    }
    if (std::any_of(order.items.begin(), order.items.end(),
                    [](const auto& item) { return item.is_gift; })) {
        marks.Add(OrderMark::kGift);
    }
    return marks;
}

}  // namespace orderyard::amazon
