// The commerce order: ours, processed by staff. Amounts are in the order's currency. Counters on
// the lines are the facts; the state is derived from them (derive_state.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "domain/channel/channel_order.hpp"
#include "domain/ids.hpp"
#include "domain/order/actor.hpp"
#include "domain/order/order_state.hpp"
#include "domain/privacy/personal_data.hpp"

namespace orderyard::domain {

// Amounts of one line, whole line, positive. Prices are without tax; discount reduces.
struct LineAmounts {
    base::Money row_total;  // goods without tax, before discount
    base::Money row_tax;
    base::Money shipping, shipping_tax;
    base::Money gift_wrap, gift_wrap_tax;
    base::Money fee, fee_tax;       // cash on delivery and other
    base::Money discount;           // all of it: goods, shipping, fees
    base::Money shipping_discount;  // the part of `discount` that is for shipping
    base::Money tax;       // row_tax + shipping_tax + gift_wrap_tax + fee_tax - tax on the discount
    base::Money rounding;  // what the channel's own sum differs by; normally 0
    base::Money total;     // row + shipping + gift_wrap + fee + tax - discount + rounding

    friend bool operator==(const LineAmounts&, const LineAmounts&) = default;
};

struct OrderItem {
    OrderItemId id;  // negative while the order is not stored yet: -1 is the first line
    std::string channel_item_number;  // ext_order_item_id
    ProductId product_id;             // unset: the SKU is not in the catalog
    std::string sku;
    std::string name;
    bool is_stock_managed = false;     // our own stock is touched by this line
    std::int64_t units_per_piece = 1;  // units of our product in one piece of this line
    // All 0 <= n <= ordered; shipped + refunded_unshipped + canceled <= ordered.
    std::int64_t ordered = 0;
    std::int64_t invoiced = 0;
    std::int64_t shipped = 0;
    std::int64_t refunded_shipped = 0;    // given back after shipping
    std::int64_t refunded_unshipped = 0;  // given back instead of shipping
    std::int64_t canceled = 0;
    std::int64_t reserved = 0;     // pieces held in our stock for this line now
    std::int64_t backordered = 0;  // open pieces our stock could not cover
    LineAmounts amounts;
    base::Money unit_price;  // row_total / ordered at 1/10,000, for display; row_total rules
    base::Money unit_price_incl_tax;

    std::int64_t ToShip() const;           // ordered - shipped - refunded_unshipped - canceled
    std::int64_t ToInvoice() const;        // ordered - invoiced - canceled
    std::int64_t ToCancel() const;         // what is neither shipped nor invoiced nor already gone
    std::int64_t ToRefundShipped() const;  // shipped and invoiced, not given back
    std::int64_t ToRefundUnshipped() const;  // invoiced, neither shipped nor given back
    std::int64_t Refunded() const { return refunded_shipped + refunded_unshipped; }
    friend bool operator==(const OrderItem&, const OrderItem&) = default;
};

// Always the sum of the lines plus order-level amounts; grand_total is the channel's own figure.
struct OrderTotals {
    base::Money subtotal;           // sum of row_total
    base::Money subtotal_incl_tax;  // sum of row_total + row_tax
    base::Money shipping, shipping_tax;
    base::Money shipping_discount;
    base::Money gift_wrap, gift_wrap_tax;
    base::Money fee, fee_tax;
    base::Money tip;
    base::Money discount;
    base::Money tax;
    base::Money rounding;
    base::Money
        grand_total;  // subtotal + shipping + gift_wrap + fee + tip + tax - discount + rounding
    base::Money paid;
    base::Money invoiced;
    base::Money refunded;
    base::Money canceled;

    base::Money Due() const;  // max(grand_total - paid, 0); 0 once canceled in full
    friend bool operator==(const OrderTotals&, const OrderTotals&) = default;
};

struct OrderPayment {
    std::string method;
    std::string method_title;
    base::Money amount_ordered;
    base::Money amount_paid;
    std::vector<std::pair<std::string, std::string>>
        details;  // shown to staff and API clients, in order

    friend bool operator==(const OrderPayment&, const OrderPayment&) = default;
};

// Something a person should look at. The order exists and can be processed all the same.
struct OrderException {
    std::string code;  // "unknown_sku", "product_disabled", "out_of_stock", "money_review",
                       // "cancel_requested" ...
    std::string item_sku;
    std::string text;  // English, no personal data
    base::Instant raised_at;

    friend bool operator==(const OrderException&, const OrderException&) = default;
};

struct OrderHold {
    OrderState state_before = OrderState::kNew;
    std::string status_before;
    std::string reason;
    std::optional<base::Instant> until;

    friend bool operator==(const OrderHold&, const OrderHold&) = default;
};

// The tie to the channel order, if the order came from one.
struct ChannelLink {
    StoreId store_id;
    ChannelOrderId channel_order_id;
    std::string number;
    std::string marketplace_id;
    FulfilledBy fulfilled_by = FulfilledBy::kUnknown;
    TimeWindow ship_by;
    TimeWindow deliver_by;
    OrderMarks marks{};

    friend bool operator==(const ChannelLink&, const ChannelLink&) = default;
};

// A cancel on its way to the channel: the order is canceled when the channel shows it.
struct PendingCancel {
    std::string reason;  // a CancelReason in words
    std::string actor;
    base::Instant asked_at;

    friend bool operator==(const PendingCancel&, const PendingCancel&) = default;
};

struct Order {
    OrderId id;
    StoreViewId store_view_id;
    std::string increment_id;  // unique in the store view
    std::optional<ChannelLink> channel;
    OrderState state = OrderState::kNew;
    std::string status;
    std::optional<OrderHold> hold;  // set exactly while state is kOnHold
    std::optional<PendingCancel> pending_cancel;
    OrderId reordered_from;                   // the order this one repeats, or unset
    std::int64_t package_reference_last = 0;  // the last Package::reference given out
    CustomerId customer_id;                   // unset: guest
    base::Currency currency;
    OrderTotals totals;
    OrderPayment payment;
    std::string shipping_method;  // <carrier>_<method>
    std::string shipping_description;
    Location ship_to;
    Location bill_to;
    PersonalData personal;
    std::vector<OrderItem> items;
    std::vector<OrderException> exceptions;
    base::Instant placed_at;   // at the channel
    base::Instant created_at;  // here
    base::Instant updated_at;  // moves forward on every change
    std::int64_t version = 0;  // optimistic: a save with another version is a conflict

    OrderItem* FindItem(std::string_view channel_item_number);
    OrderItem* FindItem(OrderItemId item_id);
    const OrderItem* FindItem(OrderItemId item_id) const;
    bool HasException(std::string_view code) const;
    friend bool operator==(const Order&, const Order&) = default;
};

// One line of an order's history. `event` is a stable code; `before`/`after` are short and not
// personal.
struct HistoryEntry {
    HistoryId id;
    OrderId order_id;
    base::Instant at;
    ActorKind actor_kind = ActorKind::kSystem;
    std::string actor;  // user or token name, or "sync"
    std::string
        event;  // "imported", "status_changed", "shipped_at_channel", "canceled", "comment" ...
    std::string comment;  // may be empty; shown as text
    std::string status;   // the order's status after it
    std::string before;
    std::string after;
    bool is_customer_notified = false;
    bool is_visible_on_front = false;
    std::int64_t order_version = 0;  // the order's version after it

    friend bool operator==(const HistoryEntry&, const HistoryEntry&) = default;
};

}  // namespace orderyard::domain
