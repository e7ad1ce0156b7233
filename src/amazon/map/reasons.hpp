// Why something is cancelled or given back: our neutral words as Amazon's codes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/credit_memo/credit_memo.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::amazon {

// Of the acknowledgement feed.
std::string_view CancelReasonForFeed(domain::CancelReason reason);
// Of the cancelOrder operation; nullopt: it has no word for it, so the feed must do.
std::optional<std::string_view> CancelReasonForCall(domain::CancelReason reason);
// Of the adjustment feed, for pieces cancelled before they were shipped.
std::string_view CancelReasonForAdjustment(domain::CancelReason reason);
// Of the adjustment feed, for refunds. Amazon minds the case.
std::string_view RefundReasonForFeed(domain::RefundReason reason);

}  // namespace orderyard::amazon
