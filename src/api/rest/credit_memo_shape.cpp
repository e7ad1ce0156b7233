// Ours keeps what is given back with the discount taken off; Magento shows price and discount
// apart.
#include "api/rest/charges.hpp"
#include "api/rest/currency_shape.hpp"
#include "api/rest/document_shape.hpp"
#include "api/rest/order_item_shape.hpp"

namespace orderyard::api::rest {
namespace {

using base::Money;
using domain::CreditMemo;

// A memo that the channel refused waits for a person: open.
int StateNumber(domain::CreditMemoState state) {
    switch (state) {
        case domain::CreditMemoState::kRejected: return 1;
        case domain::CreditMemoState::kIssued: return 2;
        case domain::CreditMemoState::kVoid: return 3;
    }
    return 0;
}

void WriteItem(JsonWriter& json, const DocumentToShow<CreditMemo>& shown,
               const domain::CreditMemoLine& line) {
    const domain::OrderItem* item = shown.order.FindItem(line.order_item_id);
    const Money row_total = line.amounts.item + line.discount;
    json.BeginObject().Field("entity_id", line.id.value);
    json.Field("parent_id", shown.document.id.value);
    json.Field("order_item_id", line.order_item_id.value).Field("qty", line.Quantity());
    json.NullField("base_cost");
    if (item == nullptr) {
        json.NullField("base_price");
    } else {
        json.TextIfAny("sku", item->sku).TextIfAny("name", item->name);
        if (item->product_id.IsSet()) {
            json.Field("product_id", item->product_id.value);
        }
        Twins(json, "price", item->unit_price);
        Twins(json, "price_incl_tax", item->unit_price_incl_tax);
    }
    Twins(json, "row_total", row_total);
    Twins(json, "row_total_incl_tax", row_total + line.amounts.item_tax);
    Twins(json, "tax_amount", line.amounts.item_tax);
    Twins(json, "discount_amount", line.discount);
    Twins(json, "discount_tax_compensation_amount", Money());
    json.EndObject();
}

void WriteTotals(JsonWriter& json, const CreditMemo& memo) {
    Money discount;
    domain::Components sum;
    for (const domain::CreditMemoLine& line : memo.lines) {
        sum = sum + line.amounts;
        discount += line.discount;
    }
    const Money subtotal = sum.item + discount;
    Twins(json, "grand_total", memo.grand_total);
    Twins(json, "subtotal", subtotal);
    Twins(json, "subtotal_incl_tax", subtotal + sum.item_tax);
    Twins(json, "discount_amount", -discount);
    Twins(json, "tax_amount", sum.item_tax + sum.shipping_tax + sum.gift_wrap_tax + sum.fee_tax);
    Twins(json, "discount_tax_compensation_amount", Money());
    Twins(json, "shipping_amount", sum.shipping);
    Twins(json, "shipping_incl_tax", sum.shipping + sum.shipping_tax);
    Twins(json, "shipping_tax_amount", sum.shipping_tax);
    json.Field("base_shipping_discount_tax_compensation_amnt", 0);
    json.Field("shipping_discount_tax_compensation_amount", 0);
    Twins(json, "adjustment_positive", memo.adjustment_refund);
    Twins(json, "adjustment_negative", memo.adjustment_fee);
    Twins(json, "adjustment", memo.adjustment_refund - memo.adjustment_fee);
}

Charges ChargesOf(const CreditMemo& memo) {
    Charges charges;
    charges.other = memo.extras;
    for (const domain::CreditMemoLine& line : memo.lines) {
        charges.gift_wrap += line.amounts.gift_wrap;
        charges.gift_wrap_tax += line.amounts.gift_wrap_tax;
        charges.fee += line.amounts.fee;
        charges.fee_tax += line.amounts.fee_tax;
    }
    return charges;
}

}  // namespace

void WriteDocument(JsonWriter& json, const DocumentToShow<CreditMemo>& shown) {
    const CreditMemo& memo = shown.document;
    json.BeginObject();
    WriteDocumentHead(json, shown);
    json.Field("state", StateNumber(memo.state));
    if (memo.invoice_id.IsSet()) {
        json.Field("invoice_id", memo.invoice_id.value);
    }
    WriteCurrency(json, shown.order.currency);
    WriteTotals(json, memo);
    json.Key("items").BeginArray();
    for (const domain::CreditMemoLine& line : memo.lines) {
        WriteItem(json, shown, line);
    }
    json.EndArray();
    WriteComments(json, shown);
    WriteOnlyCharges(json, ChargesOf(memo));
    json.EndObject();
}

void WriteComment(JsonWriter& json, std::int64_t document, const domain::DocumentComment& comment) {
    json.BeginObject().Field("comment", comment.text);
    json.Field("created_at", comment.at.ToSqlSeconds()).Field("entity_id", comment.id);
    json.Field("is_customer_notified", comment.is_customer_notified ? 1 : 0);
    json.Field("is_visible_on_front", comment.is_visible_on_front ? 1 : 0);
    json.Field("parent_id", document).EndObject();
}

}  // namespace orderyard::api::rest
