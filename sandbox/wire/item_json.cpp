// The item's sections, each left out when it holds nothing.
#include "sandbox/wire/item_json.hpp"

#include <boost/json.hpp>

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

json::object WriteProduct(const Line& line) {
    json::object product;
    Put(product, "asin", line.asin);
    Put(product, "title", line.title);
    Put(product, "sellerSku", line.seller_sku);
    json::object condition;
    Put(condition, "conditionType", line.condition_type);
    Put(condition, "conditionSubtype", line.condition_subtype);
    Put(condition, "conditionNote", line.condition_note);
    Put(product, "condition", std::move(condition));
    if (line.unit_price) {
        json::object price{{"unitPrice", WriteMoney(*line.unit_price)}};
        if (line.has_business_price) {
            price["priceDesignation"] = "BUSINESS_PRICE";
        }
        product["price"] = std::move(price);
    }
    Put(product, "serialNumbers", WriteTexts(line.serial_numbers));
    if (!line.customized_url.empty()) {
        product["customization"] = json::object{{"customizedUrl", line.customized_url}};
    }
    return product;
}

json::object WriteItemProceeds(const Line& line) {
    if (line.breakdowns.empty()) {
        return {};
    }
    json::array breakdowns;
    for (const Breakdown& breakdown : line.breakdowns) {
        json::object object{{"type", breakdown.type}, {"subtotal", WriteMoney(breakdown.subtotal)}};
        json::array details;
        for (const Detail& detail : breakdown.details) {
            details.push_back(
                json::object{{"subtype", detail.subtype}, {"value", WriteMoney(detail.value)}});
        }
        Put(object, "detailedBreakdowns", std::move(details));
        breakdowns.push_back(std::move(object));
    }
    return {{"proceedsTotal", WriteMoney(line.Total())}, {"breakdowns", std::move(breakdowns)}};
}

json::object WriteCancellation(const Line& line) {
    json::object cancellation;
    if (line.cancel_request_reason) {
        cancellation["cancellationRequest"] =
            json::object{{"requester", "BUYER"}, {"cancelReason", *line.cancel_request_reason}};
    }
    if (!line.cancelled_by.empty()) {
        cancellation["cancellationExecution"] =
            json::object{{"cancelledBy", line.cancelled_by}, {"cancelReason", line.cancel_reason}};
    }
    return cancellation;
}

json::object WriteItemShipping(const Line& line) {
    json::object shipping;
    Put(shipping, "scheduledDeliveryWindow", WriteWindow(line.scheduled_delivery));
    json::object constraints;
    for (const std::string& name : line.constraints) {
        constraints[name] = "MANDATORY";
    }
    Put(shipping, "shippingConstraints", std::move(constraints));
    if (!line.ioss_number.empty()) {
        shipping["internationalShipping"] = json::object{{"iossNumber", line.ioss_number}};
    }
    return shipping;
}

json::object WriteItemFulfillment(const Line& line) {
    json::object fulfillment{{"quantityFulfilled", line.quantity_fulfilled},
                             {"quantityUnfulfilled", line.quantity_unfulfilled}};
    if (!line.substitution_type.empty()) {
        fulfillment["picking"] = json::object{
            {"substitutionPreference", json::object{{"substitutionType", line.substitution_type}}}};
    }
    json::object packing;
    if (line.gift) {
        json::object gift;
        Put(gift, "giftMessage", line.gift->message);
        Put(gift, "giftWrapLevel", line.gift->wrap_level);
        packing["giftOption"] = std::move(gift);
    }
    if (line.needs_serial_number) {
        packing["serialNumberRequirement"] = json::object{{"requirementType", "REQUIRED"}};
    }
    Put(fulfillment, "packing", std::move(packing));
    Put(fulfillment, "shipping", WriteItemShipping(line));
    return fulfillment;
}

json::object WriteItemTax(const Line& line) {
    json::object tax;
    if (!line.reporting_scheme.empty()) {
        tax["taxCalculationBreakdowns"] =
            json::array{json::object{{"reportingScheme", line.reporting_scheme}}};
    }
    if (!line.tax_responsible_party.empty()) {
        tax["taxCollections"] =
            json::array{json::object{{"model", "MARKETPLACE_FACILITATOR"},
                                     {"responsibleParty", line.tax_responsible_party}}};
    }
    return tax;
}

}  // namespace

json::object WriteItem(const Line& line) {
    json::object item{{"orderItemId", line.order_item_id},
                      {"quantityOrdered", line.quantity_ordered}};
    if (!line.measurement_unit.empty()) {
        item["measurement"] =
            json::object{{"unit", line.measurement_unit}, {"value", line.measurement_value}};
    }
    json::array associated;
    for (const AssociatedLine& other : line.associated_lines) {
        associated.push_back(json::object{{"orderId", other.order_id},
                                          {"orderItemId", other.order_item_id},
                                          {"associationType", other.association_type}});
    }
    Put(item, "associatedOrderItems", std::move(associated));
    Put(item, "programs", WriteTexts(line.programs));
    item["product"] = WriteProduct(line);
    Put(item, "proceeds", WriteItemProceeds(line));
    if (line.points_number > 0) {
        item["expense"] = json::object{
            {"pointsCost",
             json::object{{"pointsGranted",
                           json::object{{"pointsNumber", line.points_number},
                                        {"pointsMonetaryValue", WriteMoney(line.points_value)}}}}}};
    }
    json::array promotions;
    for (const std::string& id : line.promotion_ids) {
        promotions.push_back(json::object{{"promotionId", id}});
    }
    if (!promotions.empty()) {
        item["promotion"] = json::object{{"breakdowns", std::move(promotions)}};
    }
    Put(item, "cancellation", WriteCancellation(line));
    item["fulfillment"] = WriteItemFulfillment(line);
    Put(item, "tax", WriteItemTax(line));
    return item;
}

}  // namespace orderyard::sandbox
