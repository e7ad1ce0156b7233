// Reads the lines of an order, and the small shapes that lines and orders share.
#include "amazon/wire/read_order.hpp"

namespace orderyard::amazon::wire {

namespace {

void ReadProduct(ObjectReader& in, Product& out) {
    in.Text("asin", out.asin);
    in.Text("title", out.title);
    in.Text("sellerSku", out.seller_sku);
    in.Object("condition", out, [](ObjectReader& condition, Product& product) {
        condition.Text("conditionType", product.condition_type);
        condition.Text("conditionSubtype", product.condition_subtype);
        condition.Text("conditionNote", product.condition_note);
    });
    in.Object("price", out, [](ObjectReader& price, Product& product) {
        price.Object("unitPrice", product.unit_price, ReadMoney);
        price.Text("priceDesignation", product.price_designation);
    });
    in.TextArray("serialNumbers", out.serial_numbers);
    in.Object("customization", out, [](ObjectReader& customization, Product& product) {
        customization.Text("customizedUrl", product.customized_url);
    });
}

void ReadBreakdown(ObjectReader& in, Breakdown& out) {
    in.Text("type", out.type);
    in.Object("subtotal", out.subtotal, ReadMoney);
    in.Array("detailedBreakdowns", out.details, [](ObjectReader& detail, DetailedBreakdown& part) {
        detail.Text("subtype", part.subtype);
        detail.Object("value", part.value, ReadMoney);
    });
}

void ReadCancellation(ObjectReader& in, OrderItem& out) {
    in.Object("cancellationRequest", out, [](ObjectReader& request, OrderItem& item) {
        request.Text("requester", item.cancel_requester);
        request.Text("cancelReason", item.cancel_request_reason);
    });
    in.Object("cancellationExecution", out, [](ObjectReader& execution, OrderItem& item) {
        execution.Text("cancelledBy", item.cancelled_by);
        execution.Text("cancelReason", item.cancel_reason);
    });
}

void ReadSubstitution(ObjectReader& in, ItemFulfillment& out) {
    in.Text("substitutionType", out.substitution_type);
    in.Array("substitutionOptions", out.substitution_options,
             [](ObjectReader& option, SubstitutionOption& to) {
                 option.Text("asin", to.asin);
                 option.Whole("quantityOrdered", to.quantity_ordered);
                 option.Text("sellerSku", to.seller_sku);
                 option.Text("title", to.title);
                 option.Object("measurement", to.measurement, ReadMeasurement);
             });
}

void ReadItemShipping(ObjectReader& in, ItemFulfillment& out) {
    in.Object("scheduledDeliveryWindow", out.scheduled_delivery, ReadRange);
    in.Object("shippingConstraints", out.constraints,
              [](ObjectReader& list, ShippingConstraints& to) {
                  list.Text("palletDelivery", to.pallet_delivery);
                  list.Text("cashOnDelivery", to.cash_on_delivery);
                  list.Text("signatureConfirmation", to.signature_confirmation);
                  list.Text("recipientIdentityVerification", to.recipient_identity_verification);
                  list.Text("recipientAgeVerification", to.recipient_age_verification);
              });
    in.Object("internationalShipping", out, [](ObjectReader& shipping, ItemFulfillment& to) {
        shipping.Text("iossNumber", to.ioss_number);
    });
}

void ReadItemFulfillment(ObjectReader& in, ItemFulfillment& out) {
    in.Whole("quantityFulfilled", out.quantity_fulfilled);
    in.Whole("quantityUnfulfilled", out.quantity_unfulfilled);
    in.Object("picking", out, [](ObjectReader& picking, ItemFulfillment& to) {
        picking.Object("substitutionPreference", to, ReadSubstitution);
    });
    in.Object("packing", out, [](ObjectReader& packing, ItemFulfillment& to) {
        packing.Object("giftOption", to.gift_option, [](ObjectReader& gift, GiftOption& option) {
            gift.Text("giftMessage", option.message);
            gift.Text("giftWrapLevel", option.wrap_level);
        });
        packing.Object("serialNumberRequirement", to,
                       [](ObjectReader& need, ItemFulfillment& fulfillment) {
                           need.Text("requirementType", fulfillment.serial_number_requirement);
                       });
    });
    in.Object("shipping", out, ReadItemShipping);
}

void ReadItemTax(ObjectReader& in, ItemTax& out) {
    in.Array("taxCalculationBreakdowns", out.reporting_schemes,
             [](ObjectReader& breakdown, std::string& scheme) {
                 breakdown.Text("reportingScheme", scheme);
             });
    in.Array("taxCollections", out.collections,
             [](ObjectReader& collection, ItemTax::Collection& to) {
                 collection.Text("model", to.model);
                 collection.Text("responsibleParty", to.responsible_party);
             });
}

void ReadItemMoney(ObjectReader& in, OrderItem& out) {
    in.Object("proceeds", out, [](ObjectReader& proceeds, OrderItem& item) {
        proceeds.Object("proceedsTotal", item.proceeds_total, ReadMoney);
        proceeds.Array("breakdowns", item.breakdowns, ReadBreakdown);
    });
    in.Object("expense", out, [](ObjectReader& expense, OrderItem& item) {
        expense.Object("pointsCost", item, [](ObjectReader& cost, OrderItem& of_item) {
            cost.Object("pointsGranted", of_item, [](ObjectReader& points, OrderItem& to) {
                points.Whole("pointsNumber", to.points_number);
                points.Object("pointsMonetaryValue", to.points_value, ReadMoney);
            });
        });
    });
    in.Object("promotion", out, [](ObjectReader& promotion, OrderItem& item) {
        promotion.Array(
            "breakdowns", item.promotion_ids,
            [](ObjectReader& breakdown, std::string& id) { breakdown.Text("promotionId", id); });
    });
}

}  // namespace

void ReadMoney(ObjectReader& in, Money& out) {
    in.RequiredText("amount", out.amount);
    in.RequiredText("currencyCode", out.currency_code);
}

void ReadRange(ObjectReader& in, DateTimeRange& out) {
    in.Text("earliestDateTime", out.earliest_date_time);
    in.Text("latestDateTime", out.latest_date_time);
}

void ReadMeasurement(ObjectReader& in, Measurement& out) {
    in.Text("unit", out.unit);
    in.Text("value", out.value);
}

void ReadAddress(ObjectReader& in, Address& out) {
    in.Text("name", out.name);
    in.Text("companyName", out.company_name);
    in.Text("addressLine1", out.line1);
    in.Text("addressLine2", out.line2);
    in.Text("addressLine3", out.line3);
    in.Text("city", out.city);
    in.Text("districtOrCounty", out.district_or_county);
    in.Text("stateOrRegion", out.state_or_region);
    in.Text("municipality", out.municipality);
    in.Text("postalCode", out.postal_code);
    in.Text("countryCode", out.country_code);
    in.Text("phone", out.phone);
    in.Object("extendedFields", out, [](ObjectReader& fields, Address& address) {
        fields.Text("streetName", address.street_name);
        fields.Text("streetNumber", address.street_number);
        fields.Text("complement", address.complement);
        fields.Text("neighborhood", address.neighborhood);
    });
    in.Text("addressType", out.address_type);
}

void ReadItem(ObjectReader& in, OrderItem& out) {
    in.RequiredText("orderItemId", out.order_item_id);
    in.Whole("quantityOrdered", out.quantity_ordered);
    if (!out.quantity_ordered) {
        in.Fail("quantityOrdered", "is missing");
    }
    in.Object("measurement", out.measurement, ReadMeasurement);
    in.Array("associatedOrderItems", out.associated_items,
             [](ObjectReader& item, AssociatedItem& to) {
                 item.Text("orderId", to.order_id);
                 item.Text("orderItemId", to.order_item_id);
                 item.Text("associationType", to.association_type);
             });
    in.TextArray("programs", out.programs);
    in.Object("product", out.product, ReadProduct);
    ReadItemMoney(in, out);
    in.Object("cancellation", out, ReadCancellation);
    in.Object("fulfillment", out.fulfillment, ReadItemFulfillment);
    in.Object("tax", out.tax, ReadItemTax);
}

}  // namespace orderyard::amazon::wire
