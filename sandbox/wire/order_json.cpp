// Writes whole orders and then takes away: what a pending or cancelled order hides, what was not
// asked for, what the application's roles do not allow. Empty members are left out, as Amazon does.
#include "sandbox/wire/order_json.hpp"

#include <boost/json.hpp>

#include "sandbox/wire/item_json.hpp"
#include "sandbox/wire/overlay.hpp"

namespace orderyard::sandbox {

namespace json = boost::json;

void Put(json::object& object, std::string_view name, std::string_view text) {
    if (!text.empty()) {
        object[name] = text;
    }
}

void Put(json::object& object, std::string_view name, json::object value) {
    if (!value.empty()) {
        object[name] = std::move(value);
    }
}

void Put(json::object& object, std::string_view name, json::array value) {
    if (!value.empty()) {
        object[name] = std::move(value);
    }
}

void PutTime(json::object& object, std::string_view name,
             const std::optional<base::Instant>& instant) {
    if (instant) {
        object[name] = instant->ToIsoMillis();
    }
}

json::array WriteTexts(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

json::object WriteMoney(const base::Money& money) {
    return {{"amount", money.ToDecimal()}, {"currencyCode", money.currency().code()}};
}

json::object WriteWindow(const TimeWindow& window) {
    json::object object;
    PutTime(object, "earliestDateTime", window.earliest);
    PutTime(object, "latestDateTime", window.latest);
    return object;
}

namespace {

json::object WriteAddress(const Address& address) {
    json::object object;
    Put(object, "name", address.name);
    Put(object, "companyName", address.company_name);
    Put(object, "addressLine1", address.line1);
    Put(object, "addressLine2", address.line2);
    Put(object, "addressLine3", address.line3);
    Put(object, "city", address.city);
    Put(object, "districtOrCounty", address.district_or_county);
    Put(object, "stateOrRegion", address.state_or_region);
    Put(object, "municipality", address.municipality);
    Put(object, "postalCode", address.postal_code);
    Put(object, "countryCode", address.country_code);
    Put(object, "phone", address.phone);
    json::object extended;
    Put(extended, "streetName", address.street_name);
    Put(extended, "streetNumber", address.street_number);
    Put(extended, "complement", address.complement);
    Put(extended, "neighborhood", address.neighborhood);
    Put(object, "extendedFields", std::move(extended));
    Put(object, "addressType", address.address_type);
    return object;
}

json::object WriteBuyer(const Order& order) {
    json::object buyer;
    Put(buyer, "buyerName", order.buyer_name);
    Put(buyer, "buyerEmail", order.buyer_email);
    Put(buyer, "buyerCompanyName", order.buyer_company);
    Put(buyer, "buyerPurchaseOrderNumber", order.buyer_purchase_order);
    return buyer;
}

json::object WriteRecipient(const Order& order) {
    json::object recipient;
    Put(recipient, "deliveryAddress", WriteAddress(order.delivery_address));
    json::object preference;
    Put(preference, "dropOffLocation", order.drop_off_location);
    Put(preference, "addressInstruction", order.address_instruction);
    Put(preference, "deliveryCapabilities", WriteTexts(order.delivery_capabilities));
    Put(recipient, "deliveryPreference", std::move(preference));
    return recipient;
}

json::object WriteProceeds(const Order& order) {
    std::vector<Breakdown> sums;
    const auto add = [&sums](const Breakdown& breakdown) {
        for (Breakdown& sum : sums) {
            if (sum.type == breakdown.type && sum.status == breakdown.status) {
                sum.subtotal += breakdown.subtotal;
                return;
            }
        }
        sums.push_back({breakdown.type, breakdown.status, breakdown.subtotal, {}});
    };
    for (const Line& line : order.lines) {
        for (const Breakdown& breakdown : line.breakdowns) {
            add(breakdown);
        }
    }
    for (const Breakdown& breakdown : order.order_level_breakdowns) {
        add(breakdown);
    }
    if (sums.empty()) {
        return {};
    }
    json::array breakdowns;
    for (const Breakdown& sum : sums) {
        json::object object{{"type", sum.type}, {"subtotal", WriteMoney(sum.subtotal)}};
        Put(object, "status", sum.status);
        breakdowns.push_back(std::move(object));
    }
    return {{"grandTotal", WriteMoney(order.Total())}, {"breakdowns", std::move(breakdowns)}};
}

json::object WritePayment(const Order& order) {
    json::array executions;
    for (const PaymentExecution& payment : order.payments) {
        json::object object{{"paymentMethod", payment.method},
                            {"paymentAmount", WriteMoney(payment.amount)}};
        Put(object, "acquirerId", payment.acquirer_id);
        Put(object, "cardBrand", payment.card_brand);
        Put(object, "authorizationCode", payment.authorization_code);
        executions.push_back(std::move(object));
    }
    json::object object;
    Put(object, "paymentExecutions", std::move(executions));
    return object;
}

json::object WriteTax(const Order& order) {
    json::array registrations;
    for (const TaxRegistration& registration : order.tax_registrations) {
        json::object object{{"entityType", registration.entity_type}};
        Put(object, "legalName", registration.legal_name);
        Put(object, "taxRegistrationType", registration.registration_type);
        Put(object, "taxRegistrationNumber", registration.number);
        if (registration.address) {
            Put(object, "taxRegistrationAddress", WriteAddress(*registration.address));
        }
        if (!registration.tax_office.empty()) {
            object["taxRegistrationAttributes"] = json::array{
                json::object{{"key", "TAX_OFFICE"}, {"value", registration.tax_office}}};
        }
        registrations.push_back(std::move(object));
    }
    json::object invoicing;
    Put(invoicing, "buyerInvoicePreference", order.invoice_preference);
    Put(invoicing, "invoiceStatus", order.invoice_status);
    json::object tax;
    Put(tax, "taxRegistrations", std::move(registrations));
    Put(tax, "taxInvoicing", std::move(invoicing));
    return tax;
}

json::object WriteFulfillment(const Order& order) {
    json::object object{{"fulfillmentStatus", order.status}};
    Put(object, "fulfilledBy", order.fulfilled_by);
    Put(object, "fulfillmentServiceLevel", order.service_level);
    Put(object, "shipByWindow", WriteWindow(order.ship_by));
    Put(object, "deliverByWindow", WriteWindow(order.deliver_by));
    Put(object, "labelPrintingWindow", WriteWindow(order.label_printing));
    return object;
}

json::object WritePackage(const Package& package) {
    json::object object{{"packageReferenceId", package.reference_id}};
    PutTime(object, "createdTime", package.created);
    json::object status{{"status", package.status}};
    Put(status, "detailedStatus", package.detailed_status);
    object["packageStatus"] = std::move(status);
    Put(object, "carrier", package.carrier);
    PutTime(object, "shipTime", package.ship_time);
    Put(object, "shippingService", package.shipping_service);
    Put(object, "trackingNumber", package.tracking_number);
    Put(object, "shipFromAddress", WriteAddress(package.ship_from));
    json::array items;
    for (const PackageLine& line : package.lines) {
        json::object item{{"orderItemId", line.order_item_id}, {"quantity", line.quantity}};
        Put(item, "transparencyCodes", WriteTexts(line.transparency_codes));
        items.push_back(std::move(item));
    }
    Put(object, "packageItems", std::move(items));
    return object;
}

void EraseIn(json::object& object, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        object.erase(name);
    }
}

json::object* Inner(json::object& object, std::string_view name) {
    json::value* value = object.if_contains(name);
    return value == nullptr ? nullptr : value->if_object();
}

template <class Change>
void ForEachItem(json::object& order, Change change) {
    json::value* items = order.if_contains("orderItems");
    if (items == nullptr || !items->is_array()) {
        return;
    }
    for (json::value& item : items->get_array()) {
        if (item.is_object()) {
            change(item.get_object());
        }
    }
}

// A pending order has no price and no address yet; a cancelled one may have lost them.
void HideWhatIsNotSettled(json::object& object, const Order& order) {
    if (order.IsPending() || order.status == kCancelled) {
        if (json::object* fulfillment = Inner(object, "fulfillment")) {
            fulfillment->erase("deliverByWindow");
        }
    }
    if (!order.IsPending() && !order.hides_amounts) {
        return;
    }
    EraseIn(object, {"buyer", "recipient", "proceeds", "payment", "tax"});
    ForEachItem(object, [](json::object& item) {
        EraseIn(item, {"proceeds", "expense"});
        if (json::object* product = Inner(item, "product")) {
            product->erase("price");
        }
    });
}

void KeepAskedSections(json::object& object, const Sections& sections) {
    for (const SectionWord& word : kSectionWords) {
        if (!sections.Has(word.section)) {
            object.erase(word.member);
            ForEachItem(object, [&](json::object& item) { item.erase(word.member); });
        }
    }
}

void HideByRules(json::object& object, const Order& order, const OrderView& view) {
    if (json::object* buyer = Inner(object, "buyer")) {
        const bool is_open = order.status == kUnshipped || order.status == kPartiallyShipped ||
                             order.status == kShipped;
        if (!order.IsFulfilledByMerchant() || !is_open || !view.shows_personal_data) {
            buyer->erase("buyerEmail");
        }
        if (!view.shows_personal_data) {
            buyer->erase("buyerName");
        }
        if (buyer->empty()) {
            object.erase("buyer");
        }
    }
    json::object* recipient = Inner(object, "recipient");
    json::object* address = recipient == nullptr ? nullptr : Inner(*recipient, "deliveryAddress");
    if (address != nullptr) {
        const bool is_past = order.status == kShipped && order.deliver_by.latest &&
                             *order.deliver_by.latest < view.now;
        if (!order.IsFulfilledByMerchant() || is_past) {
            address->erase("phone");
        }
        if (!view.shows_personal_data) {
            EraseIn(*address, {"name", "addressLine1", "addressLine2", "addressLine3", "postalCode",
                               "phone", "extendedFields"});
        }
    }
    if (view.shows_personal_data) {
        return;
    }
    if (json::object* tax = Inner(object, "tax")) {
        tax->erase("taxRegistrations");
    }
    ForEachItem(object, [](json::object& item) {
        if (json::object* product = Inner(item, "product")) {
            product->erase("customization");
        }
        json::object* fulfillment = Inner(item, "fulfillment");
        json::object* packing = fulfillment == nullptr ? nullptr : Inner(*fulfillment, "packing");
        json::object* gift = packing == nullptr ? nullptr : Inner(*packing, "giftOption");
        if (gift != nullptr) {
            gift->erase("giftMessage");
        }
    });
}

json::object WriteEverything(const Order& order) {
    json::object object{{"orderId", order.order_id}};
    json::array aliases;
    for (const Alias& alias : order.aliases) {
        aliases.push_back(json::object{{"aliasId", alias.id}, {"aliasType", alias.type}});
    }
    Put(object, "orderAliases", std::move(aliases));
    object["createdTime"] = order.created.ToIsoMillis();
    object["lastUpdatedTime"] = order.last_updated.ToIsoMillis();
    Put(object, "programs", WriteTexts(order.programs));
    json::array associated;
    for (const AssociatedOrder& other : order.associated_orders) {
        associated.push_back(
            json::object{{"orderId", other.order_id}, {"associationType", other.association_type}});
    }
    Put(object, "associatedOrders", std::move(associated));
    json::object channel{{"channelName", order.channel_name}};
    Put(channel, "marketplaceId", order.marketplace_id);
    Put(channel, "marketplaceName", order.marketplace_name);
    object["salesChannel"] = std::move(channel);
    Put(object, "buyer", WriteBuyer(order));
    Put(object, "recipient", WriteRecipient(order));
    Put(object, "proceeds", WriteProceeds(order));
    Put(object, "payment", WritePayment(order));
    Put(object, "tax", WriteTax(order));
    object["fulfillment"] = WriteFulfillment(order);
    json::array items;
    for (const Line& line : order.lines) {
        items.push_back(WriteItem(line));
    }
    object["orderItems"] = std::move(items);
    json::array packages;
    for (const Package& package : order.packages) {
        packages.push_back(WritePackage(package));
    }
    Put(object, "packages", std::move(packages));
    json::array fulfillment_orders;
    for (const std::string& id : order.fulfillment_order_ids) {
        fulfillment_orders.push_back(json::object{{"fulfillmentOrderId", id}});
    }
    Put(object, "fulfillmentOrders", std::move(fulfillment_orders));
    return object;
}

void LayOverKept(json::object& object, const Order& order) {
    if (!order.overlay_json.empty()) {
        LayOver(object, json::parse(order.overlay_json).get_object());
    }
}

}  // namespace

json::object WriteOrder(const Order& order, const OrderView& view) {
    json::object object = WriteEverything(order);
    HideWhatIsNotSettled(object, order);
    LayOverKept(object, order);
    KeepAskedSections(object, view.sections);
    HideByRules(object, order, view);
    return object;
}

json::object WriteWholeOrder(const Order& order) {
    json::object object = WriteEverything(order);
    LayOverKept(object, order);
    return object;
}

}  // namespace orderyard::sandbox
