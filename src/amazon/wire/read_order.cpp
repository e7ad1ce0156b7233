// Reads the order's own members; its lines are read in read_order_item.cpp.
#include "amazon/wire/read_order.hpp"

#include "base/limits.hpp"

namespace orderyard::amazon::wire {

namespace {

void ReadHourMinute(ObjectReader& in, HourMinute& out) {
    in.Whole("hour", out.hour);
    in.Whole("minute", out.minute);
}

void ReadDayWindow(ObjectReader& in, DayWindow& out) {
    in.Object("startTime", out.start_time, ReadHourMinute);
    in.Object("endTime", out.end_time, ReadHourMinute);
}

void ReadDeliveryPreference(ObjectReader& in, DeliveryPreference& out) {
    in.Text("dropOffLocation", out.drop_off_location);
    in.Text("addressInstruction", out.address_instruction);
    in.Object("deliveryTime", out, [](ObjectReader& time, DeliveryPreference& preference) {
        time.Array("businessHours", preference.business_hours,
                   [](ObjectReader& hour, BusinessHour& to) {
                       hour.Text("dayOfWeek", to.day_of_week);
                       hour.Array("timeWindows", to.time_windows, ReadDayWindow);
                   });
        time.Array("exceptionDates", preference.exception_dates,
                   [](ObjectReader& date, ExceptionDate& to) {
                       date.Text("exceptionDate", to.date);
                       date.Text("exceptionDateType", to.date_type);
                       date.Array("timeWindows", to.time_windows, ReadDayWindow);
                   });
    });
    in.TextArray("deliveryCapabilities", out.capabilities);
}

void ReadRecipient(ObjectReader& in, Recipient& out) {
    in.Object("deliveryAddress", out.delivery_address, ReadAddress);
    in.Object("deliveryPreference", out.delivery_preference, ReadDeliveryPreference);
}

void ReadBuyer(ObjectReader& in, Buyer& out) {
    in.Text("buyerName", out.name);
    in.Text("buyerEmail", out.email);
    in.Text("buyerCompanyName", out.company_name);
    in.Text("buyerPurchaseOrderNumber", out.purchase_order_number);
}

void ReadProceeds(ObjectReader& in, OrderProceeds& out) {
    in.Object("grandTotal", out.grand_total, ReadMoney);
    in.Array("breakdowns", out.breakdowns, [](ObjectReader& breakdown, Breakdown& to) {
        breakdown.Text("type", to.type);
        breakdown.Text("status", to.status);
        breakdown.Object("subtotal", to.subtotal, ReadMoney);
    });
}

void ReadPayment(ObjectReader& in, PaymentExecution& out) {
    in.Text("paymentMethod", out.payment_method);
    in.Object("paymentAmount", out.payment_amount, ReadMoney);
    in.Text("acquirerId", out.acquirer_id);
    in.Text("cardBrand", out.card_brand);
    in.Text("authorizationCode", out.authorization_code);
}

void ReadTax(ObjectReader& in, OrderTax& out) {
    in.Array("taxRegistrations", out.registrations,
             [](ObjectReader& registration, TaxRegistration& to) {
                 registration.Text("entityType", to.entity_type);
                 registration.Text("legalName", to.legal_name);
                 registration.Text("taxRegistrationType", to.type);
                 registration.Text("taxRegistrationNumber", to.number);
                 registration.Object("taxRegistrationAddress", to.address, ReadAddress);
                 registration.Array("taxRegistrationAttributes", to.attributes,
                                    [](ObjectReader& attribute, TaxRegistration::Attribute& pair) {
                                        attribute.Text("key", pair.key);
                                        attribute.Text("value", pair.value);
                                    });
             });
    in.Object("taxInvoicing", out, [](ObjectReader& invoicing, OrderTax& tax) {
        invoicing.Text("buyerInvoicePreference", tax.buyer_invoice_preference);
        invoicing.Text("invoiceStatus", tax.invoice_status);
    });
}

void ReadFulfillment(ObjectReader& in, OrderFulfillment& out) {
    in.Text("fulfillmentStatus", out.status);
    in.Text("fulfilledBy", out.fulfilled_by);
    in.Text("fulfillmentServiceLevel", out.service_level);
    in.Object("shipByWindow", out.ship_by, ReadRange);
    in.Object("deliverByWindow", out.deliver_by, ReadRange);
    in.Object("labelPrintingWindow", out.label_printing, ReadRange);
}

void ReadPackage(ObjectReader& in, Package& out) {
    in.Text("packageReferenceId", out.package_reference_id);
    in.Text("createdTime", out.created_time);
    in.Object("packageStatus", out, [](ObjectReader& status, Package& package) {
        status.Text("status", package.status);
        status.Text("detailedStatus", package.detailed_status);
    });
    in.Text("carrier", out.carrier);
    in.Text("shipTime", out.ship_time);
    in.Text("shippingService", out.shipping_service);
    in.Text("trackingNumber", out.tracking_number);
    in.Object("shipFromAddress", out.ship_from, ReadAddress);
    in.Array("packageItems", out.items, [](ObjectReader& item, PackageItem& to) {
        item.Text("orderItemId", to.order_item_id);
        item.Whole("quantity", to.quantity);
        item.TextArray("transparencyCodes", to.transparency_codes);
    });
}

void ReadHead(ObjectReader& in, Order& out) {
    in.RequiredText("orderId", out.order_id);
    in.RequiredText("createdTime", out.created_time);
    in.RequiredText("lastUpdatedTime", out.last_updated_time);
    in.Array("orderAliases", out.aliases, [](ObjectReader& alias, Alias& to) {
        alias.Text("aliasId", to.alias_id);
        alias.Text("aliasType", to.alias_type);
    });
    in.TextArray("programs", out.programs);
    in.Array("associatedOrders", out.associated_orders,
             [](ObjectReader& order, AssociatedOrder& to) {
                 order.Text("orderId", to.order_id);
                 order.Text("associationType", to.association_type);
             });
    in.Object("salesChannel", out.sales_channel, [](ObjectReader& channel, SalesChannel& to) {
        channel.Text("channelName", to.channel_name);
        channel.Text("marketplaceId", to.marketplace_id);
        channel.Text("marketplaceName", to.marketplace_name);
    });
}

void ReadOrderObject(ObjectReader& in, Order& out) {
    ReadHead(in, out);
    in.Object("buyer", out.buyer, ReadBuyer);
    in.Object("recipient", out.recipient, ReadRecipient);
    in.Object("proceeds", out.proceeds, ReadProceeds);
    in.Object("payment", out, [](ObjectReader& payment, Order& order) {
        payment.Array("paymentExecutions", order.payments, ReadPayment);
    });
    in.Object("tax", out.tax, ReadTax);
    in.Object("fulfillment", out.fulfillment, ReadFulfillment);
    if (!in.Has("orderItems")) {
        in.Fail("orderItems", "is missing");
    }
    in.Array("orderItems", out.items, ReadItem);
    in.Array("packages", out.packages, ReadPackage);
    in.Array("fulfillmentOrders", out.fulfillment_order_ids,
             [](ObjectReader& order, std::string& id) { order.Text("fulfillmentOrderId", id); });
}

base::Error TooLarge(std::string what, std::size_t limit) {
    base::Error error;
    error.code = base::ErrorCode::kTooLarge;
    error.message = std::move(what) + " beyond %limit";
    error.params = {{"limit", std::to_string(limit)}};
    return error;
}

}  // namespace

base::Result<Order> ReadOrder(std::string_view text, ReadNotes* notes) {
    if (text.size() > base::limits::kOrderPayloadBytesMax) {
        return base::Fail(TooLarge("order text", base::limits::kOrderPayloadBytesMax));
    }
    const auto document = JsonDocument::Parse(text);
    if (!document) {
        return base::Fail(document.error());
    }
    const JsonValue* items = document->root().Find("orderItems");
    if (items != nullptr && items->items.size() > base::limits::kOrderLinesMax) {
        return base::Fail(TooLarge("order lines", base::limits::kOrderLinesMax));
    }
    ReadNotes own_notes;
    ReadNotes& kept_notes = notes != nullptr ? *notes : own_notes;
    Order order;
    {
        const JsonPath root;
        ObjectReader in(document->root(), root, kept_notes);
        ReadOrderObject(in, order);
    }
    if (kept_notes.error) {
        return base::Fail(*kept_notes.error);
    }
    return order;
}

}  // namespace orderyard::amazon::wire
