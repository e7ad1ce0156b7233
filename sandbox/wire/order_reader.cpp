// Reads a posted order of Amazon's shape. Only the frame is insisted on; whatever cannot be held as
// such is kept as an overlay, so that a test can make Amazon say anything.
#include <boost/json.hpp>

#include "sandbox/wire/item_json.hpp"
#include "sandbox/wire/order_json.hpp"
#include "sandbox/wire/overlay.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

const json::object kNothing;

const json::object& Inner(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_object() ? value->get_object() : kNothing;
}

std::string Text(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::optional<std::int64_t> Number(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_int64() ? std::optional(value->get_int64()) : std::nullopt;
}

std::optional<base::Instant> Time(const json::object& object, std::string_view name) {
    const auto instant = base::Instant::ParseIso(Text(object, name));
    return instant ? std::optional(*instant) : std::nullopt;
}

TimeWindow Window(const json::object& object, std::string_view name) {
    const json::object& window = Inner(object, name);
    return {Time(window, "earliestDateTime"), Time(window, "latestDateTime")};
}

std::optional<base::Money> Amount(const json::object& money) {
    const auto currency = base::Currency::Parse(Text(money, "currencyCode"));
    if (!currency) {
        return std::nullopt;
    }
    const auto amount = base::Money::Parse(Text(money, "amount"), *currency);
    return amount ? std::optional(*amount) : std::nullopt;
}

template <class Visit>
void ForEach(const json::object& object, std::string_view name, Visit visit) {
    const json::value* values = object.if_contains(name);
    if (values != nullptr && values->is_array()) {
        for (const json::value& value : values->get_array()) {
            if (value.is_object()) {
                visit(value.get_object());
            }
        }
    }
}

std::vector<std::string> Texts(const json::object& object, std::string_view name) {
    std::vector<std::string> texts;
    const json::value* values = object.if_contains(name);
    if (values != nullptr && values->is_array()) {
        for (const json::value& value : values->get_array()) {
            if (value.is_string()) {
                texts.emplace_back(value.get_string());
            }
        }
    }
    return texts;
}

Address AddressOf(const json::object& object) {
    Address address;
    address.name = Text(object, "name");
    address.company_name = Text(object, "companyName");
    address.line1 = Text(object, "addressLine1");
    address.line2 = Text(object, "addressLine2");
    address.line3 = Text(object, "addressLine3");
    address.city = Text(object, "city");
    address.district_or_county = Text(object, "districtOrCounty");
    address.state_or_region = Text(object, "stateOrRegion");
    address.municipality = Text(object, "municipality");
    address.postal_code = Text(object, "postalCode");
    address.country_code = Text(object, "countryCode");
    address.phone = Text(object, "phone");
    address.address_type = Text(object, "addressType");
    const json::object& extended = Inner(object, "extendedFields");
    address.street_name = Text(extended, "streetName");
    address.street_number = Text(extended, "streetNumber");
    address.complement = Text(extended, "complement");
    address.neighborhood = Text(extended, "neighborhood");
    return address;
}

void ReadBreakdowns(const json::object& proceeds, std::vector<Breakdown>& breakdowns) {
    ForEach(proceeds, "breakdowns", [&](const json::object& object) {
        const std::optional<base::Money> subtotal = Amount(Inner(object, "subtotal"));
        if (!subtotal) {
            return;
        }
        Breakdown breakdown{Text(object, "type"), Text(object, "status"), *subtotal, {}};
        ForEach(object, "detailedBreakdowns", [&](const json::object& detail) {
            if (const auto value = Amount(Inner(detail, "value"))) {
                breakdown.details.push_back({Text(detail, "subtype"), *value});
            }
        });
        breakdowns.push_back(std::move(breakdown));
    });
}

void ReadItemFulfillment(const json::object& item, Line& line) {
    const json::object& fulfillment = Inner(item, "fulfillment");
    line.quantity_fulfilled = Number(fulfillment, "quantityFulfilled").value_or(0);
    line.quantity_unfulfilled = Number(fulfillment, "quantityUnfulfilled")
                                    .value_or(line.quantity_ordered - line.quantity_fulfilled);
    line.substitution_type =
        Text(Inner(Inner(fulfillment, "picking"), "substitutionPreference"), "substitutionType");
    const json::object& packing = Inner(fulfillment, "packing");
    if (packing.contains("giftOption")) {
        const json::object& gift = Inner(packing, "giftOption");
        line.gift = Gift{Text(gift, "giftMessage"), Text(gift, "giftWrapLevel")};
    }
    line.needs_serial_number = packing.contains("serialNumberRequirement");
    const json::object& shipping = Inner(fulfillment, "shipping");
    line.scheduled_delivery = Window(shipping, "scheduledDeliveryWindow");
    for (const auto& constraint : Inner(shipping, "shippingConstraints")) {
        line.constraints.emplace_back(constraint.key());
    }
    line.ioss_number = Text(Inner(shipping, "internationalShipping"), "iossNumber");
}

void ReadProduct(const json::object& product, Line& line) {
    line.asin = Text(product, "asin");
    line.title = Text(product, "title");
    line.seller_sku = Text(product, "sellerSku");
    const json::object& condition = Inner(product, "condition");
    line.condition_type = Text(condition, "conditionType");
    line.condition_subtype = Text(condition, "conditionSubtype");
    line.condition_note = Text(condition, "conditionNote");
    const json::object& price = Inner(product, "price");
    line.unit_price = Amount(Inner(price, "unitPrice"));
    line.has_business_price = Text(price, "priceDesignation") == "BUSINESS_PRICE";
    line.serial_numbers = Texts(product, "serialNumbers");
    line.customized_url = Text(Inner(product, "customization"), "customizedUrl");
}

base::Result<Line> ReadItem(const json::object& item) {
    Line line;
    line.order_item_id = Text(item, "orderItemId");
    const std::optional<std::int64_t> quantity = Number(item, "quantityOrdered");
    if (line.order_item_id.empty() || !quantity || !item.contains("product")) {
        return base::Fail(base::InvalidInput(
            "orderItems", "each needs orderItemId, quantityOrdered and product"));
    }
    line.quantity_ordered = *quantity;
    const json::object& measurement = Inner(item, "measurement");
    line.measurement_unit = Text(measurement, "unit");
    line.measurement_value = Number(measurement, "value").value_or(0);
    ForEach(item, "associatedOrderItems", [&](const json::object& other) {
        line.associated_lines.push_back(
            {Text(other, "orderId"), Text(other, "orderItemId"), Text(other, "associationType")});
    });
    line.programs = Texts(item, "programs");
    ReadProduct(Inner(item, "product"), line);
    ReadBreakdowns(Inner(item, "proceeds"), line.breakdowns);
    const json::object& points =
        Inner(Inner(Inner(item, "expense"), "pointsCost"), "pointsGranted");
    if (const auto value = Amount(Inner(points, "pointsMonetaryValue"))) {
        line.points_number = Number(points, "pointsNumber").value_or(0);
        line.points_value = *value;
    }
    ForEach(Inner(item, "promotion"), "breakdowns", [&](const json::object& promotion) {
        line.promotion_ids.push_back(Text(promotion, "promotionId"));
    });
    const json::object& cancellation = Inner(item, "cancellation");
    if (cancellation.contains("cancellationRequest")) {
        line.cancel_request_reason =
            Text(Inner(cancellation, "cancellationRequest"), "cancelReason");
    }
    line.cancelled_by = Text(Inner(cancellation, "cancellationExecution"), "cancelledBy");
    line.cancel_reason = Text(Inner(cancellation, "cancellationExecution"), "cancelReason");
    ReadItemFulfillment(item, line);
    ForEach(Inner(item, "tax"), "taxCalculationBreakdowns", [&](const json::object& scheme) {
        line.reporting_scheme = Text(scheme, "reportingScheme");
    });
    ForEach(Inner(item, "tax"), "taxCollections", [&](const json::object& collection) {
        line.tax_responsible_party = Text(collection, "responsibleParty");
    });
    return line;
}

void ReadParties(const json::object& object, Order& order) {
    const json::object& buyer = Inner(object, "buyer");
    order.buyer_name = Text(buyer, "buyerName");
    order.buyer_email = Text(buyer, "buyerEmail");
    order.buyer_company = Text(buyer, "buyerCompanyName");
    order.buyer_purchase_order = Text(buyer, "buyerPurchaseOrderNumber");
    const json::object& recipient = Inner(object, "recipient");
    order.delivery_address = AddressOf(Inner(recipient, "deliveryAddress"));
    const json::object& preference = Inner(recipient, "deliveryPreference");
    order.drop_off_location = Text(preference, "dropOffLocation");
    order.address_instruction = Text(preference, "addressInstruction");
    order.delivery_capabilities = Texts(preference, "deliveryCapabilities");
    ForEach(Inner(object, "tax"), "taxRegistrations", [&](const json::object& registration) {
        TaxRegistration read{Text(registration, "entityType"),
                             Text(registration, "legalName"),
                             Text(registration, "taxRegistrationType"),
                             Text(registration, "taxRegistrationNumber"),
                             {},
                             ""};
        if (registration.contains("taxRegistrationAddress")) {
            read.address = AddressOf(Inner(registration, "taxRegistrationAddress"));
        }
        ForEach(registration, "taxRegistrationAttributes",
                [&](const json::object& attribute) { read.tax_office = Text(attribute, "value"); });
        order.tax_registrations.push_back(std::move(read));
    });
    const json::object& invoicing = Inner(Inner(object, "tax"), "taxInvoicing");
    order.invoice_preference = Text(invoicing, "buyerInvoicePreference");
    order.invoice_status = Text(invoicing, "invoiceStatus");
}

void ReadPackages(const json::object& object, Order& order) {
    ForEach(object, "packages", [&](const json::object& read) {
        Package package;
        package.reference_id = Text(read, "packageReferenceId");
        package.created = Time(read, "createdTime");
        package.status = Text(Inner(read, "packageStatus"), "status");
        package.detailed_status = Text(Inner(read, "packageStatus"), "detailedStatus");
        package.carrier = Text(read, "carrier");
        package.ship_time = Time(read, "shipTime");
        package.shipping_service = Text(read, "shippingService");
        package.tracking_number = Text(read, "trackingNumber");
        package.ship_from = AddressOf(Inner(read, "shipFromAddress"));
        ForEach(read, "packageItems", [&](const json::object& item) {
            package.lines.push_back({Text(item, "orderItemId"),
                                     Number(item, "quantity").value_or(0),
                                     Texts(item, "transparencyCodes")});
        });
        order.packages.push_back(std::move(package));
    });
}

}  // namespace

base::Result<Address> ReadAddress(const json::object& object) {
    const Address address = AddressOf(object);
    if (address == Address{}) {
        return base::Fail(base::InvalidInput("deliveryAddress", "holds no member of an address"));
    }
    return address;
}

base::Result<Order> ReadOrder(const json::object& object) {
    Order order;
    order.order_id = Text(object, "orderId");
    if (order.order_id.empty()) {
        return base::Fail(base::InvalidInput("orderId", "is needed"));
    }
    order.created = Time(object, "createdTime").value_or(base::Instant{});
    order.last_updated = Time(object, "lastUpdatedTime").value_or(base::Instant{});
    ForEach(object, "orderAliases", [&](const json::object& alias) {
        order.aliases.push_back({Text(alias, "aliasId"), Text(alias, "aliasType")});
    });
    order.programs = Texts(object, "programs");
    ForEach(object, "associatedOrders", [&](const json::object& other) {
        order.associated_orders.push_back({Text(other, "orderId"), Text(other, "associationType")});
    });
    const json::object& channel = Inner(object, "salesChannel");
    order.channel_name = Text(channel, "channelName");
    order.marketplace_id = Text(channel, "marketplaceId");
    order.marketplace_name = Text(channel, "marketplaceName");
    if (order.channel_name.empty()) {
        return base::Fail(base::InvalidInput("salesChannel", "channelName is needed"));
    }
    ReadParties(object, order);
    ForEach(Inner(object, "payment"), "paymentExecutions", [&](const json::object& payment) {
        if (const auto amount = Amount(Inner(payment, "paymentAmount"))) {
            order.payments.push_back({Text(payment, "paymentMethod"), *amount,
                                      Text(payment, "acquirerId"), Text(payment, "cardBrand"),
                                      Text(payment, "authorizationCode")});
        }
    });
    ReadBreakdowns(Inner(object, "proceeds"), order.order_level_breakdowns);
    std::erase_if(order.order_level_breakdowns,
                  [](const Breakdown& sum) { return sum.type != "DELIVERY_TIP"; });
    const json::object& fulfillment = Inner(object, "fulfillment");
    order.status = Text(fulfillment, "fulfillmentStatus");
    order.fulfilled_by = Text(fulfillment, "fulfilledBy");
    order.service_level = Text(fulfillment, "fulfillmentServiceLevel");
    order.ship_by = Window(fulfillment, "shipByWindow");
    order.deliver_by = Window(fulfillment, "deliverByWindow");
    order.label_printing = Window(fulfillment, "labelPrintingWindow");
    if (order.status.empty()) {
        return base::Fail(base::InvalidInput("fulfillment", "fulfillmentStatus is needed"));
    }
    std::optional<base::Error> refused;
    ForEach(object, "orderItems", [&](const json::object& item) {
        auto line = ReadItem(item);
        if (line) {
            order.lines.push_back(std::move(*line));
        } else {
            refused = line.error();
        }
    });
    if (refused || order.lines.empty()) {
        return base::Fail(
            refused.value_or(base::InvalidInput("orderItems", "at least one is needed")));
    }
    ReadPackages(object, order);
    ForEach(object, "fulfillmentOrders", [&](const json::object& other) {
        order.fulfillment_order_ids.push_back(Text(other, "fulfillmentOrderId"));
    });
    json::object kept = Beyond(object, WriteOrder(order, {Sections::All(), true, order.created}));
    kept.erase("createdTime");
    kept.erase("lastUpdatedTime");
    if (!kept.empty()) {
        order.overlay_json = json::serialize(kept);
    }
    return order;
}

}  // namespace orderyard::sandbox
