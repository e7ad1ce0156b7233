// The allow-lists. Documents are kept in one currency, so Magento's base_ twins are the same
// columns.
#include "storage/documents/document_fields.hpp"

#include <array>

namespace orderyard::storage {

namespace {

constexpr const char* kInOrders = "o.order_id IN (SELECT s.id FROM sales_order s WHERE ";

constexpr ListField Money(std::string_view name, std::string_view sql,
                          std::string_view index = "") {
    return {name, FieldKind::kMoney, sql, index};
}
constexpr ListField Int(std::string_view name, std::string_view sql, std::string_view index = "") {
    return {name, FieldKind::kInt, sql, index};
}
constexpr ListField Date(std::string_view name, std::string_view sql, std::string_view index) {
    return {name, FieldKind::kDate, sql, index};
}
constexpr ListField Text(std::string_view name, std::string_view sql, std::string_view index = "") {
    return {name, FieldKind::kText, sql, index};
}
constexpr ListField OrderNumber(std::string_view index) {
    return {"order_increment_id",
            FieldKind::kText,
            "lower(s.increment_id)",
            index,
            false,
            false,
            kInOrders};
}

constexpr ListField ChannelNumber(std::string_view index) {
    return {"order_channel_number",
            FieldKind::kText,
            "lower(s.channel_number)",
            index,
            false,
            false,
            kInOrders,
            {"s.id", "sales_order"}};
}
constexpr ListField InvoiceTotal(std::string_view name) {
    return {name, FieldKind::kMoney,  "o.grand_total", "invoice_by_grand_total", false, false,
            "",   {"o.id", "invoice"}};
}
// Looked at row by row: most lists have many of each store.
constexpr ListField ChannelStore() {
    return {"channel_store_id", FieldKind::kInt,
            "(SELECT s.channel_store_id FROM sales_order s WHERE s.id = o.order_id)", "", true};
}

constexpr std::array kInvoiceFields = {
    Int("entity_id", "o.id"),
    Text("increment_id", "lower(o.increment_id)", "invoice_by_increment"),
    Int("order_id", "o.order_id", "invoice_by_order"),
    OrderNumber("invoice_by_order"),
    ChannelNumber("invoice_by_order"),
    ChannelStore(),
    Int("store_id", "o.store_view_id"),
    Int("state", "CASE o.state WHEN 'open' THEN 1 WHEN 'paid' THEN 2 ELSE 3 END"),
    Date("created_at", "o.created_at", "invoice_by_created"),
    Date("updated_at", "o.updated_at", "invoice_by_updated"),
    InvoiceTotal("grand_total"),
    InvoiceTotal("base_grand_total"),
    Int("total_qty", "o.quantity"),
    Int("email_sent", "o.is_mail_sent"),
    Text("transaction_id", "lower(o.transaction_id)"),
    Text("order_currency_code", "lower(o.currency)"),
    Text("base_currency_code", "lower(o.currency)"),
    Text("store_currency_code", "lower(o.currency)"),
    Text("global_currency_code", "lower(o.currency)"),
};

constexpr std::array kShipmentFields = {
    Int("entity_id", "o.id"),
    Text("increment_id", "lower(o.increment_id)", "shipment_by_increment"),
    Int("order_id", "o.order_id", "shipment_by_order"),
    OrderNumber("shipment_by_order"),
    ChannelNumber("shipment_by_order"),
    ChannelStore(),
    Int("store_id", "o.store_view_id"),
    Date("created_at", "o.created_at", "shipment_by_created"),
    Date("updated_at", "o.updated_at", "shipment_by_updated"),
    Int("total_qty", "o.quantity"),
    Int("email_sent", "o.is_mail_sent"),
    Int("is_void", "o.is_void"),
    ListField{"tracking",
              FieldKind::kText,
              "lower(t.number)",
              "",
              false,
              false,
              "o.id IN (SELECT p.shipment_id FROM track t JOIN shipment_package p "
              "ON p.id = t.package_id WHERE ",
              {"t.id", "track"}},
    ListField{"carrier", FieldKind::kText,
              "(SELECT lower(t.carrier_code) FROM shipment_package p JOIN track t "
              "ON t.package_id = p.id WHERE p.order_id = o.order_id AND p.shipment_id = o.id "
              "LIMIT 1)",
              "", true},
};

// A memo that the channel refused is open: a person has to decide about it.
constexpr std::array kCreditMemoFields = {
    Int("entity_id", "o.id"),
    Text("increment_id", "lower(o.increment_id)", "credit_memo_by_increment"),
    Int("order_id", "o.order_id", "credit_memo_by_order"),
    OrderNumber("credit_memo_by_order"),
    ChannelNumber("credit_memo_by_order"),
    ChannelStore(),
    ListField{"invoice_id", FieldKind::kInt, "o.invoice_id", "credit_memo_by_invoice", true, true},
    Int("store_id", "o.store_view_id"),
    Int("state", "CASE o.state WHEN 'rejected' THEN 1 WHEN 'issued' THEN 2 ELSE 3 END"),
    Date("created_at", "o.created_at", "credit_memo_by_created"),
    Date("updated_at", "o.updated_at", "credit_memo_by_updated"),
    Money("grand_total", "o.grand_total", "credit_memo_by_grand_total"),
    Money("base_grand_total", "o.grand_total", "credit_memo_by_grand_total"),
    Money("adjustment_positive", "o.adjustment_refund"),
    Money("base_adjustment_positive", "o.adjustment_refund"),
    Money("adjustment_negative", "o.adjustment_fee"),
    Money("base_adjustment_negative", "o.adjustment_fee"),
    Money("adjustment", "(o.adjustment_refund - o.adjustment_fee)"),
    Money("base_adjustment", "(o.adjustment_refund - o.adjustment_fee)"),
    Int("email_sent", "o.is_mail_sent"),
    Text("order_currency_code", "lower(o.currency)"),
    Text("base_currency_code", "lower(o.currency)"),
    Text("store_currency_code", "lower(o.currency)"),
    Text("global_currency_code", "lower(o.currency)"),
};

}  // namespace

const FieldList& InvoiceFields() {
    static constexpr FieldList kInvoices{"Invoices", "invoice", kInvoiceFields, kNoIndex, ""};
    return kInvoices;
}

const FieldList& ShipmentFields() {
    static constexpr FieldList kShipments{"Shipments", "shipment", kShipmentFields, kNoIndex, ""};
    return kShipments;
}

const FieldList& CreditMemoFields() {
    static constexpr FieldList kCreditMemos{"Credit memos", "credit_memo", kCreditMemoFields,
                                            kNoIndex, ""};
    return kCreditMemos;
}

}  // namespace orderyard::storage
