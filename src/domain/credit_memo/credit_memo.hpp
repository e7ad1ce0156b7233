// A credit memo: money given back, by line and component. Amounts are positive.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "domain/ids.hpp"
#include "domain/order/document_comment.hpp"
#include "domain/order/order.hpp"

namespace orderyard::domain {

// The parts of a line's price that can be given back apart, discounts already taken off: their sum
// is the line's total.
struct Components {
    base::Money item, item_tax;  // with the line's rounding, and the tax on discounts
    base::Money shipping, shipping_tax;
    base::Money gift_wrap, gift_wrap_tax;
    base::Money fee, fee_tax;

    base::Money Total() const;
    friend bool operator==(const Components&, const Components&) = default;
};
Components ComponentsOf(const LineAmounts& amounts);
Components operator+(const Components& a, const Components& b);
Components operator-(const Components& a, const Components& b);
Components ZeroComponents(base::Currency currency);

struct CreditMemoLine {
    CreditMemoLineId id;
    OrderItemId order_item_id;
    std::int64_t shipped_quantity = 0;    // pieces that had been shipped
    std::int64_t unshipped_quantity = 0;  // pieces given back instead of being shipped
    std::int64_t returned_quantity = 0;   // of those, put back on the shelf
    Components amounts;
    base::Money discount;  // what `amounts.item` is already less by; to show the price before it

    std::int64_t Quantity() const { return shipped_quantity + unshipped_quantity; }
    friend bool operator==(const CreditMemoLine&, const CreditMemoLine&) = default;
};

// kRejected: the channel refused; counts as given back until a person voids it.
enum class CreditMemoState { kIssued, kRejected, kVoid };
std::string_view ToString(CreditMemoState state);  // "issued", "rejected", "void"
std::optional<CreditMemoState> CreditMemoStateFrom(std::string_view text);

struct CreditMemo {
    CreditMemoId id;
    OrderId order_id;
    StoreViewId store_view_id;
    InvoiceId invoice_id;      // unset: from the order
    std::string increment_id;  // given when it is stored
    CreditMemoState state = CreditMemoState::kIssued;
    std::vector<CreditMemoLine> lines;
    base::Money extras;             // of what belongs to no line: tip, the channel's rounding
    base::Money adjustment_refund;  // on top
    base::Money adjustment_fee;     // kept back
    base::Money grand_total;        // lines + extras + adjustment_refund - adjustment_fee
    std::string reason;             // our word for the channel's reason code, see RefundReason
    bool is_from_channel = false;
    bool is_mail_sent = false;
    base::Instant created_at;
    base::Instant updated_at;

    bool Counts() const { return state != CreditMemoState::kVoid; }
    friend bool operator==(const CreditMemo&, const CreditMemo&) = default;
};

// Why money is given back, in neutral words; a channel's room maps them to its codes.
enum class RefundReason {
    kCustomerReturn,
    kGeneralAdjustment,
    kCouldNotShip,
    kDifferentItem,
    kNoInventory,
    kCustomerCancel,
    kPriceError,
    kProductOutOfStock,
    kAddressIncorrect,
    kExchange,
    kUndeliverable,
    kRefusedDelivery,
    kOther,
};
std::string_view ToString(RefundReason reason);  // "customer_return" ...
std::optional<RefundReason> RefundReasonFrom(std::string_view text);

}  // namespace orderyard::domain
