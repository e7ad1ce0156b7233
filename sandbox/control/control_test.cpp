// The control API: what it answers, that orders go through their life by it, and that it stays on
// loopback.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sandbox/test_rig.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

std::string PlaceOne(Rig& rig, const std::string& more = "") {
    const http::Response placed = rig.Post(
        "orders",
        R"({"marketplace":"US","lines":[{"sku":"A-1","quantity":3,"unit_price":"10.00","tax":"2.40","discount":"3.00"}])" +
            more + "}");
    EXPECT_EQ(placed.status, 201) << placed.body;
    return std::string(Rig::Parse(placed).at("order_ids").at(0).as_string());
}

json::object TruthOf(Rig& rig, const std::string& id) {
    const json::object page = rig.Control("orders?limit=5000");
    for (const json::value& row : page.at("orders").as_array()) {
        if (row.at("order_id").as_string() == id) {
            return row.as_object();
        }
    }
    ADD_FAILURE() << "no order " << id;
    return {};
}

TEST(Control, OrdersLiveThroughIt) {
    Rig rig;
    const std::string id = PlaceOne(rig, R"(,"paid":false)");
    EXPECT_EQ(TruthOf(rig, id).at("status").as_string(), "PENDING");
    EXPECT_EQ(TruthOf(rig, id).at("total").as_string(), "29.40");
    struct Step {
        const char* verb;
        const char* body;
        int status;
        const char* order_status;
    };
    const Step steps[] = {
        {"pay", "", 200, "UNSHIPPED"},
        {"pay", "", 409, "UNSHIPPED"},
        {"request-cancel", R"({"reason":"changed my mind"})", 200, "UNSHIPPED"},
        {"change-address", R"({"address":{"name":"New Name","city":"Newtown","countryCode":"US"}})",
         200, "UNSHIPPED"},
        {"change-address", R"({"address":{}})", 400, "UNSHIPPED"},
        {"change-quantity", R"({"quantity":2})", 200, "UNSHIPPED"},
        {"change-quantity", R"({"quantity":5})", 400, "UNSHIPPED"},
        {"change-quantity", "", 400, "UNSHIPPED"},
        {"partial-ship", R"({"quantity":1,"tracking_number":"T1"})", 200, "PARTIALLY_SHIPPED"},
        {"cancel", "", 409, "PARTIALLY_SHIPPED"},
        {"ship", "", 200, "SHIPPED"},
        {"deliver", R"({"package_reference_id":"2"})", 200, "SHIPPED"},
        {"juggle", "", 404, "SHIPPED"},
        {"ship", "[", 400, "SHIPPED"},
    };
    std::string last_updated;
    for (const Step& step : steps) {
        const http::Response response = rig.Post("orders/" + id + "/" + step.verb, step.body);
        EXPECT_EQ(response.status, step.status) << step.verb << step.body << response.body;
        const json::object truth = TruthOf(rig, id);
        EXPECT_EQ(truth.at("status").as_string(), step.order_status) << step.verb;
        const std::string stamp(truth.at("last_updated").as_string());
        EXPECT_EQ(stamp > last_updated, step.status == 200) << step.verb;
        last_updated = std::max(last_updated, stamp);
    }
    EXPECT_EQ(TruthOf(rig, id).at("total").as_string(), "19.60");
    const json::object order = rig.Order(id);
    EXPECT_EQ(order.at("recipient").at("deliveryAddress").at("city").as_string(), "Newtown");
    EXPECT_EQ(order.at("orderItems")
                  .at(0)
                  .at("cancellation")
                  .at("cancellationRequest")
                  .at("cancelReason")
                  .as_string(),
              "changed my mind");
    const json::object packages = rig.Control("packages/" + id);
    EXPECT_EQ(packages.at("packages").at(0).at("tracking").as_string(), "T1");
    EXPECT_EQ(packages.at("packages").at(1).at("status").as_string(), "DELIVERED");
    EXPECT_EQ(rig.Post("orders/114-0000000-0000000/pay").status, 404);
}

TEST(Control, RefusesSpecs) {
    Rig rig;
    const std::pair<const char*, const char*> cases[] = {
        {R"({"lines":[]})", "lines"},
        {R"({"lines":["x"]})", "lines"},
        {R"({"marketplace":"XX","lines":[{}]})", "marketplace"},
        {R"({"lines":[{"quantity":-1}]})", "quantity"},
        {R"({"lines":[{"unit_price":"1.234"}]})", "unit_price"},
        {R"({"lines":[{"discount":"-1"}]})", "discount"},
        {R"({"lines":[{}],"address":{}})", "deliveryAddress"},
        {R"({"count":0})", "count"},
    };
    for (const auto& [body, field] : cases) {
        const http::Response response = rig.Post("orders", body);
        EXPECT_EQ(response.status, 400) << body;
        EXPECT_EQ(Rig::Parse(response).at("field").as_string(), field) << body;
    }
    const std::string id = PlaceOne(rig, R"(,"order_id":"114-7777777-7777777")");
    EXPECT_EQ(id, "114-7777777-7777777");
    EXPECT_EQ(Rig::Parse(rig.Post("orders", R"({"count":3})")).at("order_ids").as_array().size(),
              3U);
    EXPECT_EQ(rig.Control("state").at("orders").to_number<int>(), 304);
}

TEST(Control, TimeGoesOnlyForward) {
    Rig rig;
    EXPECT_EQ(rig.Control("state").at("now").as_string(), "2026-11-22T12:00:00.000Z");
    EXPECT_EQ(rig.Post("clock", R"({"advance_seconds":1.5})").status, 200);
    EXPECT_EQ(rig.Control("state").at("now").as_string(), "2026-11-22T12:00:01.500Z");
    EXPECT_EQ(rig.Post("clock", R"({"set":"2026-11-23T00:00:00Z"})").status, 200);
    EXPECT_EQ(rig.Control("state").at("now").as_string(), "2026-11-23T00:00:00.000Z");
    for (const char* body : {R"({"advance_seconds":-1})", R"({"set":"2026-11-22T00:00:00Z"})",
                             R"({"set":"noon"})", "{}", "["}) {
        EXPECT_EQ(rig.Post("clock", body).status, 400) << body;
    }
}

TEST(Control, LogsCallsWithoutTokens) {
    Rig rig;
    rig.Post("faults", R"({"operation":"getOrder","kind":"delay:1"})");
    rig.GetOrder("114-1111111-1111111");
    rig.Search("");
    const json::object calls = rig.Control("calls?limit=2");
    ASSERT_EQ(calls.at("calls").as_array().size(), 2U);
    EXPECT_EQ(calls.at("calls").at(0).at("operation").as_string(), "searchOrders");
    EXPECT_EQ(calls.at("calls").at(0).at("status").as_int64(), 400);
    EXPECT_EQ(calls.at("calls").at(1).at("faults").at(0).as_string(), "delay");
    EXPECT_EQ(json::serialize(calls).find(rig.token), std::string::npos);
    EXPECT_EQ(rig.Control("calls?operation=token").at("calls").as_array().size(), 1U);
    const json::object counts =
        rig.Control("state").at("operations").at("searchOrders").as_object();
    EXPECT_EQ(counts.at("calls").to_number<int>(), 1);
    EXPECT_EQ(counts.at("refused").to_number<int>(), 1);
}

TEST(Control, TruthComesInPages) {
    Rig rig;
    std::size_t rows = 0;
    std::string after = "-1";
    int pages = 0;
    while (!after.empty()) {
        const json::object page = rig.Control("orders?limit=70&after=" + after);
        rows += page.at("orders").as_array().size();
        after = page.at("next_after").is_null()
                    ? ""
                    : std::to_string(page.at("next_after").to_number<std::int64_t>());
        ++pages;
    }
    EXPECT_EQ(rows, 300U);
    EXPECT_EQ(pages, 5);
    EXPECT_EQ(rig.Send(http::Method::kGet, "/control/orders?limit=0").status, 400);
}

// Status of a GET over a real socket; 0 when nobody listens.
int StatusOverSocket(std::uint16_t port, const std::string& path) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int status = 0;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        const std::string request =
            "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        std::string answer;
        char buffer[4096];
        if (::send(socket, request.data(), request.size(), MSG_NOSIGNAL) > 0) {
            ssize_t count = 0;
            while ((count = ::recv(socket, buffer, sizeof buffer, 0)) > 0) {
                answer.append(buffer, static_cast<std::size_t>(count));
            }
        }
        status = answer.size() > 12
                     ? static_cast<int>(base::ParseInt(answer.substr(9, 3)).value_or(0))
                     : 0;
    }
    ::close(socket);
    return status;
}

TEST(Control, StandsApartWhenAsked) {
    SandboxOptions options = Rig::Defaults();
    options.order_count = 5;
    Sandbox together(options);
    ASSERT_TRUE(together.Start());
    EXPECT_EQ(StatusOverSocket(together.port(), "/control/state"), 200);
    EXPECT_EQ(StatusOverSocket(together.port(), "/orders/2026-01-01/orders"), 403);
    EXPECT_EQ(StatusOverSocket(together.port(), "/nowhere"), 404);
    options.control_port = 0;
    Sandbox apart(options);
    ASSERT_TRUE(apart.Start());
    EXPECT_NE(apart.port(), apart.control_port());
    EXPECT_EQ(StatusOverSocket(apart.port(), "/control/state"), 404);
    EXPECT_EQ(StatusOverSocket(apart.control_port(), "/control/state"), 200);
    EXPECT_EQ(StatusOverSocket(apart.control_port(), "/orders/2026-01-01/orders"), 404);
}

TEST(Sandbox, RefusesOptions) {
    SandboxOptions options = Rig::Defaults();
    options.marketplaces = {"XX"};
    EXPECT_EQ(Sandbox(options).Prepare().error().field, "marketplaces");
    options.marketplaces.clear();
    options.from_report = "no such file";
    EXPECT_EQ(Sandbox(options).Prepare().error().field, "from_report");
}

}  // namespace
}  // namespace orderyard::sandbox
