// The keys of Magento's documents, as its interfaces declare them: always there, or left out when
// they have no value. For the tests of their shapes.
#pragma once

namespace orderyard::api::rest::expected {

inline constexpr const char* kInvoiceAlways = "order_id total_qty items";

inline constexpr const char* kInvoiceOmitted =
    "base_currency_code created_at discount_description global_currency_code increment_id "
    "order_currency_code store_currency_code transaction_id updated_at base_discount_amount "
    "base_grand_total base_discount_tax_compensation_amount base_shipping_amount "
    "base_shipping_discount_tax_compensation_amnt base_shipping_incl_tax "
    "base_shipping_tax_amount base_subtotal base_subtotal_incl_tax base_tax_amount "
    "base_total_refunded base_to_global_rate base_to_order_rate discount_amount grand_total "
    "discount_tax_compensation_amount shipping_amount "
    "shipping_discount_tax_compensation_amount shipping_incl_tax shipping_tax_amount "
    "store_to_base_rate store_to_order_rate subtotal subtotal_incl_tax tax_amount "
    "billing_address_id can_void_flag email_sent entity_id is_used_for_refund "
    "shipping_address_id state store_id comments";

inline constexpr const char* kInvoiceItemAlways = "sku order_item_id qty";

inline constexpr const char* kInvoiceItemOmitted =
    "additional_data description name base_cost base_discount_amount "
    "base_discount_tax_compensation_amount base_price base_price_incl_tax base_row_total "
    "base_row_total_incl_tax base_tax_amount discount_amount discount_tax_compensation_amount "
    "price price_incl_tax row_total row_total_incl_tax tax_amount entity_id parent_id "
    "product_id";

inline constexpr const char* kCommentAlways =
    "is_customer_notified parent_id is_visible_on_front comment";

inline constexpr const char* kCommentOmitted = "created_at entity_id";

inline constexpr const char* kShipmentAlways = "order_id items tracks comments";

inline constexpr const char* kShipmentOmitted =
    "billing_address_id customer_id email_sent entity_id shipment_status shipping_address_id "
    "store_id created_at increment_id shipping_label updated_at packages total_qty "
    "total_weight";

inline constexpr const char* kShipmentItemAlways = "order_item_id qty";

inline constexpr const char* kShipmentItemOmitted =
    "additional_data description name sku entity_id parent_id product_id price row_total "
    "weight";

inline constexpr const char* kTrackAlways =
    "order_id parent_id weight qty description track_number title carrier_code";

inline constexpr const char* kTrackOmitted = "created_at updated_at entity_id";

inline constexpr const char* kCreditMemoAlways = "order_id items";

inline constexpr const char* kCreditMemoOmitted =
    "adjustment adjustment_negative adjustment_positive base_adjustment "
    "base_adjustment_negative base_adjustment_positive base_discount_amount base_grand_total "
    "base_discount_tax_compensation_amount base_shipping_amount "
    "base_shipping_discount_tax_compensation_amnt base_shipping_incl_tax "
    "base_shipping_tax_amount base_subtotal base_subtotal_incl_tax base_tax_amount "
    "base_to_global_rate base_to_order_rate discount_amount grand_total "
    "discount_tax_compensation_amount shipping_amount "
    "shipping_discount_tax_compensation_amount shipping_incl_tax shipping_tax_amount "
    "store_to_base_rate store_to_order_rate subtotal subtotal_incl_tax tax_amount "
    "base_currency_code created_at discount_description global_currency_code increment_id "
    "order_currency_code store_currency_code transaction_id updated_at billing_address_id "
    "creditmemo_status email_sent entity_id invoice_id shipping_address_id state store_id "
    "comments";

inline constexpr const char* kCreditMemoItemAlways =
    "base_cost base_price qty entity_id order_item_id";

inline constexpr const char* kCreditMemoItemOmitted =
    "additional_data description name sku weee_tax_applied base_discount_amount "
    "base_discount_tax_compensation_amount base_price_incl_tax base_row_total "
    "base_row_total_incl_tax base_tax_amount base_weee_tax_applied_amount "
    "base_weee_tax_applied_row_amnt base_weee_tax_disposition base_weee_tax_row_disposition "
    "discount_amount discount_tax_compensation_amount price price_incl_tax row_total "
    "row_total_incl_tax tax_amount weee_tax_applied_amount weee_tax_applied_row_amount "
    "weee_tax_disposition weee_tax_row_disposition parent_id product_id";

}  // namespace orderyard::api::rest::expected
