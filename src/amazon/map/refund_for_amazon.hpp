// A credit memo in the words of Amazon's adjustment feed, and what Amazon would refuse about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "amazon/wire/feed_xml.hpp"
#include "base/result.hpp"
#include "domain/order/order_file.hpp"

namespace orderyard::amazon {

// What the tax of a line is to Amazon.
enum class TaxHandling {
    kIncluded,  // in the prices: Principal is what the buyer paid, there is no Tax component
    kComputedByAmazon,  // on top, but collected and given back by Amazon: no Tax component either
    kSeparate,          // on top, the seller's: a component of its own
};
TaxHandling TaxHandlingOf(std::string_view marketplace_id);

struct RefundFinding {
    std::string code;  // "not_shipped", "not_told",
                       // "over_charged", "wrong_currency", "fee_over_principal",
                       // "no_line", "no_reason", "extras", "nothing_to_refund", "line_unknown"
    std::string sku;   // of the line at fault, or empty
    std::string text;  // one English sentence, no personal data
};

// What Amazon would refuse, foreseen: empty means the refund can be sent. `memo` may be in `file`
// already; its own amounts are then not counted against it.
std::vector<RefundFinding> CheckRefund(const domain::OrderFile& file,
                                       const domain::CreditMemo& memo,
                                       std::string_view marketplace_id);

// For a memo without findings. The adjustment fee is taken off Principal, the adjustment refund is
// Goodwill on the first line.
wire::OrderAdjustment RefundForAmazon(const domain::OrderFile& file, const domain::CreditMemo& memo,
                                      std::string_view marketplace_id);

}  // namespace orderyard::amazon
