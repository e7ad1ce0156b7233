// The allow-list. Orders are kept in one currency, so Magento's base_ twins are the same columns.
// What Magento leaves out until it happens (total_paid ...) is NULL while it is zero. Discounts are
// negative on Magento's orders.
#include "storage/orders/order_fields.hpp"

#include <array>

namespace orderyard::storage {

namespace {

constexpr BlockKey kOrderBlock{"o.id", "sales_order"};

constexpr ListField Money(std::string_view name, std::string_view sql) {
    return {name, FieldKind::kMoney, sql, "", false};
}
constexpr ListField GrandTotal(std::string_view name) {
    return {name, FieldKind::kMoney, "o.grand_total", "sales_order_by_grand_total", false, false,
            "",   kOrderBlock};
}
constexpr ListField ChannelNumber(std::string_view name, bool is_nullable) {
    return {name,
            FieldKind::kText,
            "lower(o.channel_number)",
            "sales_order_by_channel_number",
            is_nullable,
            false,
            "",
            kOrderBlock};
}
constexpr ListField NullableMoney(std::string_view name, std::string_view sql) {
    return {name, FieldKind::kMoney, sql, "", true};
}
constexpr ListField Int(std::string_view name, std::string_view sql, std::string_view index = "") {
    return {name, FieldKind::kInt, sql, index, false};
}
constexpr ListField Text(std::string_view name, std::string_view sql, std::string_view index = "") {
    return {name, FieldKind::kText, sql, index, false};
}
constexpr ListField NullableText(std::string_view name, std::string_view sql,
                                 std::string_view index = "") {
    return {name, FieldKind::kText, sql, index, true};
}

constexpr ListField Flag(std::string_view name, std::string_view sql, std::string_view index) {
    return {name, FieldKind::kFlag, sql, index};
}
constexpr ListField Member(std::string_view name, std::string_view sql) {
    return {name, FieldKind::kMember, sql, ""};
}

constexpr std::array kFields = {
    Int("entity_id", "o.id"),
    Text("increment_id", "lower(o.increment_id)", "sales_order_by_increment"),
    ChannelNumber("ext_order_id", true),
    Text("state", "o.state", "sales_order_by_state"),
    Text("status", "o.status", "sales_order_by_status"),
    Int("store_id", "o.store_view_id"),
    ListField{"created_at", FieldKind::kDate, "o.created_at", "sales_order_by_created"},
    ListField{"updated_at", FieldKind::kDate, "o.updated_at", "sales_order_by_updated"},
    NullableText("hold_before_state", "o.hold_before_state"),
    NullableText("hold_before_status", "lower(o.hold_before_status)"),
    ListField{"customer_id", FieldKind::kInt, "o.customer_id", "sales_order_by_customer", true,
              true},
    Int("customer_is_guest", "CAST(CASE WHEN o.customer_id IS NULL THEN 1 ELSE 0 END AS BIGINT)"),
    ListField{"customer_email", FieldKind::kEmail, "", ""},
    ListField{"customer_firstname", FieldKind::kName, "", ""},
    ListField{"customer_lastname", FieldKind::kName, "", ""},
    ListField{"customer_name", FieldKind::kName, "", ""},
    ListField{"shipping_name", FieldKind::kRecipient, "", ""},
    Text("order_currency_code", "lower(o.currency)"),
    Text("base_currency_code", "lower(o.currency)"),
    Text("global_currency_code", "lower(o.currency)"),
    Text("store_currency_code", "lower(o.currency)"),
    Text("shipping_method", "lower(o.shipping_method)"),
    Text("shipping_description", "lower(o.shipping_description)"),
    // Our own API's.
    // For sorting: where the orders of no channel stand is left to the engine's index.
    ChannelNumber("channel_number", false),
    ListField{"channel_store_id", FieldKind::kInt, "o.channel_store_id", "", true},
    NullableText("marketplace_id", "lower(o.marketplace_id)"),
    NullableText("fulfilled_by", "o.fulfilled_by"),
    ListField{"ship_country", FieldKind::kText, "lower(o.ship_country)", "sales_order_by_country",
              false, false, "", kOrderBlock},
    ListField{"placed_at", FieldKind::kDate, "o.placed_at", "sales_order_by_placed"},
    ListField{"ship_by", FieldKind::kDate, "coalesce(o.ship_by_latest, 9000000000000000000)",
              "sales_order_by_ship_by"},
    Flag("to_ship", "o.pieces_to_ship > 0", "sales_order_to_ship"),
    Flag("needs_attention", "o.exception_count > 0", "sales_order_attention"),
    Flag("is_cancel_pending", "o.pending_cancel_asked_at IS NOT NULL", "sales_order_cancel_asked"),
    Flag("is_prime", "(o.marks & 1) > 0", "sales_order_prime"),
    Flag("is_premium", "(o.marks & 2) > 0", "sales_order_premium"),
    Flag("is_business", "(o.marks & 4) > 0", "sales_order_business"),
    Flag("is_gift", "(o.marks & 8) > 0", "sales_order_gift"),
    Flag("is_refunded", "o.refunded > 0", "sales_order_refunded"),
    Member("is_cancel_requested",
           "o.id IN (SELECT e.order_id FROM sales_order_exception e "
           "WHERE e.code = 'cancel_requested')"),
    // A refusal is an error until somebody settles it or sends it again: so long the order has its
    // exception.
    Member("has_sync_error",
           "o.id IN (SELECT f.order_id FROM follow_up f WHERE f.state = 'parked' UNION "
           "SELECT e.order_id FROM sales_order_exception e "
           "WHERE e.code IN ('shipment_refused', 'cancel_refused', 'refund_refused', "
           "'invoice_refused'))"),
    Member("waits_for_tracking",
           "o.id IN (SELECT f.order_id FROM follow_up f WHERE f.state = 'waiting')"),
    ListField{"sku",
              FieldKind::kText,
              "lower(i.sku)",
              "",
              false,
              false,
              "o.id IN (SELECT i.order_id FROM sales_order_item i WHERE i.sku <> '' AND ",
              {"i.order_id", "sales_order"}},
    Int("total_qty_ordered", "o.quantity_ordered"),
    Int("base_total_qty_ordered", "o.quantity_ordered"),
    Int("total_item_count", "o.item_count"),
    GrandTotal("grand_total"),
    GrandTotal("base_grand_total"),
    Money("subtotal", "o.subtotal"),
    Money("base_subtotal", "o.subtotal"),
    Money("subtotal_incl_tax", "o.subtotal_incl_tax"),
    Money("base_subtotal_incl_tax", "o.subtotal_incl_tax"),
    Money("tax_amount", "o.tax"),
    Money("base_tax_amount", "o.tax"),
    Money("shipping_amount", "o.shipping"),
    Money("base_shipping_amount", "o.shipping"),
    Money("shipping_tax_amount", "o.shipping_tax"),
    Money("base_shipping_tax_amount", "o.shipping_tax"),
    Money("shipping_incl_tax", "(o.shipping + o.shipping_tax)"),
    Money("base_shipping_incl_tax", "(o.shipping + o.shipping_tax)"),
    Money("shipping_discount_amount", "o.shipping_discount"),
    Money("base_shipping_discount_amount", "o.shipping_discount"),
    Money("discount_amount", "(-o.discount)"),
    Money("base_discount_amount", "(-o.discount)"),
    Money("total_due", "o.due"),
    Money("base_total_due", "o.due"),
    NullableMoney("total_paid", "nullif(o.paid, 0)"),
    NullableMoney("base_total_paid", "nullif(o.paid, 0)"),
    NullableMoney("total_invoiced", "nullif(o.invoiced, 0)"),
    NullableMoney("base_total_invoiced", "nullif(o.invoiced, 0)"),
    NullableMoney("total_refunded", "nullif(o.refunded, 0)"),
    NullableMoney("base_total_refunded", "nullif(o.refunded, 0)"),
    NullableMoney("total_canceled", "nullif(o.canceled, 0)"),
    NullableMoney("base_total_canceled", "nullif(o.canceled, 0)"),
};

}  // namespace

const FieldList& OrderFields() {
    static constexpr FieldList kOrders{"Orders",
                                       "sales_order",
                                       kFields,
                                       "sales_order_by_id",
                                       "sales_order_count",
                                       "sales_order_block_count",
                                       "sales_order_hour_count"};
    return kOrders;
}

}  // namespace orderyard::storage
