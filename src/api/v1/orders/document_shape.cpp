// A document never changes after it was issued, but what may be done to it does: both are in one
// object, so that a page needs no rule of its own.
#include "api/v1/orders/document_shape.hpp"

#include "actions/upload_bill.hpp"
#include "api/v1/shapes.hpp"

namespace orderyard::api::v1 {
namespace {

using base::Money;
using domain::OrderFile;

void WriteText(JsonWriter& json, std::string_view name, const Money& amount) {
    json.Field(name, amount.ToDecimal());
}

void WriteAmounts(JsonWriter& json, const domain::LineAmounts& amounts) {
    json.Key("amounts").BeginObject();
    WriteText(json, "row_total", amounts.row_total);
    WriteText(json, "row_tax", amounts.row_tax);
    WriteText(json, "shipping", amounts.shipping);
    WriteText(json, "shipping_tax", amounts.shipping_tax);
    WriteText(json, "gift_wrap", amounts.gift_wrap);
    WriteText(json, "gift_wrap_tax", amounts.gift_wrap_tax);
    WriteText(json, "fee", amounts.fee);
    WriteText(json, "fee_tax", amounts.fee_tax);
    WriteText(json, "discount", amounts.discount);
    WriteText(json, "tax", amounts.tax);
    WriteText(json, "total", amounts.total);
    json.EndObject();
}

// What the three kinds have in common.
template <class Document>
void WriteHead(JsonWriter& json, const OrderFile& file, const Document& document) {
    json.Field("id", document.id.value);
    json.TextOrNull("increment_id", document.increment_id);
    json.Field("order_id", file.order.id.value);
    json.Field("order_increment_id", file.order.increment_id);
    json.Field("is_from_channel", document.is_from_channel);
    json.Field("is_mail_sent", document.is_mail_sent);
    WriteInstant(json, "created_at", document.created_at);
    WriteInstant(json, "updated_at", document.updated_at);
}

void WritePackage(JsonWriter& json, const OrderFile& file, const domain::Package& package) {
    json.BeginObject().Field("id", package.id.value);
    if (package.reference > 0) {
        json.Field("reference", package.reference);
    } else {
        json.TextOrNull("reference", package.channel_reference);
    }
    json.Field("is_untracked", package.is_untracked).Key("lines").BeginArray();
    for (const auto& line : package.lines) {
        json.BeginObject();
        WriteLineOf(json, file.order, line.order_item_id);
        json.Field("quantity", line.quantity).EndObject();
    }
    json.EndArray().Key("tracks").BeginArray();
    for (const auto& track : package.tracks) {
        json.BeginObject().Field("id", track.id.value).Field("carrier_code", track.carrier_code);
        json.Field("title", track.title).Field("number", track.number);
        json.TextOrNull("service", track.service);
        WriteInstant(json, "created_at", track.created_at);
        json.EndObject();
    }
    json.EndArray().EndObject();
}

// How far the file has come on its way to the channel; null: nobody has sent it.
void WriteUpload(JsonWriter& json, const OrderFile& file, const domain::Bill& bill) {
    const domain::FollowUp* latest = domain::LatestUpload(file, bill);
    if (latest == nullptr) {
        json.NullField("upload");
        return;
    }
    json.Key("upload").BeginObject().Field("follow_up_id", latest->id.value);
    json.Field("state", ToString(latest->state));
    WriteInstant(json, "asked_at", latest->created_at);
    WriteInstant(json, "sent_at", latest->sent_at);
    WriteInstant(json, "ended_at", latest->ended_at);
    json.TextOrNull("error", latest->error).TextOrNull("next", latest->next).EndObject();
}

}  // namespace

void WriteLineOf(JsonWriter& json, const domain::Order& order, domain::OrderItemId item) {
    const domain::OrderItem* found = order.FindItem(item);
    json.Field("order_item_id", item.value);
    json.TextOrNull("sku", found == nullptr ? std::string_view() : found->sku);
}

void WriteAllowed(JsonWriter& json, std::string_view name,
                  const std::optional<domain::Refusal>& refusal) {
    json.Key(name).BeginObject().Field("allowed", !refusal.has_value());
    if (refusal) {
        json.Field("reason", refusal->reason).Field("text", refusal->text);
    }
    json.EndObject();
}

void WriteComponents(JsonWriter& json, const domain::Components& parts) {
    json.Key("components").BeginObject();
    WriteText(json, "item", parts.item);
    WriteText(json, "item_tax", parts.item_tax);
    WriteText(json, "shipping", parts.shipping);
    WriteText(json, "shipping_tax", parts.shipping_tax);
    WriteText(json, "gift_wrap", parts.gift_wrap);
    WriteText(json, "gift_wrap_tax", parts.gift_wrap_tax);
    WriteText(json, "fee", parts.fee);
    WriteText(json, "fee_tax", parts.fee_tax);
    WriteText(json, "total", parts.Total());
    json.EndObject();
}

void WriteInvoiceMembers(JsonWriter& json, const Papers& papers, const domain::Invoice& invoice) {
    const OrderFile& file = papers.file;
    WriteHead(json, file, invoice);
    json.Field("state", ToString(invoice.state)).Field("quantity", invoice.Quantity());
    json.Field("currency", file.order.currency.code()).Key("lines").BeginArray();
    for (const auto& line : invoice.lines) {
        json.BeginObject();
        WriteLineOf(json, file.order, line.order_item_id);
        json.Field("quantity", line.pieces.count);
        WriteAmounts(json, line.amounts);
        json.EndObject();
    }
    json.EndArray();
    WriteText(json, "extras", invoice.extras);
    WriteText(json, "grand_total", invoice.grand_total);
    json.TextOrNull("transaction_id", invoice.transaction_id);
    json.Key("actions").BeginObject();
    WriteAllowed(json, "pay", domain::WhyNotPay(file, invoice));
    WriteAllowed(json, "cancel", domain::WhyNotCancelInvoice(file, invoice));
    WriteAllowed(json, "upload", actions::WhyNotUploadBill(file, papers.store, {invoice.id, {}}));
    json.EndObject();
    WriteUpload(json, file, {invoice.id, {}});
}

void WriteShipmentMembers(JsonWriter& json, const Papers& papers,
                          const domain::Shipment& shipment) {
    const OrderFile& file = papers.file;
    WriteHead(json, file, shipment);
    json.Field("state", shipment.is_void ? "void" : "shipped");
    WriteInstant(json, "shipped_at", shipment.shipped_at);
    json.Field("quantity", shipment.Quantity()).Key("packages").BeginArray();
    for (const auto& package : shipment.packages) {
        WritePackage(json, file, package);
    }
    json.EndArray().Key("actions").BeginObject();
    WriteAllowed(json, "edit_tracks", domain::WhyNotEditTracks(file, shipment));
    WriteAllowed(json, "void", domain::WhyNotVoid(file, shipment));
    json.EndObject();
}

void WriteCreditMemoMembers(JsonWriter& json, const Papers& papers,
                            const domain::CreditMemo& memo) {
    const OrderFile& file = papers.file;
    WriteHead(json, file, memo);
    json.Field("state", ToString(memo.state)).TextOrNull("reason", memo.reason);
    if (memo.invoice_id.IsSet()) {
        json.Field("invoice_id", memo.invoice_id.value);
    } else {
        json.NullField("invoice_id");
    }
    json.Field("currency", file.order.currency.code()).Key("lines").BeginArray();
    for (const auto& line : memo.lines) {
        json.BeginObject();
        WriteLineOf(json, file.order, line.order_item_id);
        json.Field("quantity", line.Quantity());
        json.Field("unshipped_quantity", line.unshipped_quantity);
        json.Field("returned_quantity", line.returned_quantity);
        WriteComponents(json, line.amounts);
        json.EndObject();
    }
    json.EndArray();
    WriteText(json, "extras", memo.extras);
    WriteText(json, "adjustment_refund", memo.adjustment_refund);
    WriteText(json, "adjustment_fee", memo.adjustment_fee);
    WriteText(json, "grand_total", memo.grand_total);
    json.Key("actions").BeginObject();
    WriteAllowed(json, "void", domain::WhyNotVoid(file, memo));
    WriteAllowed(json, "upload", actions::WhyNotUploadBill(file, papers.store, {{}, memo.id}));
    json.EndObject();
    WriteUpload(json, file, {{}, memo.id});
}

void WriteInvoice(JsonWriter& json, const Papers& papers, const domain::Invoice& invoice) {
    json.BeginObject();
    WriteInvoiceMembers(json, papers, invoice);
    json.EndObject();
}

void WriteShipment(JsonWriter& json, const OrderFile& file, const domain::Shipment& shipment) {
    json.BeginObject();
    WriteShipmentMembers(json, {file, nullptr}, shipment);
    json.EndObject();
}

void WriteCreditMemo(JsonWriter& json, const Papers& papers, const domain::CreditMemo& memo) {
    json.BeginObject();
    WriteCreditMemoMembers(json, papers, memo);
    json.EndObject();
}

}  // namespace orderyard::api::v1
