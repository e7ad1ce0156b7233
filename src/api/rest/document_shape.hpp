// Magento's Invoice, Shipment and Creditmemo, and the comments on them.
#pragma once

#include <vector>

#include "api/json_writer.hpp"
#include "api/rest/address_shape.hpp"
#include "domain/order/order_file.hpp"

namespace orderyard::api::rest {

// What is written about one document. `order` is the document's.
template <class Document>
struct DocumentToShow {
    const Document& document;
    const domain::Order& order;
    const std::vector<domain::DocumentComment>& comments;  // oldest first
};

void WriteDocument(JsonWriter& json, const DocumentToShow<domain::Invoice>& shown);
// A shipment that was taken back has no items any more, and says so in its extension attributes.
void WriteDocument(JsonWriter& json, const DocumentToShow<domain::Shipment>& shown);
void WriteDocument(JsonWriter& json, const DocumentToShow<domain::CreditMemo>& shown);

void WriteTrack(JsonWriter& json, const domain::Shipment& shipment, const domain::Track& track);
void WriteComment(JsonWriter& json, std::int64_t document, const domain::DocumentComment& comment);

// The start of every document: ids, times, addresses.
template <class Document>
void WriteDocumentHead(JsonWriter& json, const DocumentToShow<Document>& shown) {
    const Document& document = shown.document;
    json.Field("entity_id", document.id.value);
    json.TextIfAny("increment_id", document.increment_id);
    json.Field("order_id", shown.order.id.value);
    json.Field("store_id", document.store_view_id.value);
    json.Field("created_at", document.created_at.ToSqlSeconds());
    json.Field("updated_at", document.updated_at.ToSqlSeconds());
    json.Field("billing_address_id", AddressId(shown.order, AddressType::kBilling));
    json.Field("shipping_address_id", AddressId(shown.order, AddressType::kShipping));
    if (document.is_mail_sent) {
        json.Field("email_sent", 1);
    }
}

template <class Document>
void WriteComments(JsonWriter& json, const DocumentToShow<Document>& shown) {
    json.Key("comments").BeginArray();
    for (const domain::DocumentComment& comment : shown.comments) {
        WriteComment(json, shown.document.id.value, comment);
    }
    json.EndArray();
}

}  // namespace orderyard::api::rest
