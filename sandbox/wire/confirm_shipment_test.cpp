// confirmShipment: one line a refusal in the order they are checked, then what a confirmation does
// to the order.
#include <gtest/gtest.h>

#include "sandbox/test_rig.hpp"
#include "sandbox/wire/confirm_shipment.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr const char* kOrderId = "114-2222222-0000001";

std::string Spec(const std::string& more = "") {
    return R"({"order_id":")" + std::string(kOrderId) +
           R"(","marketplace":"US","lines":[{"quantity":2,"unit_price":"10.00"},{"quantity":1,"unit_price":"5.00"}])" +
           more + "}";
}

struct Placed {
    Rig rig;
    std::vector<std::string> items;

    explicit Placed(const std::string& more = "") {
        const http::Response placed = rig.Post("orders", Spec(more));
        EXPECT_EQ(placed.status, 201) << placed.body;
        const json::object answer = Rig::Parse(placed);
        for (const json::value& item : answer.at("order").as_object().at("orderItems").as_array()) {
            items.emplace_back(item.as_object().at("orderItemId").as_string());
        }
    }

    json::object Body(const std::string& reference,
                      std::vector<std::pair<std::string, int>> units) const {
        json::array lines;
        for (const auto& [id, quantity] : units) {
            lines.push_back(json::object{{"orderItemId", id}, {"quantity", quantity}});
        }
        return {{"marketplaceId", "ATVPDKIKX0DER"},
                {"packageDetail", json::object{{"packageReferenceId", reference},
                                               {"carrierCode", "UPS"},
                                               {"shippingMethod", "Ground"},
                                               {"trackingNumber", "1Z999"},
                                               {"shipDate", "2026-11-22T12:00:00Z"},
                                               {"orderItems", std::move(lines)}}}};
    }
    http::Response Send(const json::object& body) {
        return rig.Confirm(kOrderId, json::serialize(body));
    }
    json::object Order() { return rig.Order(kOrderId); }
    std::string Status() {
        return std::string(
            Order().at("fulfillment").as_object().at("fulfillmentStatus").as_string());
    }
};

TEST(ConfirmShipment, RefusesBodies) {
    Placed placed;
    const json::object good = placed.Body("1", {{placed.items[0], 1}});
    struct Case {
        const char* name;
        std::function<void(json::object&)> spoil;
        const char* code = "InvalidInput";
    };
    const auto detail = [](json::object& body) -> json::object& {
        return body["packageDetail"].as_object();
    };
    const auto item = [&](json::object& body) -> json::object& {
        return detail(body)["orderItems"].as_array()[0].as_object();
    };
    const Case cases[] = {
        {"no marketplace", [](json::object& b) { b.erase("marketplaceId"); }},
        {"no detail", [](json::object& b) { b.erase("packageDetail"); }},
        {"cod method", [](json::object& b) { b["codCollectionMethod"] = "Cash"; }},
        {"reference missing", [&](json::object& b) { detail(b).erase("packageReferenceId"); }},
        {"reference as number", [&](json::object& b) { detail(b)["packageReferenceId"] = 1; }},
        {"reference not numeric", [&](json::object& b) { detail(b)["packageReferenceId"] = "P1"; }},
        {"reference zero", [&](json::object& b) { detail(b)["packageReferenceId"] = "0"; }},
        {"carrier missing", [&](json::object& b) { detail(b).erase("carrierCode"); }},
        {"carrier unknown", [&](json::object& b) { detail(b)["carrierCode"] = "Pigeon"; }},
        {"other without name", [&](json::object& b) { detail(b)["carrierCode"] = "Other"; }},
        {"tracking missing", [&](json::object& b) { detail(b).erase("trackingNumber"); }},
        {"tracking with blank", [&](json::object& b) { detail(b)["trackingNumber"] = "1Z 99"; }},
        {"date not ISO", [&](json::object& b) { detail(b)["shipDate"] = "02/21/2022"; }},
        {"items not a list", [&](json::object& b) { detail(b)["orderItems"] = json::object{}; }},
        {"no items", [&](json::object& b) { detail(b)["orderItems"] = json::array{}; }},
        {"quantity as text", [&](json::object& b) { item(b)["quantity"] = "1"; }},
        {"quantity zero", [&](json::object& b) { item(b)["quantity"] = 0; }},
        {"codes not a list", [&](json::object& b) { item(b)["transparencyCodes"] = "x"; }},
        {"item twice",
         [&](json::object& b) {
             json::value again = item(b);
             detail(b)["orderItems"].as_array().push_back(again);
         }},
        {"other marketplace", [](json::object& b) { b["marketplaceId"] = "A1PA6795UKMFR9"; }},
        {"cod outside Japan", [](json::object& b) { b["codCollectionMethod"] = "DirectPayment"; }},
        {"date in the future",
         [&](json::object& b) { detail(b)["shipDate"] = "2026-11-22T12:05:00Z"; }},
        {"date before purchase",
         [&](json::object& b) { detail(b)["shipDate"] = "2026-11-22T11:59:59Z"; }},
        {"unknown item", [&](json::object& b) { item(b)["orderItemId"] = "999"; },
         "NonexistentOrderItem"},
        {"too many units", [&](json::object& b) { item(b)["quantity"] = 3; }},
    };
    for (const Case& c : cases) {
        json::object body = good;
        c.spoil(body);
        const http::Response response = placed.Send(body);
        EXPECT_EQ(response.status, 400) << c.name;
        EXPECT_EQ(Rig::ErrorCodeOf(response), c.code) << c.name << response.body;
    }
    EXPECT_EQ(placed.rig.Confirm(kOrderId, "{").status, 400);
    EXPECT_EQ(placed.rig.Confirm("114-3333333-3333333", json::serialize(good)).status, 404);
    EXPECT_EQ(placed.rig
                  .Send(http::Method::kPost,
                        "/orders/v0/orders/" + std::string(kOrderId) + "/shipmentConfirmation",
                        json::serialize(good),
                        {{"x-amz-access-token", placed.rig.token}, {"user-agent", "T"}})
                  .status,
              415);
    EXPECT_EQ(placed.Status(), "UNSHIPPED");
    EXPECT_EQ(placed.Send(good).status, 204);
}

TEST(ConfirmShipment, RefusesOrdersThatAreNotReady) {
    struct Case {
        std::string more;
        std::string change;
        const char* code;
    };
    const Case cases[] = {
        {R"(,"paid":false)", "", "InvalidInput"},
        {R"(,"fulfilled_by":"AMAZON")", "", "InvalidInput"},
        {"", "cancel", "NonexistentOrderItem"},
        {"", "ship", "PackageToUpdateNotFound"},
    };
    for (const Case& c : cases) {
        Placed placed(c.more);
        if (!c.change.empty()) {
            ASSERT_EQ(placed.rig.Post("orders/" + std::string(kOrderId) + "/" + c.change).status,
                      200);
        }
        const http::Response response = placed.Send(placed.Body("7", {{placed.items[0], 1}}));
        EXPECT_EQ(response.status, 400) << c.more << c.change;
        EXPECT_EQ(Rig::ErrorCodeOf(response), c.code) << c.more << c.change;
    }
}

TEST(ConfirmShipment, ShipsPackageByPackage) {
    Placed placed;
    const http::Response first = placed.Send(placed.Body("1", {{placed.items[0], 1}}));
    EXPECT_EQ(first.status, 204);
    EXPECT_TRUE(first.body.empty());
    EXPECT_EQ(placed.Status(), "PARTIALLY_SHIPPED");
    EXPECT_EQ(placed.Send(placed.Body("2", {{placed.items[0], 1}, {placed.items[1], 1}})).status,
              204);
    EXPECT_EQ(placed.Status(), "SHIPPED");
    const json::object order = placed.Order();
    ASSERT_EQ(order.at("packages").as_array().size(), 2U);
    const json::object& package = order.at("packages").as_array()[0].as_object();
    EXPECT_EQ(package.at("packageReferenceId").as_string(), "1");
    EXPECT_EQ(package.at("carrier").as_string(), "UPS");
    EXPECT_EQ(package.at("trackingNumber").as_string(), "1Z999");
    EXPECT_EQ(package.at("packageItems").as_array()[0].as_object().at("quantity").as_int64(), 1);
    const json::object& line =
        order.at("orderItems").as_array()[0].as_object().at("fulfillment").as_object();
    EXPECT_EQ(line.at("quantityFulfilled").as_int64(), 2);
    EXPECT_EQ(line.at("quantityUnfulfilled").as_int64(), 0);
    placed.rig.Post("clock", R"({"advance_seconds":259200})");
    placed.rig.token = placed.rig.Login();
    EXPECT_EQ(placed.Order()
                  .at("packages")
                  .as_array()[0]
                  .as_object()
                  .at("packageStatus")
                  .as_object()
                  .at("status")
                  .as_string(),
              "DELIVERED");
}

TEST(ConfirmShipment, TheSameReferenceEdits) {
    Placed placed;
    json::object body = placed.Body("1", {{placed.items[0], 2}});
    ASSERT_EQ(placed.Send(body).status, 204);
    const std::string stamp(placed.Order().at("lastUpdatedTime").as_string());
    ASSERT_EQ(placed.Send(body).status, 204);
    EXPECT_EQ(placed.Order().at("lastUpdatedTime").as_string(), stamp)
        << "an identical repeat changes nothing";
    ASSERT_EQ(placed.Send(placed.Body("1", {{placed.items[1], 1}})).status, 204);
    EXPECT_NE(placed.Order().at("lastUpdatedTime").as_string(), stamp);
    EXPECT_EQ(placed.Status(), "PARTIALLY_SHIPPED");
    EXPECT_EQ(placed.Order().at("packages").as_array().size(), 1U);
    EXPECT_EQ(placed.Send(placed.Body("2", {{placed.items[0], 2}})).status, 204);
    EXPECT_EQ(placed.Status(), "SHIPPED");
    for (int edit = 2; edit <= kPackageEditsMax; ++edit) {
        body = placed.Body("1", {{placed.items[1], 1}});
        body["packageDetail"].as_object()["trackingNumber"] = "T" + std::to_string(edit);
        ASSERT_EQ(placed.Send(body).status, 204) << edit;
    }
    body["packageDetail"].as_object()["trackingNumber"] = "T-one-too-many";
    EXPECT_EQ(Rig::ErrorCodeOf(placed.Send(body)), "InvalidPackageVersion");
}

}  // namespace
}  // namespace orderyard::sandbox
