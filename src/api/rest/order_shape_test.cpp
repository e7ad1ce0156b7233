// The shape of an order against the lists of Magento's interfaces: which keys are there, in which
// form, and the amounts clients add up.
#include "api/rest/order_shape.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <set>

#include "api/rest/expected_keys.hpp"
#include "api/rest/key_sets.hpp"
#include "api/rest/order_amounts.hpp"
#include "api/rest/sample_order.hpp"
#include "base/text.hpp"

namespace orderyard::api::rest {
namespace {

std::string Text(const domain::Order& order,
                 const std::vector<domain::HistoryEntry>& history = {}) {
    domain::StoreView view;
    view.website_name = "Main Website";
    view.group_name = "Germany";
    view.name = "amazon.de";
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteOrder(json, {order, history, &view});
    return json.Take();
}

boost::json::value Shape(const domain::Order& order,
                         const std::vector<domain::HistoryEntry>& history = {}) {
    return boost::json::parse(Text(order, history));
}

// What stands after "key": in the text; numbers keep their exact form there.
std::string Raw(const std::string& json, const std::string& key) {
    const std::size_t at = json.find("\"" + key + "\":");
    if (at == std::string::npos)
        return "absent";
    const std::size_t start = at + key.size() + 3;
    return json.substr(start, json.find_first_of(",}]", start) - start);
}

void ExpectAllKeys(const boost::json::value& order) {
    ExpectKeys(order, expected::kOrderAlways, expected::kOrderOmitted, "order");
    ExpectKeys(order.at("billing_address"), expected::kAddressAlways, expected::kAddressOmitted,
               "billing address");
    ExpectKeys(order.at("payment"), expected::kPaymentAlways, expected::kPaymentOmitted, "payment");
    for (const auto& item : order.at("items").as_array()) {
        ExpectKeys(item, expected::kItemAlways, expected::kItemOmitted, "item");
    }
    for (const auto& entry : order.at("status_histories").as_array()) {
        ExpectKeys(entry, expected::kHistoryAlways, expected::kHistoryOmitted, "history");
    }
    const auto& assignment = order.at("extension_attributes").at("shipping_assignments").at(0);
    ExpectKeys(assignment, expected::kAssignmentAlways, expected::kAssignmentOmitted, "assignment");
    const auto& shipping = assignment.at("shipping");
    ExpectKeys(shipping, expected::kShippingAlways, expected::kShippingOmitted, "shipping");
    ExpectKeys(shipping.at("total"), expected::kShippingTotalAlways,
               expected::kShippingTotalOmitted, "total");
    ExpectKeys(shipping.at("address"), expected::kAddressAlways, expected::kAddressOmitted,
               "shipping address");
}

TEST(OrderShapeTest, AFreshOrderHasTheKeysOfAFreshMagentoOrder) {
    const boost::json::value order = Shape(SampleOrder());
    ExpectAllKeys(order);
    // The buyer's address on the network is the shop's own knowledge; channels do not tell it.
    EXPECT_EQ(Without(Words(expected::kFreshOrder), KeysOf(order)), Keys{"remote_ip"});
    for (const std::string& key : Words(expected::kAbsentUntilItHappens)) {
        EXPECT_FALSE(order.as_object().contains(key)) << key;
        EXPECT_FALSE(order.as_object().contains("base_" + key)) << key;
    }
    for (const auto& item : order.at("items").as_array()) {
        EXPECT_EQ(Without(Words(expected::kFreshItem), KeysOf(item)), Keys{});
    }
    EXPECT_EQ(KeysOf(order.at("extension_attributes")),
              (Keys{"applied_taxes", "item_applied_taxes", "payment_additional_info",
                    "shipping_assignments"}));
}

TEST(OrderShapeTest, AnEmptyOrderStillHasWhatIsAlwaysThere) {
    const boost::json::value order = Shape(domain::Order{});
    ExpectAllKeys(order);
    EXPECT_TRUE(order.at("customer_email").is_null());
    EXPECT_EQ(order.at("billing_address").at("street").at(0).as_string(), "-");
    EXPECT_EQ(order.at("billing_address").at("firstname").as_string(), "Marketplace");
    EXPECT_EQ(order.at("billing_address").at("telephone").as_string(), "0000000000");
    EXPECT_TRUE(order.at("billing_address").at("postcode").is_null());
}

TEST(OrderShapeTest, AnOrderWithEverythingHasNoKeyMagentoDoesNotKnow) {
    domain::Order order = SampleOrder();
    order.customer_id = domain::CustomerId(3);
    order.hold = domain::OrderHold{domain::OrderState::kNew, "pending", "", {}};
    order.totals.paid = order.totals.invoiced = Eur("31.54");
    order.totals.refunded = Eur("5.00");
    order.totals.canceled = Eur("6.55");
    order.payment.amount_paid = Eur("31.54");
    order.items[0].invoiced = 2;
    order.items[0].shipped = order.items[0].refunded_shipped = order.items[0].backordered = 1;
    order.items[1].canceled = 1;
    order.personal.purchase_order_number = "PO-1";
    order.personal.tax_registrations.push_back({"BUYER", "", "VAT", "DE1", {}, {}, "", "", ""});
    order.personal.shipping.company = "ACME";
    order.ship_to.region = "SN";
    domain::PersonalItem gift;
    gift.channel_item_number = "111";
    gift.gift_message = "Alles Gute";
    order.personal.items.push_back(gift);
    domain::HistoryEntry entry;
    entry.id = domain::HistoryId(1);
    entry.status = "pending";
    const boost::json::value shape = Shape(order, {entry});
    ExpectAllKeys(shape);
    for (const std::string& key : Words(expected::kAbsentUntilItHappens)) {
        EXPECT_TRUE(shape.as_object().contains(key)) << key;
        EXPECT_TRUE(shape.as_object().contains("base_" + key)) << key;
    }
    EXPECT_EQ(shape.at("items")
                  .at(0)
                  .at("extension_attributes")
                  .at("gift_message")
                  .at("message")
                  .as_string(),
              "Alles Gute");
    EXPECT_EQ(shape.at("customer_is_guest").as_int64(), 0);
    EXPECT_EQ(shape.at("customer_id").as_int64(), 3);
    EXPECT_EQ(shape.at("hold_before_state").as_string(), "new");
    EXPECT_EQ(shape.at("billing_address").at("vat_id").as_string(), "DE1");
    EXPECT_EQ(shape.at("billing_address").at("region_code").as_string(), "SN");
    EXPECT_EQ(shape.at("payment").at("po_number").as_string(), "PO-1");
}

TEST(OrderShapeTest, FormsOfValues) {
    const std::string json = Text(SampleOrder());
    struct Row {
        const char* key;
        const char* raw;
    };
    const Row rows[] = {
        {"entity_id", "7"},
        {"increment_id", "\"2000000007\""},
        {"created_at", "\"2026-02-03 04:05:06\""},
        {"updated_at", "\"2026-02-04 00:00:00\""},
        {"state", "\"processing\""},
        {"store_id", "2"},
        {"store_name", R"("Main Website\nGermany\namazon.de")"},
        {"ext_order_id", "\"302-1234567-1234567\""},
        {"customer_is_guest", "1"},
        {"customer_group_id", "0"},
        {"is_virtual", "0"},
        {"customer_firstname", "\"Anna Maria\""},
        {"customer_lastname", "\"Schmidt\""},
        {"grand_total", "31.54"},
        {"base_grand_total", "31.54"},
        {"subtotal", "25.5"},
        {"shipping_amount", "4"},
        {"shipping_discount_amount", "1"},
        {"shipping_tax_amount", "0.57"},  // 0.76 without the discount's 0.19
        {"shipping_incl_tax", "4.57"},
        {"tax_amount", "5.04"},
        {"discount_amount", "-3"},
        {"base_discount_amount", "-3"},
        {"total_due", "31.54"},
        {"total_item_count", "2"},
        {"total_qty_ordered", "3"},
        {"base_to_order_rate", "1"},
        {"store_to_base_rate", "0"},
        {"base_currency_code", "\"EUR\""},
        {"remote_ip", "absent"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(Raw(json, row.key), row.raw) << row.key;
    }
    EXPECT_EQ(Raw(json, "protect_code").size(), 34u);
    EXPECT_NE(json.find(R"("sku":"SKU\/1")"), std::string::npos);
    EXPECT_NE(json.find(R"("name":"Tasse \"Gr\u00f6\u00dfe\"")"), std::string::npos);
}

TEST(OrderShapeTest, AClientsSumOfTheOrderComesOut) {
    const domain::Order order = SampleOrder();
    const boost::json::value shape = Shape(order);
    const auto number = [](const boost::json::value& value) { return value.to_number<double>(); };
    EXPECT_NEAR(number(shape.at("subtotal")) + number(shape.at("shipping_amount")) +
                    number(shape.at("tax_amount")) + number(shape.at("discount_amount")),
                number(shape.at("grand_total")), 0.00001);
    double tax = number(shape.at("shipping_tax_amount"));
    double discount = number(shape.at("shipping_discount_amount"));
    for (const auto& item : shape.at("items").as_array()) {
        tax += number(item.at("tax_amount"));
        discount += number(item.at("discount_amount"));
    }
    EXPECT_NEAR(tax, number(shape.at("tax_amount")), 0.00001);
    EXPECT_NEAR(discount, -number(shape.at("discount_amount")), 0.00001);
}

TEST(OrderShapeTest, RowTotalsOfItemsAreNetOfTheDiscount) {
    const boost::json::value order = Shape(SampleOrder());
    struct Row {
        const char* key;
        double value;
    };
    const Row rows[] = {
        {"price", 10},
        {"price_incl_tax", 11.9},
        {"original_price", 10},
        {"discount_amount", 2},
        {"tax_amount", 3.42},
        {"row_total", 18},
        {"row_total_incl_tax", 21.42},
        {"tax_percent", 19},
        {"qty_ordered", 2},
        {"qty_invoiced", 0},
        {"row_invoiced", 0},
        {"base_row_total", 18},
    };
    for (const Row& row : rows) {
        EXPECT_NEAR(order.at("items").at(0).at(row.key).to_number<double>(), row.value, 0.00001)
            << row.key;
    }
    domain::Order generous = SampleOrder();
    generous.items[0].amounts.discount = Eur("30.00");
    EXPECT_EQ(Shape(generous).at("items").at(0).at("row_total").to_number<double>(), 0)
        << "never negative";
}

TEST(OrderShapeTest, TaxPercentIsWhatTheAmountsComeTo) {
    struct Row {
        const char* row_total;
        const char* row_tax;
        const char* percent;
    };
    const Row rows[] = {{"20.00", "3.80", "19"},
                        {"9.99", "0.82", "8.21"},
                        {"0.00", "0.00", "0"},
                        {"0.00", "1.00", "0"},
                        {"3.00", "0.00", "0"},
                        {"30.00", "2.00", "6.67"},
                        {"999999999999.99", "999999999999.99", "100"}};
    for (const Row& row : rows) {
        domain::Order order = SampleOrder();
        order.items.resize(1);
        order.items[0].amounts = {};
        order.items[0].amounts.row_total = Eur(row.row_total);
        order.items[0].amounts.row_tax = order.items[0].amounts.tax = Eur(row.row_tax);
        EXPECT_EQ(Raw(Text(order), "tax_percent"), row.percent) << row.row_total;
    }
}

TEST(OrderShapeTest, PaymentDetailsAsAListAndKeyed) {
    domain::Order order = SampleOrder();
    order.payment.details = {{"buyer_reference", "x"}};
    order.totals.gift_wrap = Eur("2.50");
    const boost::json::value shape = Shape(order);
    EXPECT_EQ(boost::json::serialize(shape.at("payment").at("additional_information")),
              R"(["Amazon","x","302-1234567-1234567","2.50"])");
    EXPECT_EQ(
        boost::json::serialize(shape.at("extension_attributes").at("payment_additional_info")),
        R"([{"key":"method_title","value":"Amazon"},{"key":"buyer_reference","value":"x"},)"
        R"({"key":"amazon_order_id","value":"302-1234567-1234567"},{"key":"gift_wrap_amount","value":"2.50"}])");
    order.payment.details = {{"method_title", "T"}, {"amazon_order_id", "302"}};
    order.totals.gift_wrap = {};
    EXPECT_EQ(boost::json::serialize(Shape(order).at("payment").at("additional_information")),
              R"(["T","302"])")
        << "nothing twice";
    order.placed_at = base::Instant::ParseIso("2026-02-01T10:00:00.5Z").value();
    order.channel->ship_by.latest = base::Instant::ParseIso("2026-02-05T22:59:59Z").value();
    EXPECT_EQ(boost::json::serialize(Shape(order).at("payment").at("additional_information")),
              R"(["T","302","2026-02-01 10:00:00","2026-02-05 22:59:59"])");
    order.channel.reset();
    EXPECT_EQ(boost::json::serialize(Shape(order).at("payment").at("additional_information")),
              R"(["T","302"])");
}

TEST(OrderShapeTest, AddressesOfBothKinds) {
    domain::Order order = SampleOrder();
    const auto shape = Shape(order);
    const auto& shipping = shape.at("extension_attributes")
                               .at("shipping_assignments")
                               .at(0)
                               .at("shipping")
                               .at("address");
    EXPECT_EQ(shipping.at("address_type").as_string(), "shipping");
    EXPECT_EQ(shipping.at("firstname").as_string(), "Bernd");
    EXPECT_EQ(boost::json::serialize(shipping.at("street")), R"(["Am Ring 1","2. Stock"])");
    EXPECT_FALSE(shipping.as_object().contains("region_code")) << "a name is no code";
    EXPECT_EQ(shape.at("billing_address").at("address_type").as_string(), "billing");
    EXPECT_EQ(shape.at("billing_address").at("city").as_string(), "Dresden")
        << "the shipping address stands in";
    EXPECT_EQ(shape.at("billing_address").at("entity_id"), shape.at("billing_address_id"));
    EXPECT_NE(shape.at("billing_address").at("entity_id"), shipping.at("entity_id"));
    order.personal.billing.name = "Clara Schulz";
    order.bill_to.city = "Leipzig";
    EXPECT_EQ(Shape(order).at("billing_address").at("city").as_string(), "Leipzig");
}

TEST(OrderShapeTest, HistoryIsNewestFirst) {
    domain::HistoryEntry older, newer;
    older.id = domain::HistoryId(1);
    older.comment = "Imported.";
    older.status = "pending";
    newer.id = domain::HistoryId(2);
    newer.is_customer_notified = true;
    const auto shape = Shape(SampleOrder(), {older, newer});
    const auto& history = shape.at("status_histories").as_array();
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].at("entity_id").as_int64(), 2);
    EXPECT_TRUE(history[0].at("comment").is_null());
    EXPECT_EQ(history[0].at("is_customer_notified").as_int64(), 1);
    EXPECT_EQ(history[1].at("comment").as_string(), "Imported.");
    EXPECT_EQ(history[1].at("parent_id").as_int64(), 7);
}

TEST(OrderAmountsTest, PartsOfTheOrder) {
    domain::Order order = SampleOrder();
    order.items[0].invoiced = 1;
    const PartAmounts half = OfOrder(order, Part::kInvoiced);
    EXPECT_EQ(half.subtotal, Eur("10.00"));
    EXPECT_EQ(half.shipping, Eur("4.00")) << "with the first invoice";
    EXPECT_EQ(half.tax, Eur("2.28")) << "1.71 of the goods, 0.57 of the shipping";
    EXPECT_EQ(half.discount, Eur("2.00"));
    order.items[0].invoiced = 2;
    order.items[1].invoiced = 1;
    const PartAmounts whole = OfOrder(order, Part::kInvoiced);
    EXPECT_EQ(whole.subtotal, order.totals.subtotal);
    EXPECT_EQ(whole.tax, order.totals.tax);
    EXPECT_EQ(whole.shipping, order.totals.shipping);
    EXPECT_EQ(whole.discount, order.totals.discount);
    order.items[1].canceled = 1;
    EXPECT_TRUE(OfOrder(order, Part::kCanceled).shipping.IsZero())
        << "half a cancellation keeps the shipping";
    EXPECT_TRUE(OfOrder(domain::Order{}, Part::kInvoiced).subtotal.IsZero());
}

}  // namespace
}  // namespace orderyard::api::rest
