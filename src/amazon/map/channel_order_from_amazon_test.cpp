// Field by field: Amazon's order in, channel order out.
#include "amazon/map/channel_order_from_amazon.hpp"

#include <gtest/gtest.h>

#include <set>

#include "amazon/map/marketplaces.hpp"
#include "amazon/wire/read_order.hpp"

namespace orderyard::amazon {

namespace {

using domain::AmountKind;
using domain::ChannelOrder;

constexpr domain::StoreId kStore{7};

base::Result<ChannelOrder> Map(const std::string& text) {
    auto order = wire::ReadOrder(text);
    return order ? ChannelOrderFromAmazon(std::move(*order), kStore) : base::Fail(order.error());
}

// An order whose members are given in full, or left at a good default.
std::string Json(const std::string& order_members, const std::string& item_members = "",
                 const std::string& fulfillment =
                     R"({"fulfillmentStatus":"UNSHIPPED","fulfilledBy":"MERCHANT"})") {
    return R"({"orderId":"302-1","createdTime":"2026-01-02T03:04:05.678Z",)"
           R"("lastUpdatedTime":"2026-01-03T00:00:00Z",)"
           R"("salesChannel":{"channelName":"AMAZON","marketplaceId":"A1PA6795UKMFR9"},"fulfillment":)" +
           fulfillment + "," + order_members + (order_members.empty() ? "" : ",") +
           R"("orderItems":[{"orderItemId":"11","quantityOrdered":3)" +
           (item_members.empty() ? "" : ",") + item_members + "}]}";
}

std::string Money(const std::string& amount) {
    return R"({"amount":")" + amount + R"(","currencyCode":"EUR"})";
}

base::Money Eur(std::string_view amount) {
    return *base::Money::Parse(amount, base::Currency::Of("EUR"));
}

std::string Fact(const std::vector<domain::ChannelFact>& facts, std::string_view name) {
    std::string values;
    for (const auto& fact : facts) {
        values += fact.name == name ? (values.empty() ? "" : ";") + fact.value : "";
    }
    return values;
}

}  // namespace

TEST(ChannelOrderFromAmazon, Head) {
    const auto order = Map(Json(
        R"("orderAliases":[{"aliasId":"77","aliasType":"SELLER_ORDER_ID"}],"programs":["PRIME","NEW_ONE"],)"
        R"("associatedOrders":[{"orderId":"302-0","associationType":"REPLACEMENT_ORIGINAL_ID"}],)"
        R"("fulfillmentOrders":[{"fulfillmentOrderId":"FO1"}])"));
    ASSERT_TRUE(order) << order.error().Text();
    EXPECT_EQ(order->store_id, kStore);
    EXPECT_EQ(order->number, "302-1");
    EXPECT_EQ(order->created_at.ToIsoMillis(), "2026-01-02T03:04:05.678Z");
    EXPECT_EQ(order->updated_at.ToIso(), "2026-01-03T00:00:00Z");
    EXPECT_FALSE(order->is_foreign);
    EXPECT_EQ(order->marketplace_id, "A1PA6795UKMFR9");
    EXPECT_TRUE(order->prices_include_tax);
    EXPECT_EQ(order->currency.code(), "EUR");  // no amounts: the marketplace's
    EXPECT_EQ(order->programs, (std::vector<std::string>{"PRIME", "NEW_ONE"}));
    EXPECT_EQ(order->replaces_number, "302-0");
    EXPECT_EQ(Fact(order->facts, "alias.SELLER_ORDER_ID"), "77");
    EXPECT_EQ(Fact(order->facts, "associated.REPLACEMENT_ORIGINAL_ID"), "302-0");
    EXPECT_EQ(Fact(order->facts, "fulfillment_order"), "FO1");
    EXPECT_TRUE(order->unknown_values.empty());
}

TEST(ChannelOrderFromAmazon, Statuses) {
    using enum domain::ChannelStatus;
    const std::vector<std::tuple<std::string, domain::ChannelStatus, bool>> cases = {
        {"PENDING_AVAILABILITY", kPendingAvailability, true},
        {"PENDING", kPending, true},
        {"UNSHIPPED", kUnshipped, true},
        {"PARTIALLY_SHIPPED", kPartiallyShipped, true},
        {"SHIPPED", kShipped, true},
        {"CANCELLED", kCanceled, true},
        {"UNFULFILLABLE", kUnfulfillable, true},
        {"INVOICE_UNCONFIRMED", kUnknown, false},
        {"unshipped", kUnknown, false},
        {"", kUnknown, false},
    };
    for (const auto& [word, status, is_known] : cases) {
        const auto order =
            Map(Json("", "", R"({"fulfilledBy":"MERCHANT","fulfillmentStatus":")" + word + "\"}"));
        ASSERT_TRUE(order) << word;
        EXPECT_EQ(order->status, status) << word;
        EXPECT_EQ(order->status_text, word);
        ASSERT_EQ(order->unknown_values.empty(), is_known) << word;
        if (!is_known) {
            EXPECT_EQ(order->unknown_values[0].path, "fulfillment.fulfillmentStatus");
            EXPECT_EQ(order->unknown_values[0].value, word);
        }
    }
}

TEST(ChannelOrderFromAmazon, WhatIsUnknownIsHeldNeverGuessed) {
    const auto by = [](const std::string& word) {
        return Map(
            Json("", "", R"({"fulfillmentStatus":"SHIPPED","fulfilledBy":")" + word + "\"}"));
    };
    EXPECT_EQ(by("MERCHANT")->fulfilled_by, domain::FulfilledBy::kMerchant);
    EXPECT_EQ(by("AMAZON")->fulfilled_by, domain::FulfilledBy::kChannel);
    EXPECT_EQ(by("DRONE")->unknown_values[0].path, "fulfillment.fulfilledBy");
    EXPECT_EQ(by("")->unknown_values.size(), 1u);
    EXPECT_EQ(Map(Json("", "", "null"))->unknown_values.size(), 2u);

    const auto channel = [](const std::string& name, const std::string& marketplace) {
        std::string json = Json("");
        json.replace(json.find("\"AMAZON\""), 8, "\"" + name + "\"");
        json.replace(json.find("A1PA6795UKMFR9"), 14, marketplace);
        return Map(json);
    };
    EXPECT_TRUE(channel("NON_AMAZON", "A38D8NSA03LJTC")->is_foreign);
    EXPECT_TRUE(channel("NON_AMAZON", "A38D8NSA03LJTC")->unknown_values.empty());
    EXPECT_EQ(channel("AMAZON", "ANEWPLACE")->unknown_values[0].path, "salesChannel.marketplaceId");
    EXPECT_EQ(channel("MOON", "A1PA6795UKMFR9")->unknown_values[0].path,
              "salesChannel.channelName");
}

TEST(ChannelOrderFromAmazon, Windows) {
    const auto order = Map(Json(
        "", "",
        R"({"fulfillmentStatus":"UNSHIPPED","fulfilledBy":"MERCHANT",)"
        R"("fulfillmentServiceLevel":"NEXT_DAY","shipByWindow":{"earliestDateTime":"2026-01-04T00:00:00Z",)"
        R"("latestDateTime":"2026-01-05T00:00:00Z"},"deliverByWindow":{"latestDateTime":"2026-01-07T00:00:00Z"},)"
        R"("labelPrintingWindow":{"earliestDateTime":"2026-01-03T17:00:00Z"}})"));
    ASSERT_TRUE(order) << order.error().Text();
    EXPECT_EQ(order->service_level, "NEXT_DAY");
    EXPECT_EQ(order->ship_by.earliest->ToIso(), "2026-01-04T00:00:00Z");
    EXPECT_EQ(order->ship_by.latest->ToIso(), "2026-01-05T00:00:00Z");
    EXPECT_FALSE(order->deliver_by.earliest);
    EXPECT_EQ(order->deliver_by.latest->ToIso(), "2026-01-07T00:00:00Z");
    EXPECT_EQ(order->label_printing.earliest->ToIso(), "2026-01-03T17:00:00Z");
}

TEST(ChannelOrderFromAmazon, PersonsAreKeptApart) {
    const auto order = Map(Json(
        R"("buyer":{"buyerName":"B N","buyerEmail":"b@m.de","buyerCompanyName":"B C","buyerPurchaseOrderNumber":"PO"},)"
        R"("recipient":{"deliveryAddress":{"name":"R N","companyName":"R C","addressLine1":"L1","addressLine2":"",)"
        R"("addressLine3":"L3","city":"Ulm","districtOrCounty":"D","stateOrRegion":"BW","municipality":"M",)"
        R"("postalCode":"89073","countryCode":"DE","phone":"+49","addressType":"COMMERCIAL",)"
        R"("extendedFields":{"streetName":"S","streetNumber":"1","complement":"c","neighborhood":"n"}},)"
        R"("deliveryPreference":{"dropOffLocation":"garage","addressInstruction":"ring twice",)"
        R"("deliveryTime":{"businessHours":[{"dayOfWeek":"MON","timeWindows":[{"startTime":{"hour":9,"minute":5},)"
        R"("endTime":{"hour":17}}]}],"exceptionDates":[{"exceptionDate":"2026-01-06","exceptionDateType":"CLOSED"}]},)"
        R"("deliveryCapabilities":["HAS_ACCESS_POINT"]}},)"
        R"("tax":{"taxRegistrations":[{"entityType":"BUYER","legalName":"LN","taxRegistrationType":"VAT",)"
        R"("taxRegistrationNumber":"DE1","taxRegistrationAddress":{"name":"T N","city":"Bonn","stateOrRegion":"NW",)"
        R"("countryCode":"DE","districtOrCounty":"TD"},"taxRegistrationAttributes":[{"key":"TAX_OFFICE","value":"X"}]}],)"
        R"("taxInvoicing":{"buyerInvoicePreference":"BUSINESS","invoiceStatus":"PROCESSING"}})"));
    ASSERT_TRUE(order) << order.error().Text();
    const auto& personal = order->personal;
    EXPECT_EQ(personal.buyer_name, "B N");
    EXPECT_EQ(personal.buyer_email, "b@m.de");
    EXPECT_EQ(personal.buyer_company, "B C");
    EXPECT_EQ(personal.purchase_order_number, "PO");
    EXPECT_EQ(personal.shipping.name, "R N");
    EXPECT_EQ(personal.shipping.company, "R C");
    EXPECT_EQ(personal.shipping.lines, (std::vector<std::string>{"L1", "L3"}));
    EXPECT_EQ(personal.shipping.postal_code, "89073");
    EXPECT_EQ(personal.shipping.phone, "+49");
    EXPECT_EQ(personal.shipping.extended.size(), 4u);
    EXPECT_EQ(order->ship_to, (domain::Location{"Ulm", "D", "M", "BW", "DE", "COMMERCIAL"}));
    EXPECT_EQ(personal.drop_off_location, "garage");
    EXPECT_EQ(personal.delivery_instruction, "ring twice");
    EXPECT_EQ(Fact(order->facts, "delivery.business_hours"), "MON 09:05-17:00");
    EXPECT_EQ(Fact(order->facts, "delivery.exception"), "2026-01-06 CLOSED");
    EXPECT_EQ(Fact(order->facts, "delivery.capability"), "HAS_ACCESS_POINT");
    EXPECT_EQ(Fact(order->facts, "tax_invoicing.buyer_preference"), "BUSINESS");
    EXPECT_EQ(Fact(order->facts, "tax_invoicing.status"), "PROCESSING");
    ASSERT_EQ(personal.tax_registrations.size(), 1u);
    const auto& tax = personal.tax_registrations[0];
    EXPECT_EQ(tax.entity + tax.legal_name + tax.kind + tax.number, "BUYERLNVATDE1");
    EXPECT_EQ(tax.address.name, "T N");
    EXPECT_EQ(tax.address_city + tax.address_region + tax.address_country, "BonnNWDE");
    ASSERT_EQ(tax.address.extended.size(), 1u);
    EXPECT_EQ(tax.address.extended[0].second, "TD");
    EXPECT_EQ(tax.attributes[0].first, "TAX_OFFICE");
}

TEST(ChannelOrderFromAmazon, Amounts) {
    const auto order = Map(
        Json(R"("proceeds":{"grandTotal":)" + Money("40.00") +
                 R"(,"breakdowns":[{"type":"DELIVERY_TIP","status":"PENDING",)"
                 R"("subtotal":)" +
                 Money("1.50") + R"(},{"type":"SOMETHING","subtotal":)" + Money("2") + "}]}," +
                 R"("payment":{"paymentExecutions":[{"paymentMethod":"Pix","paymentAmount":)" +
                 Money("40") + R"(,"acquirerId":"a","cardBrand":"Visa","authorizationCode":"z"}]})",
             R"("product":{"price":{"unitPrice":)" + Money("12.50") +
                 R"(,"priceDesignation":"BUSINESS_PRICE"}},)"
                 R"("proceeds":{"proceedsTotal":)" +
                 Money("38.50") + R"(,"breakdowns":[{"type":"ITEM","subtotal":)" + Money("37.50") +
                 R"(},{"type":"TAX","subtotal":)" + Money("6.00") +
                 R"(,"detailedBreakdowns":[{"subtype":"ITEM","value":)" + Money("5.98") +
                 R"(},{"subtype":"ODD","value":)" + Money("0.02") +
                 R"(}]},{"type":"DISCOUNT","subtotal":)" + Money("-5.00") +
                 R"(},{"type":"NEW_FEE","subtotal":)" + Money("0") + "}]}"));
    ASSERT_TRUE(order) << order.error().Text();
    EXPECT_EQ(order->currency.code(), "EUR");
    EXPECT_EQ(order->grand_total, Eur("40"));
    EXPECT_EQ(order->amounts, (std::vector<domain::ChannelAmount>{
                                  {AmountKind::kTip, std::nullopt, Eur("1.50"), "", "PENDING"},
                                  {AmountKind::kOther, std::nullopt, Eur("2"), "SOMETHING", ""}}));
    EXPECT_EQ(order->payments,
              (std::vector<domain::ChannelPayment>{{"Pix", Eur("40"), "a", "Visa", "z"}}));
    const auto& item = order->items[0];
    EXPECT_EQ(item.unit_price, Eur("12.50"));
    EXPECT_EQ(item.price_designation, "BUSINESS_PRICE");
    EXPECT_EQ(item.proceeds_total, Eur("38.50"));
    EXPECT_EQ(item.amounts, (std::vector<domain::ChannelAmount>{
                                {AmountKind::kItem, std::nullopt, Eur("37.50"), "", ""},
                                {AmountKind::kTax, std::nullopt, Eur("6"), "", ""},
                                {AmountKind::kTax, AmountKind::kItem, Eur("5.98"), "", ""},
                                {AmountKind::kTax, AmountKind::kOther, Eur("0.02"), "ODD", ""},
                                {AmountKind::kDiscount, std::nullopt, Eur("-5"), "", ""},
                                {AmountKind::kOther, std::nullopt, Eur("0"), "NEW_FEE", ""}}));
}

TEST(ChannelOrderFromAmazon, AllAmountKinds) {
    const std::vector<std::pair<std::string, AmountKind>> cases = {
        {"ITEM", AmountKind::kItem},
        {"SHIPPING", AmountKind::kShipping},
        {"GIFT_WRAP", AmountKind::kGiftWrap},
        {"COD_FEE", AmountKind::kCodFee},
        {"TAX", AmountKind::kTax},
        {"DISCOUNT", AmountKind::kDiscount},
        {"DELIVERY_TIP", AmountKind::kTip},
        {"OTHER", AmountKind::kOther},
    };
    for (const auto& [word, kind] : cases) {
        const auto order = Map(Json("", R"("proceeds":{"breakdowns":[{"type":")" + word +
                                            R"(","subtotal":)" + Money("1") + "}]}"));
        ASSERT_TRUE(order) << word;
        EXPECT_EQ(order->items[0].amounts[0].kind, kind) << word;
    }
}

TEST(ChannelOrderFromAmazon, LineFields) {
    const auto order = Map(Json(
        "",
        R"("measurement":{"unit":"GRAMS","value":12.5},"programs":["TRANSPARENCY"],)"
        R"("associatedOrderItems":[{"orderId":"o","orderItemId":"i","associationType":"VALUE_ADD_SERVICE"}],)"
        R"("product":{"asin":"B0","title":"T","sellerSku":" 00a+/ ","condition":{"conditionType":"USED",)"
        R"("conditionSubtype":"GOOD","conditionNote":"scratch"},"serialNumbers":["s1","s2"],)"
        R"("customization":{"customizedUrl":"https://x"}},)"
        R"("expense":{"pointsCost":{"pointsGranted":{"pointsNumber":5,"pointsMonetaryValue":{"amount":"5","currencyCode":"JPY"}}}},)"
        R"("promotion":{"breakdowns":[{"promotionId":"P1"},{"promotionId":"P1"}]},)"
        R"("cancellation":{"cancellationRequest":{"requester":"BUYER","cancelReason":"changed my mind"},)"
        R"("cancellationExecution":{"cancelledBy":"AMAZON","cancelReason":"fraud"}},)"
        R"("fulfillment":{"quantityFulfilled":1,"quantityUnfulfilled":1,)"
        R"("picking":{"substitutionPreference":{"substitutionType":"DO_NOT_SUBSTITUTE"}},)"
        R"("packing":{"giftOption":{"giftMessage":"hi","giftWrapLevel":"gold"},"serialNumberRequirement":{"requirementType":"REQUIRED"}},)"
        R"("shipping":{"scheduledDeliveryWindow":{"earliestDateTime":"2026-01-09T00:00:00Z"},)"
        R"("shippingConstraints":{"palletDelivery":"MANDATORY","recipientAgeVerification":"MANDATORY"},)"
        R"("internationalShipping":{"iossNumber":"IM1"}}},)"
        R"("tax":{"taxCalculationBreakdowns":[{"reportingScheme":"IOSS"}],"taxCollections":[{"model":"MARKETPLACE_FACILITATOR","responsibleParty":"A"}]})"));
    ASSERT_TRUE(order) << order.error().Text();
    const auto& item = order->items[0];
    EXPECT_EQ(item.number, "11");
    EXPECT_EQ(item.sku, " 00a+/ ");  // never trimmed
    EXPECT_EQ(item.product_number, "B0");
    EXPECT_EQ(item.title, "T");
    EXPECT_EQ(item.condition, "USED/GOOD");
    EXPECT_EQ(item.serial_numbers, (std::vector<std::string>{"s1", "s2"}));
    EXPECT_EQ(item.promotion_ids, (std::vector<std::string>{"P1", "P1"}));
    EXPECT_EQ(
        item.quantity_ordered * 100 + item.quantity_fulfilled * 10 + item.quantity_unfulfilled,
        311);
    EXPECT_EQ(item.QuantityCancelled(), 1);
    EXPECT_TRUE(item.is_gift);
    EXPECT_EQ(item.gift_wrap_level, "gold");
    EXPECT_EQ(item.cancel_requested_by, "BUYER");
    EXPECT_EQ(item.cancelled_by, "AMAZON");
    EXPECT_EQ(item.scheduled_delivery->earliest->ToIso(), "2026-01-09T00:00:00Z");
    const std::vector<std::pair<std::string, std::string>> facts = {
        {"measurement", "12.5 GRAMS"},
        {"program", "TRANSPARENCY"},
        {"associated.VALUE_ADD_SERVICE", "o | i"},
        {"condition_note", "scratch"},
        {"points_granted", "5"},
        {"points_value", "5 JPY"},
        {"substitution", "DO_NOT_SUBSTITUTE"},
        {"serial_number_requirement", "REQUIRED"},
        {"constraint.pallet_delivery", "MANDATORY"},
        {"constraint.recipient_age_verification", "MANDATORY"},
        {"ioss_number", "IM1"},
        {"tax_reporting_scheme", "IOSS"},
        {"tax_collection", "MARKETPLACE_FACILITATOR | A"},
    };
    for (const auto& [name, value] : facts) {
        EXPECT_EQ(Fact(item.facts, name), value) << name;
    }
    const auto* personal = order->personal.FindItem("11");
    ASSERT_NE(personal, nullptr);
    EXPECT_EQ(personal->gift_message, "hi");
    EXPECT_EQ(personal->customized_url, "https://x");
    EXPECT_EQ(personal->cancel_request_reason, "changed my mind");
    EXPECT_EQ(personal->cancel_reason, "fraud");
}

TEST(ChannelOrderFromAmazon, QuantitiesWithoutDetailsFollowTheStatus) {
    const auto of = [](const std::string& status) {
        const auto order = Map(
            Json("", "", R"({"fulfilledBy":"MERCHANT","fulfillmentStatus":")" + status + "\"}"));
        const auto& item = order->items[0];
        return std::array{item.quantity_fulfilled, item.quantity_unfulfilled,
                          item.QuantityCancelled()};
    };
    EXPECT_EQ(of("PENDING"), (std::array<std::int64_t, 3>{0, 3, 0}));
    EXPECT_EQ(of("SHIPPED"), (std::array<std::int64_t, 3>{3, 0, 0}));
    EXPECT_EQ(of("CANCELLED"), (std::array<std::int64_t, 3>{0, 0, 3}));
    const auto odd =
        Map(Json("", R"("fulfillment":{"quantityFulfilled":3,"quantityUnfulfilled":1})"));
    EXPECT_EQ(odd->unknown_values[0].path, "orderItems[0].fulfillment.quantityUnfulfilled");
}

TEST(ChannelOrderFromAmazon, Packages) {
    const auto order = Map(Json(
        R"("packages":[{"packageReferenceId":"1","createdTime":"2026-01-04T00:00:00Z","packageStatus":{"status":"IN_TRANSIT",)"
        R"("detailedStatus":"PICKED_UP"},"carrier":"DHL","shipTime":"2026-01-05T00:00:00Z","shippingService":"P",)"
        R"("trackingNumber":"00340","shipFromAddress":{"city":"Köln","countryCode":"DE"},)"
        R"("packageItems":[{"orderItemId":"11","quantity":2,"transparencyCodes":["t"]}]}])"));
    ASSERT_TRUE(order) << order.error().Text();
    domain::ChannelPackage expected;
    expected.reference = "1";
    expected.created_at = *base::Instant::ParseIso("2026-01-04T00:00:00Z");
    expected.shipped_at = *base::Instant::ParseIso("2026-01-05T00:00:00Z");
    expected.status = "IN_TRANSIT";
    expected.detailed_status = "PICKED_UP";
    expected.carrier = "DHL";
    expected.shipping_service = "P";
    expected.tracking_number = "00340";
    expected.ship_from.city = "Köln";
    expected.ship_from.country_code = "DE";
    expected.items = {{"11", 2, {"t"}}};
    EXPECT_EQ(order->packages, std::vector{expected});
}

TEST(ChannelOrderFromAmazon, Quarantined) {
    const auto total = [](const std::string& money) {
        return Json(R"("proceeds":{"grandTotal":)" + money + "}");
    };
    const std::vector<std::tuple<const char*, std::string, const char*>> cases = {
        {"unknown currency", total(R"({"amount":"1","currencyCode":"XXX"})"),
         "proceeds.grandTotal"},
        {"currency in small letters", total(R"({"amount":"1","currencyCode":"eur"})"),
         "proceeds.grandTotal"},
        {"too many decimals", total(Money("1.005")), "proceeds.grandTotal"},
        {"yen with decimals", total(R"({"amount":"1.5","currencyCode":"JPY"})"),
         "proceeds.grandTotal"},
        {"exponent", total(R"({"amount":1e2,"currencyCode":"EUR"})"), "proceeds.grandTotal"},
        {"thousands separator", total(Money("1,000.00")), "proceeds.grandTotal"},
        {"too large", total(Money("10000000000000")), "proceeds.grandTotal"},
        {"two currencies",
         Json(R"("proceeds":{"grandTotal":{"amount":"1","currencyCode":"USD"}})",
              R"("proceeds":{"proceedsTotal":)" + Money("1") + "}"),
         "orderItems[0].proceeds.proceedsTotal"},
        {"negative quantity", Json("", R"("fulfillment":{"quantityFulfilled":-1})"),
         "orderItems[0].fulfillment.quantityFulfilled"},
        {"bad time",
         Json("", "",
              R"({"fulfillmentStatus":"SHIPPED","fulfilledBy":"AMAZON",)"
              R"("shipByWindow":{"latestDateTime":"soon"}})"),
         "fulfillment.shipByWindow"},
        {"id too long", Json(R"("orderId":")" + std::string(2000, '9') + "\""), "orderId"},
    };
    for (const auto& [name, json, field] : cases) {
        const auto order = Map(json);
        ASSERT_FALSE(order) << name;
        EXPECT_EQ(order.error().field, field) << name;
        EXPECT_TRUE(order.error().Text().starts_with(field)) << order.error().Text();
    }
    std::string twice = Json("");
    twice.replace(twice.find("\"orderItems\":["), 14,
                  R"("orderItems":[{"orderItemId":"11","quantityOrdered":1},)");
    EXPECT_EQ(Map(twice).error().field, "orderItems.orderItemId");
}

TEST(ChannelOrderFromAmazon, LongTextsAreCutBetweenCharacters) {
    std::string title;
    for (int i = 0; i < 600; ++i) {
        title += "é";
    }
    const auto order = Map(Json("", R"("product":{"title":"x)" + title + "\"}"));
    ASSERT_TRUE(order);
    EXPECT_EQ(order->items[0].title.size(), 1023u);
}

TEST(Marketplaces, TheTableIsSound) {
    std::set<std::string_view> ids;
    for (const Marketplace& each : Marketplaces()) {
        EXPECT_TRUE(ids.insert(each.id).second) << each.id;
        EXPECT_NE(FindRegion(each.region), nullptr) << each.id;
        EXPECT_TRUE(base::Currency::Parse(each.currency_code)) << each.id;
        EXPECT_TRUE(base::IsKnownZone(each.zone)) << each.zone;
    }
    EXPECT_EQ(ids.size(), 23u);
    EXPECT_FALSE(FindMarketplace("ATVPDKIKX0DER")->prices_include_tax);
    EXPECT_EQ(FindMarketplace("A1F83G8C2ARO7P")->country_code, "GB");
    EXPECT_EQ(FindMarketplace(""), nullptr);
    EXPECT_EQ(FindRegion("mars"), nullptr);
}

}  // namespace orderyard::amazon
