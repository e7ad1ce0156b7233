// What order feeds do to orders: one line a refusal, the traps Amazon sets, and the refund ledger.
#include "sandbox/wire/feed_effects.hpp"

#include <gtest/gtest.h>

#include "sandbox/feed_rig.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

std::string Acknowledge(FeedRig& rig, const std::vector<std::string>& payloads) {
    return rig.Run(kAckType, FeedRig::Envelope("OrderAcknowledgement", payloads));
}

std::string Adjust(FeedRig& rig, const std::vector<std::string>& payloads) {
    return rig.Run(kAdjustType, FeedRig::Envelope("OrderAdjustment", payloads));
}

// "2:Error:18103" for each Result, joined by blanks.
std::string Results(const std::string& report) {
    const auto xml = ParseXml(report);
    if (!xml) {
        return xml.error().Text();
    }
    std::string results;
    for (const XmlElement& one : xml->Find("Message")->Find("ProcessingReport")->children) {
        if (one.name == "Result") {
            results += (results.empty() ? "" : " ") + one.TextOf("MessageID") + ":" +
                       one.TextOf("ResultCode") + ":" + one.TextOf("ResultMessageCode");
        }
    }
    return results;
}

json::object LineOf(FeedRig& rig, std::size_t index) {
    return rig.Truth().at("lines").as_array().at(index).as_object();
}

TEST(OrderFeeds, ABrokenDocumentDoesNothing) {
    const FeedRig made;
    const std::string good = FeedRig::Envelope("OrderAcknowledgement", {made.Cancel()});
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        EXPECT_TRUE(base::ReplaceAll(text, from, to)) << from;
        return text;
    };
    const std::string status = "<StatusCode>Failure</StatusCode>";
    std::string swapped = with(status, "");
    base::ReplaceAll(swapped, "<AmazonOrderID>", status + "<AmazonOrderID>");
    std::string twice = FeedRig::Envelope("OrderAcknowledgement", {made.Cancel(), made.Cancel()});
    base::ReplaceAll(twice, "<MessageID>2<", "<MessageID>1<");
    const std::pair<const char*, std::string> cases[] = {
        {"not XML", "order-id\tcancel"},
        {"empty", ""},
        {"cut off", good.substr(0, good.size() / 2)},
        {"bare ampersand", with("Failure", "Fail & ure")},
        {"document type", with("<AmazonEnvelope", "<!DOCTYPE x><AmazonEnvelope")},
        {"other encoding", with("UTF-8", "ISO-8859-1")},
        {"not UTF-8", with("1.01", "1.01\xff")},
        {"control character", with("1.01", "1.01\x01")},
        {"trailing text", good + "x"},
        {"doubled attribute", with("<AmazonEnvelope", "<AmazonEnvelope a=\"\" a=\"\"")},
        {"wrong order", swapped},
        {"element missing", with(status, "")},
        {"element doubled", with(status, status + status)},
        {"unknown word", with("NoInventory", "PricingError")},
        {"unknown element", with(status, status + "<Colour>red</Colour>")},
        {"empty optional element", with(status, "<MerchantOrderID/>" + status)},
        {"unknown attribute", with("<StatusCode>", "<StatusCode a=\"b\">")},
        {"text between elements", with(status, status + "x")},
        {"other message type",
         with("<MessageType>OrderAcknowledgement", "<MessageType>OrderAdjustment")},
        {"version", with("1.01", "1.02")},
        {"no messages", FeedRig::Envelope("OrderAcknowledgement", {})},
        {"message id zero", with("<MessageID>1<", "<MessageID>0<")},
        {"message id twice", twice},
    };
    for (const auto& [name, text] : cases) {
        FeedRig rig;
        const std::string report = rig.Run(kAckType, text);
        EXPECT_EQ(Results(report), "0:Error:5000") << name;
        EXPECT_NE(report.find("<MessagesProcessed>0<"), std::string::npos) << name;
        EXPECT_EQ(rig.Truth().at("status").as_string(), "UNSHIPPED") << name;
        EXPECT_EQ(rig.Control("feeds").at("feeds").at(0).at("status").as_string(), "FATAL") << name;
    }
    FeedRig rig;
    EXPECT_EQ(Results(rig.Run(
                  kAckType, FeedRig::Envelope("OrderAcknowledgement", {rig.Cancel()}, "SOMEBODY"))),
              "0:Error:5001");
    EXPECT_EQ(Results(rig.Run(kAckType, FeedRig::Envelope("OrderAcknowledgement", {rig.Cancel()}),
                              "A1PA6795UKMFR9")),
              "1:Error:18000")
        << "an order of another marketplace";
}

TEST(OrderFeeds, FailureCancelsTheWholeOrder) {
    FeedRig rig;
    EXPECT_EQ(Results(Acknowledge(rig, {rig.Cancel("CustomerExchange")})), "");
    const json::object order = rig.Truth();
    EXPECT_EQ(order.at("status").as_string(), "CANCELLED");
    const json::object line = LineOf(rig, 0);
    EXPECT_EQ(line.at("cancelled").as_int64(), 2);
    EXPECT_EQ(line.at("ordered").as_int64(), 2);
    EXPECT_EQ(line.at("cancelled_by").as_string(), "MERCHANT");
    EXPECT_EQ(line.at("cancel_reason").as_string(), "CustomerExchange");
    EXPECT_EQ(rig.Harm(), "[]");
    EXPECT_EQ(Results(Acknowledge(rig, {rig.Cancel()})), "1:Error:18002") << "already cancelled";
}

TEST(OrderFeeds, CancelsThatAreRefused) {
    FeedRig one_item;
    one_item.items.pop_back();
    EXPECT_EQ(Results(Acknowledge(one_item, {one_item.Cancel()})), "1:Error:18004");
    one_item.items.clear();
    EXPECT_EQ(Results(Acknowledge(one_item, {one_item.Cancel()})), "1:Error:18004");
    one_item.items = {"77"};
    EXPECT_EQ(Results(Acknowledge(one_item, {one_item.Cancel()})), "1:Error:18003");
    FeedRig no_reason;
    std::string text = no_reason.Cancel();
    base::ReplaceAll(text, "<CancelReason>NoInventory</CancelReason>", "");
    EXPECT_EQ(Results(Acknowledge(no_reason, {text})), "1:Error:18005 1:Error:18005");
    FeedRig unknown;
    text = unknown.Cancel();
    base::ReplaceAll(text, kFeedOrder, "114-9999999-9999999");
    EXPECT_EQ(Results(Acknowledge(unknown, {text})), "1:Error:18001");
    for (const char* more : {R"(,"paid":false)", R"(,"fulfilled_by":"AMAZON")"}) {
        FeedRig rig(more);
        EXPECT_EQ(Results(Acknowledge(rig, {rig.Cancel()})), "1:Error:18002") << more;
        EXPECT_NE(rig.Truth().at("status").as_string(), "CANCELLED");
    }
}

TEST(OrderFeeds, FailureAfterShippingRefundsEverythingAndIsHarm) {
    FeedRig rig;
    ASSERT_EQ(rig.Post("orders/" + std::string(kFeedOrder) + "/partial-ship").status, 200);
    EXPECT_EQ(Results(Acknowledge(rig, {rig.Cancel()})), "");
    EXPECT_EQ(rig.Truth().at("harm").as_array().size(), 1U);
    EXPECT_EQ(rig.Truth().at("harm").at(0).at("kind").as_string(), "refunded_whole_order");
    const json::object line = LineOf(rig, 0);
    EXPECT_EQ(line.at("refunded"), (json::value{{"Principal", "10.00"}, {"Shipping", "2.00"}}));
    EXPECT_EQ(line.at("cancelled").as_int64(), 1);
    EXPECT_EQ(line.at("shipped").as_int64(), 1);
    EXPECT_EQ(rig.Truth().at("status").as_string(), "SHIPPED");
}

TEST(OrderFeeds, SuccessStoresTheSellersNumbers) {
    FeedRig rig;
    const std::string text = "<OrderAcknowledgement><AmazonOrderID>" + std::string(kFeedOrder) +
                             "</AmazonOrderID><MerchantOrderID>000000042</MerchantOrderID>"
                             "<StatusCode>Success</StatusCode><Item><AmazonOrderItemCode>" +
                             rig.items[0] +
                             "</AmazonOrderItemCode><MerchantOrderItemID>L1</MerchantOrderItemID>"
                             "</Item></OrderAcknowledgement>";
    EXPECT_EQ(Results(Acknowledge(rig, {text})), "");
    EXPECT_TRUE(rig.Truth().at("acknowledged").as_bool());
    EXPECT_EQ(rig.Truth().at("merchant_order_id").as_string(), "000000042");
    rig.Ship();
    std::string refund = rig.Refund(rig.items[0], {{"Principal", "1.00"}});
    base::ReplaceAll(refund, "<AmazonOrderID>" + std::string(kFeedOrder) + "</AmazonOrderID>",
                     "<MerchantOrderID>000000042</MerchantOrderID>");
    base::ReplaceAll(refund, "<AmazonOrderItemCode>" + rig.items[0] + "</AmazonOrderItemCode>",
                     "<MerchantOrderItemID>L1</MerchantOrderItemID>");
    EXPECT_EQ(Results(Adjust(rig, {refund})), "");
    EXPECT_EQ(LineOf(rig, 0).at("refunded"), (json::value{{"Principal", "1.00"}}));
}

TEST(OrderFeeds, RefundsUpToTheCharge) {
    FeedRig rig;
    const auto refund = [&](const char* component, const char* amount, std::size_t line = 0) {
        static int id = 0;
        return Results(Adjust(rig, {rig.Refund(rig.items[line], {{component, amount}}, "", "USD",
                                               "r" + std::to_string(++id))}));
    };
    const std::string refused = "1:Error:18103";
    EXPECT_EQ(refund("Principal", "1.00"), refused) << "nothing has shipped";
    rig.Ship();
    const std::string stamp(rig.Order(kFeedOrder).at("lastUpdatedTime").as_string());
    EXPECT_EQ(refund("Principal", "20.01"), refused);
    EXPECT_EQ(refund("Principal", "15.00"), "");
    EXPECT_EQ(refund("Principal", "5.01"), refused);
    EXPECT_EQ(refund("Principal", "5.00"), "");
    EXPECT_EQ(refund("Principal", "0.01"), refused);
    EXPECT_EQ(refund("Shipping", "4.01"), refused);
    EXPECT_EQ(refund("Shipping", "4.00"), "");
    EXPECT_EQ(refund("Shipping", "0.01", 1), refused) << "none was charged for that line";
    EXPECT_EQ(refund("Tax", "0.01"), refused);
    EXPECT_EQ(refund("Principal", "0.00", 1), refused);
    EXPECT_EQ(refund("Goodwill", "5.00", 1), "");
    EXPECT_EQ(refund("Goodwill", "0.01", 1), refused);
    EXPECT_EQ(refund("RestockingFee", "0.01", 1), refused) << "of no refund";
    EXPECT_EQ(LineOf(rig, 0).at("refunded"),
              (json::value{{"Principal", "20.00"}, {"Shipping", "4.00"}}));
    EXPECT_EQ(LineOf(rig, 0).at("charged"),
              (json::value{{"Principal", "20.00"}, {"Shipping", "4.00"}}));
    EXPECT_EQ(rig.Order(kFeedOrder).at("lastUpdatedTime").as_string(), stamp)
        << "the Orders API does not show refunds";
    EXPECT_EQ(rig.Truth().at("refunds").as_array().size(), 4U);
    EXPECT_EQ(rig.Harm(), "[]");
}

TEST(OrderFeeds, AMessageIsCarriedOutWholeOrNotAtAll) {
    FeedRig rig;
    rig.Ship();
    std::string both = rig.Refund(rig.items[0], {{"Principal", "3.00"}, {"Shipping", "9.00"}});
    EXPECT_EQ(Results(Adjust(rig, {both, rig.Refund(rig.items[1], {{"Principal", "5.00"}})})),
              "1:Error:18103");
    EXPECT_EQ(LineOf(rig, 0).at("refunded"), json::value(json::object{}));
    EXPECT_EQ(LineOf(rig, 1).at("refunded"), (json::value{{"Principal", "5.00"}}));
    EXPECT_EQ(Results(Adjust(rig, {rig.Refund("77", {{"Principal", "1.00"}})})), "1:Error:18102");
    EXPECT_EQ(Results(Adjust(rig, {rig.Refund(rig.items[0], {{"Principal", "1.00"}}, "", "EUR")})),
              "1:Error:18103");
}

TEST(OrderFeeds, QuantityMultipliesAndTheSameIdRefundsTwice) {
    FeedRig rig;
    rig.Ship();
    const std::string trap =
        rig.Refund(rig.items[0], {{"Principal", "5.00"}}, "<Quantity>2</Quantity>");
    EXPECT_EQ(Results(Adjust(rig, {trap})), "");
    EXPECT_EQ(LineOf(rig, 0).at("refunded"), (json::value{{"Principal", "10.00"}}));
    EXPECT_NE(rig.Harm().find("quantity_multiplied"), std::string::npos);
    EXPECT_EQ(rig.Harm().find("refunded_twice"), std::string::npos);
    EXPECT_EQ(Results(Adjust(rig, {rig.Refund(rig.items[0], {{"Principal", "5.00"}})})), "");
    EXPECT_NE(rig.Harm().find("refunded_twice"), std::string::npos);
}

TEST(OrderFeeds, TaxFollowsTheMarketplace) {
    struct Case {
        const char* marketplace;
        const char* id;
        const char* currency;
        const char* line;  // beyond quantity and price
        const char* amount;
        bool is_taken;
    };
    const Case cases[] = {
        {"JP", "A1VC38T7YXB528", "JPY", R"(,"tax":"10")", "1", false},
        {"US", "ATVPDKIKX0DER", "USD",
         R"(,"tax":"1.00","tax_responsible_party":"Amazon Services, Inc.")", "1.00", false},
        {"US", "ATVPDKIKX0DER", "USD", R"(,"tax":"1.00")", "1.00", true},
        {"US", "ATVPDKIKX0DER", "USD", R"(,"tax":"1.00")", "1.01", false},
        {"DE", "A1PA6795UKMFR9", "EUR", "", "0.01", false},
    };
    for (const Case& c : cases) {
        FeedRig rig;
        rig.Place(R"({"order_id":"250-1","marketplace":")" + std::string(c.marketplace) +
                  R"(","lines":[{"quantity":1,"unit_price":"100")" + c.line + "}]}");
        ASSERT_EQ(rig.Post("orders/250-1/ship").status, 200);
        const auto run = [&](const char* component, const std::string& amount) {
            std::string text = rig.Refund(rig.items[0], {{component, amount}}, "", c.currency);
            base::ReplaceAll(text, kFeedOrder, "250-1");
            return Results(
                rig.Run(kAdjustType, FeedRig::Envelope("OrderAdjustment", {text}), c.id));
        };
        EXPECT_EQ(run("Tax", c.amount), c.is_taken ? "" : "1:Error:18103")
            << c.marketplace << c.line << c.amount;
        EXPECT_EQ(run("Principal", "100"), "") << c.marketplace;
    }
}

TEST(OrderFeeds, PromotionsMakeARefundSmaller) {
    FeedRig rig;
    rig.Place(
        R"({"order_id":"114-7","marketplace":"US","lines":[{"quantity":1,"unit_price":"20.00","discount":"5.00"}]})");
    ASSERT_EQ(rig.Post("orders/114-7/ship").status, 200);
    const auto run = [&](const char* amount, const char* promotion) {
        const std::string more =
            "<PromotionAdjustments><Component><Type>Principal</Type><Amount currency=\"USD\">" +
            std::string(promotion) + "</Amount></Component></PromotionAdjustments>";
        std::string text = rig.Refund(rig.items[0], {{"Principal", amount}}, more);
        base::ReplaceAll(text, kFeedOrder, "114-7");
        return Results(rig.Run(kAdjustType, FeedRig::Envelope("OrderAdjustment", {text})));
    };
    EXPECT_EQ(run("20.00", "4.99"), "1:Error:18103") << "15.01 of 15.00";
    EXPECT_EQ(run("20.00", "5.00"), "");
    EXPECT_EQ(rig.Truth("114-7").at("lines").at(0).at("refunded"),
              (json::value{{"Principal", "15.00"}}));
}

TEST(OrderFeeds, PartialCancels) {
    FeedRig rig;
    EXPECT_EQ(Results(Adjust(rig, {rig.PartialCancel(rig.items[0], 3)})), "1:Error:18104");
    EXPECT_EQ(Results(Adjust(rig, {rig.PartialCancel(rig.items[0], 1)})), "");
    json::object line = LineOf(rig, 0);
    EXPECT_EQ(line.at("cancelled").as_int64(), 1);
    EXPECT_EQ(line.at("open").as_int64(), 1);
    EXPECT_EQ(line.at("cancel_reason").as_string(), "NoInventory");
    EXPECT_EQ(rig.Order(kFeedOrder).at("orderItems").at(0).at("quantityOrdered").as_int64(), 1);
    EXPECT_EQ(Results(Adjust(
                  rig, {rig.PartialCancel(rig.items[0], 1), rig.PartialCancel(rig.items[1], 1)})),
              "");
    EXPECT_EQ(rig.Truth().at("status").as_string(), "CANCELLED");
    FeedRig other;
    ASSERT_EQ(other.Post("settings", R"({"partial_cancel_keeps_ordered":true})").status, 200);
    EXPECT_EQ(Results(Adjust(other, {other.PartialCancel(other.items[0], 1)})), "");
    EXPECT_EQ(other.Order(kFeedOrder).at("orderItems").at(0).at("quantityOrdered").as_int64(), 2);
    std::string with_amount = other.PartialCancel(other.items[0], 1);
    base::ReplaceAll(with_amount, "<QuantityCancelled>",
                     "<ItemPriceAdjustments><Component><Type>Principal</Type><Amount "
                     "currency=\"USD\">1.00</Amount></Component></ItemPriceAdjustments>"
                     "<QuantityCancelled>");
    EXPECT_EQ(Results(Adjust(other, {with_amount})), "1:Warning:18106");
    EXPECT_EQ(LineOf(other, 0).at("refunded"), json::value(json::object{}));
    base::ReplaceAll(with_amount, "<ActionType>Cancel</ActionType>", "");
    EXPECT_EQ(Results(Adjust(other, {with_amount})), "1:Error:18104");
}

TEST(OrderFeeds, RefundsByHandShowInTheLedger) {
    FeedRig rig;
    const std::string target = "orders/" + std::string(kFeedOrder) + "/refund";
    EXPECT_EQ(rig.Post(target, R"({"amount":"1.00"})").status, 409) << "not shipped";
    rig.Ship();
    EXPECT_EQ(rig.Post(target, R"({"amount":"x"})").status, 400);
    EXPECT_EQ(rig.Post(target, R"({"amount":"1.00","component":"Shipping"})").status, 200);
    EXPECT_EQ(rig.Truth().at("refunds").at(0).at("source").as_string(), "seller central");
    const json::object all = rig.Control("truth?after=299");
    EXPECT_EQ(all.at("orders").at(0).at("lines").at(0).at("refunded"),
              (json::value{{"Shipping", "1.00"}}));
    EXPECT_TRUE(all.at("next_after").is_null());
    EXPECT_EQ(rig.Send(http::Method::kGet, "/control/truth/114-0").status, 404);
}

}  // namespace
}  // namespace orderyard::sandbox
