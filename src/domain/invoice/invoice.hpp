// An invoice: the record that pieces of an order are billed. Never edited afterwards; only its
// state changes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "domain/ids.hpp"
#include "domain/order/document_comment.hpp"
#include "domain/order/line_shares.hpp"

namespace orderyard::domain {

// Magento's numbers are 1, 2, 3.
enum class InvoiceState { kOpen, kPaid, kCanceled };
std::string_view ToString(InvoiceState state);  // "open", "paid", "canceled"
std::optional<InvoiceState> InvoiceStateFrom(std::string_view text);

// A run of pieces of one order line. A line whose free pieces do not lie together gets several.
struct InvoiceLine {
    OrderItemId order_item_id;
    PieceRange pieces;
    LineAmounts amounts;  // ShareOf the order line

    friend bool operator==(const InvoiceLine&, const InvoiceLine&) = default;
};

struct Invoice {
    InvoiceId id;
    OrderId order_id;
    StoreViewId store_view_id;
    std::string increment_id;  // given when it is stored
    InvoiceState state = InvoiceState::kOpen;
    std::vector<InvoiceLine> lines;
    // What belongs to no line (tip, the channel's own rounding, lines without pieces): comes with
    // the invoice that leaves nothing to invoice.
    base::Money extras;
    base::Money grand_total;       // sum of lines' totals + extras
    std::string transaction_id;    // of the payment, or empty
    bool is_from_channel = false;  // booked because the channel says so
    bool is_mail_sent = false;
    base::Instant created_at;
    base::Instant updated_at;

    std::int64_t Quantity() const;
    friend bool operator==(const Invoice&, const Invoice&) = default;
};

}  // namespace orderyard::domain
