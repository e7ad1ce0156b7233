// The states of a commerce order, in Magento's words, and the facts they are derived from.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orderyard::domain {

enum class OrderState {
    kNew,
    kPendingPayment,
    kPaymentReview,
    kProcessing,
    kComplete,
    kClosed,
    kCanceled,
    kOnHold
};

std::string_view ToString(OrderState state);  // Magento's wire words: "new", "holded" ...
std::optional<OrderState> OrderStateFrom(std::string_view text);

}  // namespace orderyard::domain
