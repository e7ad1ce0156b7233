// Magento bills a line once in an invoice; ours may hold several runs of its pieces, which are
// added up here.
#include <algorithm>

#include "api/rest/charges.hpp"
#include "api/rest/currency_shape.hpp"
#include "api/rest/document_item_id.hpp"
#include "api/rest/document_shape.hpp"
#include "api/rest/order_amounts.hpp"
#include "api/rest/order_item_shape.hpp"

namespace orderyard::api::rest {
namespace {

using base::Money;
using domain::Invoice;
using domain::LineAmounts;

struct Row {
    domain::OrderItemId item;
    std::int64_t quantity = 0;
    LineAmounts amounts;
};

std::vector<Row> RowsOf(const Invoice& invoice) {
    std::vector<Row> rows;
    for (const domain::InvoiceLine& line : invoice.lines) {
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& each) {
            return each.item == line.order_item_id;
        });
        if (row == rows.end()) {
            rows.push_back({line.order_item_id, line.pieces.count, line.amounts});
        } else {
            row->quantity += line.pieces.count;
            row->amounts = row->amounts + line.amounts;
        }
    }
    return rows;
}

int StateNumber(domain::InvoiceState state) {
    switch (state) {
        case domain::InvoiceState::kOpen: return 1;
        case domain::InvoiceState::kPaid: return 2;
        case domain::InvoiceState::kCanceled: return 3;
    }
    return 0;
}

void WriteItem(JsonWriter& json, const DocumentToShow<Invoice>& shown, const Row& row,
               std::size_t position) {
    const domain::OrderItem* item = shown.order.FindItem(row.item);
    const Money tax = GoodsTax(row.amounts);
    const std::int64_t invoice = shown.document.id.value;
    json.BeginObject().Field("entity_id", DocumentItemId(invoice, position));
    json.Field("parent_id", invoice);
    json.Field("order_item_id", row.item.value).Field("qty", row.quantity);
    json.TextOrNull("sku", item == nullptr ? "" : item->sku);
    if (item != nullptr) {
        json.TextIfAny("name", item->name);
        if (item->product_id.IsSet()) {
            json.Field("product_id", item->product_id.value);
        }
        Twins(json, "price", item->unit_price);
        Twins(json, "price_incl_tax", item->unit_price_incl_tax);
    }
    Twins(json, "row_total", row.amounts.row_total);
    Twins(json, "row_total_incl_tax", row.amounts.row_total + tax);
    Twins(json, "tax_amount", tax);
    Twins(json, "discount_amount", GoodsDiscount(row.amounts));
    Twins(json, "discount_tax_compensation_amount", Money());
    json.EndObject();
}

void WriteTotals(JsonWriter& json, const Invoice& invoice, const std::vector<Row>& rows) {
    Money subtotal, row_tax, discount, tax, shipping, shipping_tax;
    for (const Row& row : rows) {
        subtotal += row.amounts.row_total;
        row_tax += row.amounts.row_tax;
        discount += row.amounts.discount;
        tax += row.amounts.tax;
        shipping += row.amounts.shipping;
        shipping_tax += ShippingTax(row.amounts);
    }
    Twins(json, "grand_total", invoice.grand_total);
    Twins(json, "subtotal", subtotal);
    Twins(json, "subtotal_incl_tax", subtotal + row_tax);
    Twins(json, "discount_amount", -discount);
    Twins(json, "tax_amount", tax);
    Twins(json, "discount_tax_compensation_amount", Money());
    Twins(json, "shipping_amount", shipping);
    Twins(json, "shipping_incl_tax", shipping + shipping_tax);
    Twins(json, "shipping_tax_amount", shipping_tax);
    json.Field("base_shipping_discount_tax_compensation_amnt", 0);
    json.Field("shipping_discount_tax_compensation_amount", 0);
}

Charges ChargesOf(const Invoice& invoice) {
    Charges charges;
    charges.other = invoice.grand_total;
    for (const domain::InvoiceLine& line : invoice.lines) {
        const LineAmounts& part = line.amounts;
        charges.gift_wrap += part.gift_wrap;
        charges.gift_wrap_tax += part.gift_wrap_tax;
        charges.fee += part.fee;
        charges.fee_tax += part.fee_tax;
        charges.other -= part.row_total + part.shipping + part.gift_wrap + part.fee + part.tax;
        charges.other += part.discount;
    }
    return charges;
}

}  // namespace

void WriteDocument(JsonWriter& json, const DocumentToShow<Invoice>& shown) {
    const Invoice& invoice = shown.document;
    const std::vector<Row> rows = RowsOf(invoice);
    json.BeginObject();
    WriteDocumentHead(json, shown);
    json.Field("state", StateNumber(invoice.state)).Field("can_void_flag", 0);
    json.TextIfAny("transaction_id", invoice.transaction_id);
    WriteCurrency(json, shown.order.currency);
    WriteTotals(json, invoice, rows);
    json.Field("total_qty", invoice.Quantity()).Key("items").BeginArray();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        WriteItem(json, shown, rows[i], i);
    }
    json.EndArray();
    WriteComments(json, shown);
    WriteOnlyCharges(json, ChargesOf(invoice));
    json.EndObject();
}

}  // namespace orderyard::api::rest
