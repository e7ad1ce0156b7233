// Writes that are told otherwise than they happen, the preview operation cancelOrder, restricted
// tokens, and a package's history.
#include <gtest/gtest.h>

#include "sandbox/feed_rig.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

json::object Confirmation(const FeedRig& rig, const std::string& tracking = "1Z999",
                          const std::string& carrier = "UPS") {
    return {{"marketplaceId", "ATVPDKIKX0DER"},
            {"packageDetail",
             json::object{{"packageReferenceId", "1"},
                          {"carrierCode", carrier},
                          {"carrierName", "Nobody"},
                          {"trackingNumber", tracking},
                          {"shipDate", "2026-11-22T12:00:00Z"},
                          {"orderItems", json::array{json::object{{"orderItemId", rig.items[0]},
                                                                  {"quantity", 2}}}}}}};
}

http::Response Confirm(FeedRig& rig, const std::string& tracking = "1Z999",
                       const std::string& carrier = "UPS") {
    return rig.Confirm(kFeedOrder, json::serialize(Confirmation(rig, tracking, carrier)));
}

json::array Packages(FeedRig& rig) {
    return rig.Truth().at("packages").as_array();
}

TEST(WriteFaults, ConfirmShipment) {
    struct Case {
        const char* rule;
        int status;
        std::size_t packages;
    };
    const Case cases[] = {
        {R"({"kind":"drop","operation":"confirmShipment"})", 204, 0},
        {R"({"kind":"drop","operation":"writes"})", 204, 0},
        {R"({"kind":"drop","order_id":"114-0"})", 204, 1},
        {R"({"kind":"drop","order_id":"114-2222222-0000001"})", 204, 0},
        {R"({"kind":"http_500","operation":"writes","applied":true})", 500, 1},
        {R"({"kind":"http_500","operation":"writes"})", 500, 0},
        {R"({"kind":"duplicate_delivery"})", 204, 1},
        {R"({"kind":"late:90"})", 204, 0},
        {R"({"kind":"drop","operation":"createFeed"})", 204, 1},
        {R"({"kind":"feed_fatal"})", 204, 1},
    };
    for (const Case& c : cases) {
        FeedRig rig;
        ASSERT_EQ(rig.Post("faults", c.rule).status, 201) << c.rule;
        EXPECT_EQ(Confirm(rig).status, c.status) << c.rule;
        EXPECT_EQ(Packages(rig).size(), c.packages) << c.rule;
    }
    FeedRig silent;
    silent.Post("faults", R"({"kind":"no_answer"})");
    const http::Response none = Confirm(silent);
    EXPECT_GT(none.fault.delay_millis, 600'000);
    EXPECT_EQ(none.fault.close_after_bytes, std::optional<std::size_t>(0));
    silent.Send(http::Method::kDelete, "/control/faults");
    EXPECT_EQ(Packages(silent).size(), 1U);
    silent.Post("faults", R"({"kind":"no_answer","applied":false})");
    EXPECT_GT(Confirm(silent, "1Z2").fault.delay_millis, 600'000);
    EXPECT_EQ(Packages(silent).at(0).at("tracking").as_string(), "1Z999");
}

TEST(WriteFaults, LateIsLate) {
    FeedRig rig;
    rig.Post("faults", R"({"kind":"late:90","count":1})");
    EXPECT_EQ(Confirm(rig).status, 204);
    rig.Pass(89);
    EXPECT_EQ(Packages(rig).size(), 0U);
    rig.Pass(1);
    EXPECT_EQ(Packages(rig).size(), 1U);
    EXPECT_EQ(Confirm(rig, "1Z 9").status, 400) << "refused as ever";
}

TEST(WriteFaults, AThirdOfTheCalls) {
    FeedRig rig;
    rig.Post("faults", R"({"kind":"http_500","operation":"confirmShipment","probability":0.3})");
    int failed = 0;
    for (int i = 0; i < 300; ++i) {
        failed += Confirm(rig, "1Z " + std::to_string(i)).status == 500 ? 1 : 0;
    }
    EXPECT_GT(failed, 60);
    EXPECT_LT(failed, 120);
}

TEST(WriteFaults, CreateFeed) {
    const auto submit = [](FeedRig& rig, const char* rule) {
        rig.Post("faults", rule);
        return rig.Submit(kAckType, FeedRig::Envelope("OrderAcknowledgement", {rig.Cancel()}));
    };
    FeedRig dropped;
    EXPECT_EQ(dropped
                  .Amazon("/feeds/2021-06-30/feeds/" +
                          submit(dropped, R"({"kind":"drop","operation":"createFeed"})"))
                  .status,
              404);
    dropped.Send(http::Method::kDelete, "/control/faults");
    const std::string real = submit(dropped, R"({"kind":"late","seconds":600})");
    EXPECT_EQ(dropped.Amazon("/feeds/2021-06-30/feeds/" + real).status, 404);
    dropped.Pass(600);
    EXPECT_EQ(dropped.StatusOf(real), "IN_QUEUE");
    FeedRig twice;
    EXPECT_EQ(
        twice.StatusOf(submit(twice, R"({"kind":"duplicate_delivery","operation":"createFeed"})")),
        "IN_QUEUE");
    EXPECT_EQ(twice.Control("feeds").at("feeds").as_array().size(), 2U);
    FeedRig last;
    EXPECT_EQ(last.StatusOf(
                  submit(last, R"({"kind":"duplicate_delivery_last","operation":"createFeed"})")),
              "CANCELLED");
    FeedRig storage;
    storage.Post("faults", R"({"kind":"http_500","operation":"uploadFeedDocument"})");
    const http::Response put =
        storage.Put(std::string(storage.CreateDocument().at("url").as_string()), "x");
    EXPECT_EQ(put.status, 500);
    EXPECT_NE(put.body.find("<Code>InternalError</Code>"), std::string::npos);
}

TEST(WriteFaults, ReadsCanBeSlowedWhileRunning) {
    FeedRig rig;
    ASSERT_EQ(rig.Post("settings", R"({"read_delay_seconds":60})").status, 200);
    rig.Ship();
    const auto status = [&] {
        return rig.Order(kFeedOrder).at("fulfillment").at("fulfillmentStatus").as_string();
    };
    EXPECT_EQ(status(), "UNSHIPPED");
    rig.Pass(60);
    EXPECT_EQ(status(), "SHIPPED");
}

TEST(ConfirmShipment, KeepsTheHistoryOfAPackage) {
    FeedRig rig;
    EXPECT_EQ(Confirm(rig).status, 204);
    EXPECT_EQ(Confirm(rig).status, 204);
    EXPECT_EQ(Confirm(rig, "1Z2").status, 204);
    const json::array packages = Packages(rig);
    ASSERT_EQ(packages.size(), 1U);
    EXPECT_EQ(packages[0].at("edits").as_int64(), 1);
    EXPECT_EQ(packages[0].at("repeats").as_int64(), 1);
    EXPECT_EQ(packages[0].at("history").as_array().size(), 2U);
    EXPECT_EQ(packages[0].at("history").at(0).at("body").as_string(),
              json::serialize(Confirmation(rig)));
}

TEST(ConfirmShipment, CarrierCodesAreTheMarketplaces) {
    const std::pair<const char*, int> cases[] = {{"UPS", 204},   {"USPS", 204},
                                                 {"Other", 204}, {"Royal Mail", 400},
                                                 {"usps", 400},  {"YamatoTransport", 400}};
    for (const auto& [carrier, status] : cases) {
        FeedRig rig;
        EXPECT_EQ(Confirm(rig, "1Z999", carrier).status, status) << carrier;
    }
}

TEST(CancelOrder, IsBehindASwitch) {
    FeedRig rig;
    const std::string target =
        "/orders/2026-01-01/orders/" + std::string(kFeedOrder) + "/cancellation";
    const auto cancel = [&](const json::object& body) {
        return rig.Json(http::Method::kPut, target, body).status;
    };
    EXPECT_EQ(cancel({{"cancelReasonCode", "NO_INVENTORY"}}), 403);
    ASSERT_EQ(rig.Post("settings", R"({"allows_cancel_order":true})").status, 200);
    EXPECT_EQ(cancel({}), 400);
    EXPECT_EQ(cancel({{"cancelReasonCode", "NoInventory"}}), 400);
    rig.Post("faults", R"({"kind":"drop","operation":"cancelOrder","count":1})");
    EXPECT_EQ(cancel({{"cancelReasonCode", "NO_INVENTORY"}}), 202);
    EXPECT_EQ(rig.Truth().at("status").as_string(), "UNSHIPPED");
    EXPECT_EQ(cancel({{"cancelReasonCode", "NO_INVENTORY"}}), 202);
    EXPECT_EQ(rig.Truth().at("status").as_string(), "CANCELLED");
    EXPECT_EQ(cancel({{"cancelReasonCode", "NO_INVENTORY"}}), 400);
    FeedRig shipped;
    shipped.Post("settings", R"({"allows_cancel_order":true})");
    shipped.Ship();
    EXPECT_EQ(
        shipped.Json(http::Method::kPut, target, {{"cancelReasonCode", "NO_INVENTORY"}}).status,
        400);
    EXPECT_EQ(shipped.Harm(), "[]");
}

TEST(Control, TheBuyerAndSellerCentral) {
    FeedRig rig;
    const std::string target = "orders/" + std::string(kFeedOrder) + "/";
    EXPECT_EQ(rig.Post(target + "request-cancel").status, 200);
    EXPECT_TRUE(rig.Truth().at("cancel_requested").as_bool());
    EXPECT_EQ(rig.Post(target + "withdraw-cancel-request").status, 200);
    EXPECT_FALSE(rig.Truth().at("cancel_requested").as_bool());
    EXPECT_EQ(rig.Post(target + "buyer-cancel").status, 200);
    EXPECT_EQ(rig.Truth().at("lines").at(0).at("cancelled_by").as_string(), "BUYER");
    FeedRig other;
    EXPECT_EQ(other.Post(target + "seller-cancel", R"({"reason":"NoInventory"})").status, 200);
    EXPECT_EQ(other.Truth().at("lines").at(1).at("cancelled_by").as_string(), "MERCHANT");
}

TEST(RestrictedToken, IsCheckedAndOpensNothingHere) {
    FeedRig rig;
    const auto ask = [&](const std::string& resources) {
        return rig.Send(http::Method::kPost, "/tokens/2021-03-01/restrictedDataToken",
                        R"({"restrictedResources":)" + resources + "}", rig.AmazonHeaders());
    };
    const std::string order = R"({"method":"GET","path":"/orders/v0/orders/{orderId}")";
    const std::pair<std::string, int> cases[] = {
        {"[" + order + "}]", 200},
        {"[" + order + R"(,"dataElements":["buyerInfo","shippingAddress"]}])", 200},
        {R"([{"method":"GET","path":"/orders/v0/orders/114-1/orderItems","dataElements":["buyerInfo"]}])",
         200},
        {R"([{"method":"GET","path":"/orders/v0/orders/114-1/orderItems","dataElements":["shippingAddress"]}])",
         400},
        {R"([{"method":"GET","path":"/orders/v0/orders/114-1/address","dataElements":["buyerInfo"]}])",
         400},
        {"[" + order + R"(,"dataElements":["shoeSize"]}])", 400},
        {R"([{"method":"POST","path":"/orders/v0/orders/114-1"}])", 400},
        {R"([{"method":"GET","path":"/orders/2026-01-01/orders"}])", 400},
        {R"([{"method":"GET"}])", 400},
        {"[]", 400},
        {"7", 400},
    };
    for (const auto& [resources, status] : cases) {
        EXPECT_EQ(ask(resources).status, status) << resources;
    }
    const json::object answer = Rig::Parse(ask("[" + order + "}]"));
    EXPECT_EQ(answer.at("expiresIn").as_int64(), 3600);
    rig.token = std::string(answer.at("restrictedDataToken").as_string());
    EXPECT_TRUE(rig.token.starts_with("Atz.sprdt|"));
    EXPECT_EQ(Confirm(rig).status, 403);
    SandboxOptions options = Rig::Defaults();
    options.allows_personal_data = false;
    FeedRig without("", options);
    EXPECT_EQ(
        without
            .Send(http::Method::kPost, "/tokens/2021-03-01/restrictedDataToken",
                  R"({"restrictedResources":[)" + order + R"(,"dataElements":["buyerInfo"]}]})",
                  without.AmazonHeaders())
            .status,
        400);
}

}  // namespace
}  // namespace orderyard::sandbox
