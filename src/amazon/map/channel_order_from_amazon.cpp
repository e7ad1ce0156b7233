// The order's own members, one after the other as Amazon's model lists them; its lines are in
// map_item.cpp.
#include "amazon/map/channel_order_from_amazon.hpp"

#include <fmt/format.h>

#include <array>
#include <set>

#include "amazon/map/mapping.hpp"
#include "amazon/map/marks_of.hpp"
#include "amazon/map/marketplaces.hpp"

namespace orderyard::amazon {

namespace {

using domain::ChannelStatus;
using domain::FulfilledBy;

std::optional<ChannelStatus> StatusOf(std::string_view amazon_word) {
    using enum ChannelStatus;
    static constexpr std::array<std::pair<std::string_view, ChannelStatus>, 7> kWords = {{
        {"PENDING_AVAILABILITY", kPendingAvailability},
        {"PENDING", kPending},
        {"UNSHIPPED", kUnshipped},
        {"PARTIALLY_SHIPPED", kPartiallyShipped},
        {"SHIPPED", kShipped},
        {"CANCELLED", kCanceled},
        {"UNFULFILLABLE", kUnfulfillable},
    }};
    for (const auto& [word, status] : kWords) {
        if (word == amazon_word) {
            return status;
        }
    }
    return std::nullopt;
}

void MapFulfillment(Mapping& mapping, const std::optional<wire::OrderFulfillment>& given) {
    domain::ChannelOrder& out = mapping.order();
    const wire::OrderFulfillment fulfillment = given.value_or(wire::OrderFulfillment{});
    out.status_text = Short(fulfillment.status);
    if (const auto status = StatusOf(fulfillment.status)) {
        out.status = *status;
    } else {
        mapping.Unknown("fulfillment.fulfillmentStatus", fulfillment.status);
    }
    if (fulfillment.fulfilled_by == "MERCHANT") {
        out.fulfilled_by = FulfilledBy::kMerchant;
    } else if (fulfillment.fulfilled_by == "AMAZON") {
        out.fulfilled_by = FulfilledBy::kChannel;
    } else {
        // Guessing here could ship goods that Amazon ships already.
        mapping.Unknown("fulfillment.fulfilledBy", fulfillment.fulfilled_by);
    }
    out.service_level = Short(fulfillment.service_level);
    out.ship_by = mapping.Window(fulfillment.ship_by, "fulfillment.shipByWindow");
    out.deliver_by = mapping.Window(fulfillment.deliver_by, "fulfillment.deliverByWindow");
    out.label_printing =
        mapping.Window(fulfillment.label_printing, "fulfillment.labelPrintingWindow");
}

void MapSalesChannel(Mapping& mapping, const wire::SalesChannel& channel) {
    domain::ChannelOrder& out = mapping.order();
    out.is_foreign = channel.channel_name == "NON_AMAZON";
    out.marketplace_id = mapping.Id(channel.marketplace_id, "salesChannel.marketplaceId");
    out.marketplace_name = Short(channel.marketplace_name);
    if (!out.is_foreign && channel.channel_name != "AMAZON") {
        mapping.Unknown("salesChannel.channelName", channel.channel_name);
    }
    const Marketplace* marketplace = FindMarketplace(out.marketplace_id);
    if (marketplace != nullptr) {
        out.prices_include_tax = marketplace->prices_include_tax;
    } else if (!out.is_foreign && !out.marketplace_id.empty()) {
        mapping.Unknown("salesChannel.marketplaceId", out.marketplace_id);
    }
}

std::string DayWindows(const std::vector<wire::DayWindow>& windows) {
    const auto clock = [](const wire::HourMinute& time) {
        return fmt::format("{:02}:{:02}", time.hour.value_or(0), time.minute.value_or(0));
    };
    std::string text;
    for (const wire::DayWindow& window : windows) {
        text +=
            (text.empty() ? " " : ",") + clock(window.start_time) + "-" + clock(window.end_time);
    }
    return text;
}

void MapRecipient(Mapping& mapping, wire::Recipient recipient) {
    domain::ChannelOrder& out = mapping.order();
    if (recipient.delivery_address) {
        out.ship_to = LocationOf(*recipient.delivery_address);
        out.personal.shipping = PersonalAddressOf(std::move(*recipient.delivery_address));
    }
    if (!recipient.delivery_preference) {
        return;
    }
    const wire::DeliveryPreference& preference = *recipient.delivery_preference;
    out.personal.drop_off_location = Short(preference.drop_off_location);
    out.personal.delivery_instruction = Long(preference.address_instruction);
    for (const wire::BusinessHour& hour : preference.business_hours) {
        AddFact(out.facts, "delivery.business_hours",
                hour.day_of_week + DayWindows(hour.time_windows));
    }
    for (const wire::ExceptionDate& date : preference.exception_dates) {
        AddFact(out.facts, "delivery.exception",
                date.date + " " + date.date_type + DayWindows(date.time_windows));
    }
    for (const std::string& capability : preference.capabilities) {
        AddFact(out.facts, "delivery.capability", capability);
    }
}

void MapMoney(Mapping& mapping, const wire::Order& order) {
    domain::ChannelOrder& out = mapping.order();
    out.grand_total = mapping.Amount(order.proceeds.grand_total, "proceeds.grandTotal");
    for (const wire::Breakdown& breakdown : order.proceeds.breakdowns) {
        if (!breakdown.subtotal) {
            continue;
        }
        const auto kind = AmountKindOf(breakdown.type);
        out.amounts.push_back({kind, std::nullopt,
                               mapping.Amount(*breakdown.subtotal, "proceeds.breakdowns"),
                               kind == domain::AmountKind::kOther ? Short(breakdown.type) : "",
                               Short(breakdown.status)});
    }
    for (const wire::PaymentExecution& payment : order.payments) {
        domain::ChannelPayment to;
        to.method = Short(payment.payment_method);
        if (payment.payment_amount) {
            to.amount =
                mapping.Amount(*payment.payment_amount, "payment.paymentExecutions.paymentAmount");
        }
        to.acquirer_id = Short(payment.acquirer_id);
        to.card_brand = Short(payment.card_brand);
        to.authorization_code = Short(payment.authorization_code);
        out.payments.push_back(std::move(to));
    }
}

void MapTax(wire::OrderTax tax, domain::ChannelOrder& out) {
    for (wire::TaxRegistration& registration : tax.registrations) {
        domain::TaxRegistration to;
        to.entity = Short(registration.entity_type);
        to.legal_name = Short(registration.legal_name);
        to.kind = Short(registration.type);
        to.number = Short(registration.number);
        for (const auto& attribute : registration.attributes) {
            to.attributes.emplace_back(Short(attribute.key), Short(attribute.value));
        }
        if (registration.address) {
            const domain::Location location = LocationOf(*registration.address);
            to.address = PersonalAddressOf(std::move(*registration.address));
            to.address_city = location.city;
            to.address_region = location.region;
            to.address_country = location.country_code;
            for (const auto& [name, value] : {std::pair{"districtOrCounty", location.district},
                                              std::pair{"municipality", location.municipality},
                                              std::pair{"addressType", location.address_kind}}) {
                if (!value.empty()) {
                    to.address.extended.emplace_back(name, value);
                }
            }
        }
        out.personal.tax_registrations.push_back(std::move(to));
    }
    AddFact(out.facts, "tax_invoicing.buyer_preference", tax.buyer_invoice_preference);
    AddFact(out.facts, "tax_invoicing.status", tax.invoice_status);
}

void MapHeadFacts(const wire::Order& order, domain::ChannelOrder& out) {
    for (const wire::Alias& alias : order.aliases) {
        AddFact(out.facts, "alias." + Short(alias.alias_type), alias.alias_id);
    }
    for (const wire::AssociatedOrder& associated : order.associated_orders) {
        AddFact(out.facts, "associated." + Short(associated.association_type), associated.order_id);
        if (associated.association_type == "REPLACEMENT_ORIGINAL_ID" ||
            associated.association_type == "EXCHANGE_ORIGINAL_ID") {
            out.replaces_number = Short(associated.order_id);
        }
    }
    for (const std::string& program : order.programs) {
        out.programs.push_back(Short(program));
    }
    for (const std::string& id : order.fulfillment_order_ids) {
        AddFact(out.facts, "fulfillment_order", id);
    }
}

void MapPackages(Mapping& mapping, const std::vector<wire::Package>& packages) {
    for (const wire::Package& package : packages) {
        domain::ChannelPackage to;
        to.reference = mapping.Id(package.package_reference_id, "packages.packageReferenceId");
        to.created_at = mapping.Time(package.created_time, "packages.createdTime");
        to.shipped_at = mapping.Time(package.ship_time, "packages.shipTime");
        to.status = Short(package.status);
        to.detailed_status = Short(package.detailed_status);
        to.carrier = Short(package.carrier);
        to.shipping_service = Short(package.shipping_service);
        to.tracking_number = Short(package.tracking_number);
        if (package.ship_from) {
            to.ship_from = LocationOf(*package.ship_from);
        }
        for (const wire::PackageItem& item : package.items) {
            domain::ChannelPackageItem part;
            part.item_number = mapping.Id(item.order_item_id, "packages.packageItems.orderItemId");
            part.quantity = mapping.Quantity(item.quantity, "packages.packageItems.quantity");
            part.transparency_codes = item.transparency_codes;
            to.items.push_back(std::move(part));
        }
        mapping.order().packages.push_back(std::move(to));
    }
}

// Two lines of one number could not be told apart later, when one of them ships.
void CheckItemNumbers(Mapping& mapping) {
    std::set<std::string_view> numbers;
    for (const domain::ChannelOrderItem& item : mapping.order().items) {
        if (!numbers.insert(item.number).second) {
            mapping.Fail("orderItems.orderItemId", base::Malformed("the same line number twice"));
        }
    }
}

}  // namespace

base::Result<domain::ChannelOrder> ChannelOrderFromAmazon(wire::Order order,
                                                          domain::StoreId store_id) {
    domain::ChannelOrder out;
    Mapping mapping(out);
    out.store_id = store_id;
    out.number = mapping.Id(order.order_id, "orderId");
    out.created_at = mapping.RequiredTime(order.created_time, "createdTime");
    out.updated_at = mapping.RequiredTime(order.last_updated_time, "lastUpdatedTime");
    MapSalesChannel(mapping, order.sales_channel);
    MapFulfillment(mapping, order.fulfillment);
    MapHeadFacts(order, out);
    MapMoney(mapping, order);
    out.personal.buyer_name = Short(std::move(order.buyer.name));
    out.personal.buyer_email = Short(std::move(order.buyer.email));
    out.personal.buyer_company = Short(std::move(order.buyer.company_name));
    out.personal.purchase_order_number = Short(std::move(order.buyer.purchase_order_number));
    MapRecipient(mapping, std::move(order.recipient));
    MapTax(std::move(order.tax), out);
    out.items.reserve(order.items.size());
    for (std::size_t i = 0; i < order.items.size(); ++i) {
        MapItem(mapping, std::move(order.items[i]), i);
    }
    CheckItemNumbers(mapping);
    out.marks = MarksOf(out);
    MapPackages(mapping, order.packages);
    if (mapping.error()) {
        return base::Fail(*mapping.error());
    }
    const Marketplace* marketplace = FindMarketplace(out.marketplace_id);
    if (!out.currency.IsSet() && marketplace != nullptr) {
        out.currency = base::Currency::Of(marketplace->currency_code);
    }
    return out;
}

}  // namespace orderyard::amazon
