// The XML of Amazon's order feeds. The order of elements is fixed by Amazon's schema, and an empty
// optional element is an error there: none is ever written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace orderyard::amazon::wire {

// The schema's names of feed types and the MessageType each goes with.
inline constexpr std::string_view kAcknowledgementFeed = "POST_ORDER_ACKNOWLEDGEMENT_DATA";
inline constexpr std::string_view kAdjustmentFeed = "POST_PAYMENT_ADJUSTMENT_DATA";
inline constexpr std::string_view kFeedContentType = "text/xml; charset=UTF-8";

// Cancels the whole order: every line must be listed.
struct OrderCancellation {
    std::string order_id;
    std::string reason;  // CancelReason of the schema
    std::vector<std::string> item_ids;
};

struct AdjustmentComponent {
    std::string type;    // "Principal", "Shipping" ...
    std::string amount;  // decimal, positive: the total for the line, whatever the quantity
};

struct AdjustedItem {
    std::string item_id;
    std::string adjustment_id;                    // ours
    std::string reason;                           // AdjustmentReason of the schema
    std::vector<AdjustmentComponent> components;  // a refund
    std::int64_t quantity_cancelled = 0;          // a partial cancel; 0 in a refund
};

struct OrderAdjustment {
    std::string order_id;
    bool is_cancel = false;  // else a refund
    std::string currency;    // of all amounts
    std::vector<AdjustedItem> items;
};

// The payload of one message.
std::string WriteCancellation(const OrderCancellation& cancellation);
std::string WriteAdjustment(const OrderAdjustment& adjustment);

// A whole feed: payload n becomes the message with MessageID n + 1.
std::string WriteFeed(std::string_view feed_type, std::string_view merchant_id,
                      const std::vector<std::string>& payloads);

// Escaped for element content and attributes, without characters XML has no place for.
std::string EscapeXml(std::string_view text);

}  // namespace orderyard::amazon::wire
