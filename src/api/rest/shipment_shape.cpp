// Magento knows no parcels with lines of their own: items and tracks of all packages stand side by
// side.
#include <algorithm>

#include "api/rest/document_item_id.hpp"
#include "api/rest/document_shape.hpp"

namespace orderyard::api::rest {
namespace {

using domain::Shipment;

constexpr const char* kOnlySource = "default";

void WriteItem(JsonWriter& json, const DocumentToShow<Shipment>& shown,
               const domain::OrderItem& item) {
    const std::int64_t shipment = shown.document.id.value;
    const auto position = static_cast<std::size_t>(&item - shown.order.items.data());
    json.BeginObject().Field("entity_id", DocumentItemId(shipment, position));
    json.Field("parent_id", shipment).Field("order_item_id", item.id.value);
    json.Field("qty", shown.document.QuantityOf(item.id));
    json.TextIfAny("sku", item.sku).TextIfAny("name", item.name);
    if (item.product_id.IsSet()) {
        json.Field("product_id", item.product_id.value);
    }
    json.Field("price", item.unit_price).Field("weight", 0).EndObject();
}

}  // namespace

void WriteTrack(JsonWriter& json, const Shipment& shipment, const domain::Track& track) {
    json.BeginObject().Field("entity_id", track.id.value);
    json.Field("order_id", shipment.order_id.value).Field("parent_id", shipment.id.value);
    json.Field("created_at", track.created_at.ToSqlSeconds());
    json.Field("updated_at", track.created_at.ToSqlSeconds());
    json.NullField("weight").NullField("qty").TextOrNull("description", track.service);
    json.Field("track_number", track.number).TextOrNull("title", track.title);
    json.Field("carrier_code", track.carrier_code).EndObject();
}

void WriteDocument(JsonWriter& json, const DocumentToShow<Shipment>& shown) {
    const Shipment& shipment = shown.document;
    json.BeginObject();
    WriteDocumentHead(json, shown);
    if (shown.order.customer_id.IsSet()) {
        json.Field("customer_id", shown.order.customer_id.value);
    }
    json.Field("total_qty", shipment.is_void ? 0 : shipment.Quantity());
    json.Key("items").BeginArray();
    for (const domain::OrderItem& item : shown.order.items) {
        if (!shipment.is_void && shipment.QuantityOf(item.id) > 0) {
            WriteItem(json, shown, item);
        }
    }
    json.EndArray().Key("tracks").BeginArray();
    for (const domain::Package& package : shipment.packages) {
        for (const domain::Track& track : package.tracks) {
            WriteTrack(json, shipment, track);
        }
    }
    json.EndArray();
    WriteComments(json, shown);
    json.Key("packages").BeginArray().EndArray();
    json.Key("extension_attributes").BeginObject().Field("source_code", kOnlySource);
    if (shipment.is_void) {
        json.Field("is_void", true);
    }
    json.EndObject().EndObject();
}

}  // namespace orderyard::api::rest
