// Everything the channel gave is shown, also what nothing of ours acts upon: people compare it with
// the channel's own pages.
#include "api/v1/channel_order_shape.hpp"

#include "api/v1/orders/channel_page.hpp"
#include "api/v1/shapes.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::ChannelOrder;
using domain::ChannelOrderItem;
using domain::ChannelPackage;

void WriteFacts(JsonWriter& json, const std::vector<domain::ChannelFact>& facts) {
    json.Key("facts").BeginArray();
    for (const domain::ChannelFact& fact : facts) {
        json.BeginObject().Field("name", fact.name).Field("value", fact.value).EndObject();
    }
    json.EndArray();
}

void WriteAmounts(JsonWriter& json, const std::vector<domain::ChannelAmount>& amounts) {
    json.Key("amounts").BeginArray();
    for (const domain::ChannelAmount& amount : amounts) {
        json.BeginObject().Field("kind", ToString(amount.kind));
        if (amount.part) {
            json.Field("part", ToString(*amount.part));
        } else {
            json.NullField("part");
        }
        WriteMoney(json, "value", amount.amount);
        json.TextIfAny("label", amount.label);
        json.TextIfAny("status", amount.status);
        json.EndObject();
    }
    json.EndArray();
}

void WriteLocation(JsonWriter& json, const domain::Location& location) {
    json.TextOrNull("city", location.city);
    json.TextIfAny("district", location.district);
    json.TextIfAny("municipality", location.municipality);
    json.TextOrNull("region", location.region);
    json.TextOrNull("country_code", location.country_code);
    json.TextIfAny("address_kind", location.address_kind);
}

void WriteBuyer(JsonWriter& json, const domain::PersonalData& personal) {
    json.Key("buyer").BeginObject();
    json.TextOrNull("name", personal.buyer_name);
    json.TextOrNull("email", personal.buyer_email);
    json.TextOrNull("company", personal.buyer_company);
    json.TextOrNull("purchase_order_number", personal.purchase_order_number);
    json.EndObject();
    json.Key("tax_registrations").BeginArray();
    for (const domain::TaxRegistration& registration : personal.tax_registrations) {
        json.BeginObject().Field("entity", registration.entity).Field("kind", registration.kind);
        json.Field("number", registration.number);
        json.TextOrNull("legal_name", registration.legal_name);
        json.EndObject();
    }
    json.EndArray();
}

// What a person put in the address's place, or null.
void WriteCorrected(JsonWriter& json, const domain::CorrectedAddress& corrected) {
    if (!corrected.IsSet()) {
        json.NullField("corrected_ship_to");
        return;
    }
    json.Key("corrected_ship_to").BeginObject();
    WriteTexts(json, "lines", corrected.lines);
    json.Field("city", corrected.city).Field("region", corrected.region);
    json.Field("postal_code", corrected.postal_code);
    json.Field("country_code", corrected.country_code).EndObject();
}

void WriteShipTo(JsonWriter& json, const ChannelOrder& order) {
    const domain::PersonalAddress& address = order.personal.shipping;
    json.Key("ship_to").BeginObject();
    json.TextOrNull("name", address.name);
    json.TextIfAny("company", address.company);
    WriteTexts(json, "lines", address.lines);
    json.TextOrNull("postal_code", address.postal_code);
    json.TextOrNull("phone", address.phone);
    WriteLocation(json, order.ship_to);
    json.EndObject();
    WriteCorrected(json, order.personal.corrected);
    json.Key("delivery").BeginObject();
    for (const auto& [name, value] :
         {std::pair("drop_off_location", &order.personal.drop_off_location),
          std::pair("delivery_instruction", &order.personal.delivery_instruction)}) {
        json.TextIfAny(name, *value);
    }
    json.EndObject();
}

void WriteDetails(JsonWriter& json, const ChannelOrder& order) {
    json.Key("details").BeginObject();
    json.Field("number", order.number);
    WriteInstant(json, "purchased_at", order.created_at);
    WriteInstant(json, "updated_at", order.updated_at);
    json.Field("status", ToString(order.status)).Field("status_text", order.status_text);
    json.Field("fulfilled_by", ToString(order.fulfilled_by))
        .Field("service_level", order.service_level);
    json.Field("marketplace_id", order.marketplace_id)
        .Field("marketplace_name", order.marketplace_name);
    json.TextOrNull("page", ChannelPageOf(order.marketplace_id, order.number));
    json.Field("is_foreign", order.is_foreign);
    json.Field("buyer_asks_to_cancel", order.BuyerAsksToCancel());
    WriteTexts(json, "programs", order.programs);
    WriteMarks(json, order.marks);
    json.TextOrNull("replaces_number", order.replaces_number);
    WriteWindow(json, "ship_by", order.ship_by);
    WriteWindow(json, "deliver_by", order.deliver_by);
    json.Field("quantity_ordered", order.QuantityOrdered());
    json.Field("quantity_shipped", order.QuantityFulfilled());
    json.Field("quantity_unshipped", order.QuantityUnfulfilled());
    json.TextOrNull("currency", order.currency.code());
    WriteMoney(json, "total", order.grand_total);
    WriteAmounts(json, order.amounts);
    json.Key("payments").BeginArray();
    for (const domain::ChannelPayment& payment : order.payments) {
        json.BeginObject().Field("method", payment.method);
        WriteMoney(json, "amount", payment.amount);
        json.EndObject();
    }
    json.EndArray();
    WriteBuyer(json, order.personal);
    WriteShipTo(json, order);
    WriteFacts(json, order.facts);
    json.Key("unknown_values").BeginArray();
    for (const domain::UnknownValue& unknown : order.unknown_values) {
        json.BeginObject().Field("path", unknown.path).Field("value", unknown.value).EndObject();
    }
    json.EndArray().EndObject();
}

void WriteItem(JsonWriter& json, const ChannelOrder& order, const ChannelOrderItem& item) {
    json.BeginObject().Field("number", item.number);
    json.TextOrNull("sku", item.sku);
    json.TextOrNull("product_number", item.product_number);
    json.Field("title", item.title);
    json.Field("quantity_ordered", item.quantity_ordered)
        .Field("quantity_shipped", item.quantity_fulfilled);
    json.Field("quantity_unshipped", item.quantity_unfulfilled);
    json.Field("quantity_cancelled", item.QuantityCancelled());
    WriteMoney(json, "unit_price", item.unit_price);
    WriteMoney(json, "total", item.proceeds_total);
    WriteAmounts(json, item.amounts);
    json.TextOrNull("condition", item.condition);
    json.Field("is_gift", item.is_gift);
    json.TextIfAny("gift_wrap_level", item.gift_wrap_level);
    json.TextIfAny("price_designation", item.price_designation);
    json.TextOrNull("cancel_requested_by", item.cancel_requested_by);
    json.TextOrNull("cancelled_by", item.cancelled_by);
    if (const domain::PersonalItem* personal = order.personal.FindItem(item.number)) {
        json.TextIfAny("gift_message", personal->gift_message);
        json.TextIfAny("customized_url", personal->customized_url);
        json.TextIfAny("cancel_request_reason", personal->cancel_request_reason);
        json.TextIfAny("cancel_reason", personal->cancel_reason);
    }
    if (item.scheduled_delivery) {
        WriteWindow(json, "scheduled_delivery", *item.scheduled_delivery);
    }
    WriteTexts(json, "promotion_ids", item.promotion_ids);
    WriteTexts(json, "serial_numbers", item.serial_numbers);
    WriteFacts(json, item.facts);
    json.EndObject();
}

void WritePackage(JsonWriter& json, const ChannelPackage& package) {
    json.BeginObject().Field("reference", package.reference);
    WriteInstant(json, "created_at", package.created_at);
    WriteInstant(json, "shipped_at", package.shipped_at);
    json.Field("status", package.status).Field("detailed_status", package.detailed_status);
    json.TextOrNull("carrier", package.carrier);
    json.TextOrNull("shipping_service", package.shipping_service);
    json.TextOrNull("tracking_number", package.tracking_number);
    json.Key("ship_from").BeginObject();
    WriteLocation(json, package.ship_from);
    json.EndObject().Key("items").BeginArray();
    for (const domain::ChannelPackageItem& item : package.items) {
        json.BeginObject().Field("item_number", item.item_number).Field("quantity", item.quantity);
        WriteTexts(json, "transparency_codes", item.transparency_codes);
        json.EndObject();
    }
    json.EndArray().EndObject();
}

}  // namespace

void WriteChannelOrder(JsonWriter& json, const ChannelOrder& order) {
    WriteDetails(json, order);
    json.Key("items").BeginArray();
    for (const ChannelOrderItem& item : order.items) {
        WriteItem(json, order, item);
    }
    json.EndArray().Key("packages").BeginArray();
    for (const ChannelPackage& package : order.packages) {
        WritePackage(json, package);
    }
    json.EndArray();
}

}  // namespace orderyard::api::v1
