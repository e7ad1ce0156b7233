// The same struct always gives the same bytes: a repeat must be an edit, not another message.
#include "amazon/wire/requests.hpp"

#include "amazon/wire/json_document.hpp"
#include "amazon/wire/object_reader.hpp"
#include "base/text.hpp"

namespace orderyard::amazon::wire {

namespace {

class JsonObject {
  public:
    JsonObject& Text(std::string_view name, std::string_view value) {
        return Raw(name, base::JsonQuote(value));
    }
    JsonObject& OptionalText(std::string_view name, std::string_view value) {
        return value.empty() ? *this : Text(name, value);
    }
    JsonObject& Raw(std::string_view name, std::string_view json) {
        text_ += text_.size() > 1 ? "," : "";
        text_ += base::JsonQuote(name) + ":";
        text_ += json;
        return *this;
    }
    std::string End() const { return text_ + "}"; }

  private:
    std::string text_ = "{";
};

std::string Array(const std::vector<std::string>& values) {
    return "[" + base::Join(values, ",") + "]";
}

}  // namespace

std::string WriteShipmentConfirmation(const ShipmentConfirmation& confirmation) {
    std::vector<std::string> items;
    for (const ShippedItem& item : confirmation.items) {
        items.push_back(JsonObject()
                            .Text("orderItemId", item.order_item_id)
                            .Raw("quantity", std::to_string(item.quantity))
                            .End());
    }
    const std::string package = JsonObject()
                                    .Text("packageReferenceId", confirmation.package_reference_id)
                                    .Text("carrierCode", confirmation.carrier_code)
                                    .OptionalText("carrierName", confirmation.carrier_name)
                                    .OptionalText("shippingMethod", confirmation.shipping_method)
                                    .Text("trackingNumber", confirmation.tracking_number)
                                    .Text("shipDate", confirmation.ship_date)
                                    .Raw("orderItems", Array(items))
                                    .End();
    return JsonObject()
        .Text("marketplaceId", confirmation.marketplace_id)
        .Raw("packageDetail", package)
        .End();
}

base::Result<ShipmentConfirmation> ReadShipmentConfirmation(std::string_view text) {
    const auto document = JsonDocument::Parse(text);
    if (!document) {
        return base::Fail(document.error());
    }
    ShipmentConfirmation read;
    ReadNotes notes;
    const auto item = [](ObjectReader& in, ShippedItem& to) {
        in.RequiredText("orderItemId", to.order_item_id);
        std::optional<std::int64_t> quantity;
        in.Whole("quantity", quantity);
        to.quantity = quantity.value_or(0);
    };
    const auto package = [&](ObjectReader& in, ShipmentConfirmation& to) {
        in.RequiredText("packageReferenceId", to.package_reference_id);
        in.Text("carrierCode", to.carrier_code);
        in.Text("carrierName", to.carrier_name);
        in.Text("shippingMethod", to.shipping_method);
        in.RequiredText("trackingNumber", to.tracking_number);
        in.Text("shipDate", to.ship_date);
        in.Array("orderItems", to.items, item);
    };
    {
        const JsonPath path;
        ObjectReader in(document->root(), path, notes);
        in.Text("marketplaceId", read.marketplace_id);
        in.Object("packageDetail", read, package);
    }
    if (notes.error) {
        return base::Fail(*notes.error);
    }
    return read;
}

std::string WriteCancellation(const std::string& reason_code) {
    return JsonObject().Text("cancelReasonCode", reason_code).End();
}

std::string WriteFeedDocumentRequest(const std::string& content_type) {
    return JsonObject().Text("contentType", content_type).End();
}

std::string WriteFeedRequest(const std::string& feed_type,
                             const std::vector<std::string>& marketplace_ids,
                             const std::string& document_id, const std::string& options_json) {
    std::vector<std::string> ids;
    for (const std::string& id : marketplace_ids) {
        ids.push_back(base::JsonQuote(id));
    }
    JsonObject request;
    request.Text("feedType", feed_type)
        .Raw("marketplaceIds", Array(ids))
        .Text("inputFeedDocumentId", document_id);
    if (!options_json.empty()) {
        request.Raw("feedOptions", options_json);
    }
    return request.End();
}

}  // namespace orderyard::amazon::wire
