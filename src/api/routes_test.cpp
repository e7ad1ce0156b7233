// The whole API behind one handler: which path leads where, in which manner it refuses, and what it
// never says.
#include "api/routes.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "api/fake_ports.hpp"
#include "api/rest/sample_order.hpp"

namespace orderyard::api {
namespace {

constexpr const char* kNoRoute = R"({"message":"Request does not match any route."})";
constexpr const char* kNoAccess =
    R"({"message":"The consumer isn't authorized to access %resources.",)"
    R"("parameters":{"resources":"Magento_Sales::actions_view"}})";

struct RoutesTest : testing::Test {
    RoutesTest() {
        database.tokens.tokens = {MakeToken(1, kGoodToken)};
        database.orders.orders = {rest::SampleOrder()};
        domain::StoreView view;
        view.id = domain::StoreViewId(2);
        view.code = "amazon_de";
        view.name = "amazon.de";
        database.stores.views = {view};
    }
    http::Response Get(const std::string& target) { return api(AuthorizedGet(target)); }
    http::Response Anonymous(http::Method method, const std::string& target) {
        return api(MakeRequest(method, target));
    }

    FakeDatabase database;
    FakeClock clock;
    std::vector<std::string> reasons;
    http::Handler api = MakeApi(ApiContext{database, clock, {}, [this] { return reasons; }});
};

TEST_F(RoutesTest, BaseFormsOfTheRestApi) {
    struct Row {
        const char* path;
        int status;
    };
    const Row rows[] = {
        {"/rest/V1/orders/7", 200},
        {"/rest/default/V1/orders/7", 200},
        {"/rest/all/V1/orders/7", 200},
        {"/rest/amazon_de/V1/orders/7", 200},
        {"/rest/amazon%5Fde/V1/orders/7", 200},
        {"/index.php/rest/V1/orders/7", 200},
        {"/index.php/rest/all/V1/orders/7", 200},
        {"/rest//V1/orders/7", 200},
        {"//rest/V1//orders//7//", 200},
        {"/rest/V1/orders/7/", 200},
        {"/rest/V1/orders/7?searchCriteria=", 200},
        {"/rest/V1/orders/?searchCriteria", 200},
        {"/rest/V1/orders?searchCriteria[pageSize]=5", 200},
        {"/rest/unknown/V1/orders/7", 404},
        {"/rest/AMAZON_DE/V1/orders/7", 404},
        {"/rest/all/all/V1/orders/7", 404},
        {"/rest/V1", 404},
        {"/rest", 404},
        {"/rest/orders/7", 404},
        {"/rest/v1/orders/7", 404},
        {"/rest/V1/Orders/7", 404},
        {"/rest/V1/order/7", 404},
        {"/rest/V1/orders/7/nothing", 404},
        {"/rest/V2/orders/7", 404},
        {"/index.php/index.php/rest/V1/orders/7", 404},
    };
    for (const Row& row : rows) {
        const http::Response response = Get(row.path);
        EXPECT_EQ(response.status, row.status) << row.path << response.body;
    }
}

TEST_F(RoutesTest, RefusalsOfTheRestApiInTheirOrder) {
    struct Row {
        http::Method method;
        const char* path;
        int status;
        const char* body;
    };
    const Row rows[] = {
        {http::Method::kPatch, "/rest/V1/orders", 405,
         R"({"message":"The PATCH HTTP method is not supported."})"},
        {http::Method::kHead, "/rest/nowhere", 405,
         R"({"message":"The HEAD HTTP method is not supported."})"},
        {http::Method::kOptions, "/rest/V1/orders", 405,
         R"({"message":"The OPTIONS HTTP method is not supported."})"},
        {http::Method::kPut, "/rest/V1/orders", 404, kNoRoute},
        {http::Method::kDelete, "/rest/V1/orders/7", 404, kNoRoute},
        {http::Method::kPost, "/rest/V1/orders/7", 404, kNoRoute},
        {http::Method::kGet, "/rest/V1/nothing", 404, kNoRoute},  // before the token
        {http::Method::kGet, "/rest/V1/orders", 401, kNoAccess},
        {http::Method::kGet, "/rest/V1/orders/7", 401, kNoAccess},
        {http::Method::kGet, "/rest/V1/orders/0", 401, kNoAccess},
    };
    for (const Row& row : rows) {
        const http::Response response = Anonymous(row.method, row.path);
        EXPECT_EQ(response.status, row.status) << row.path;
        EXPECT_EQ(response.body, row.body) << row.path;
        EXPECT_EQ(HeaderOf(response, "Cache-Control"), "no-store") << row.path;
    }
    http::Request odd = MakeRequest(http::Method::kOther, "/rest/V1/orders");
    odd.method_text = "BREW\"";
    EXPECT_EQ(api(odd).body, R"({"message":"The BREW\" HTTP method is not supported."})");
}

TEST_F(RoutesTest, SingleOrders) {
    struct Row {
        const char* id;
        int status;
        const char* body;
    };
    const char* missing =
        R"({"message":"The entity that was requested doesn't exist. Verify the entity and try again."})";
    const char* no_id = R"({"message":"An ID is needed. Set the ID and try again."})";
    const Row rows[] = {
        {"7", 200, nullptr}, {"7.0", 200, nullptr},
        {"8", 404, missing}, {"-7", 404, missing},
        {"0", 400, no_id},   {"seven", 400, no_id},
        {"7x", 400, no_id},  {"99999999999999999999", 404, missing},
    };
    for (const Row& row : rows) {
        const http::Response response = Get(std::string("/rest/V1/orders/") + row.id);
        EXPECT_EQ(response.status, row.status) << row.id;
        if (row.body != nullptr) {
            EXPECT_EQ(response.body, row.body) << row.id;
        }
        EXPECT_EQ(HeaderOf(response, "Cache-Control"), "no-store");
        EXPECT_EQ(response.content_type, "application/json; charset=utf-8");
    }
}

TEST_F(RoutesTest, ListsOfOrders) {
    const http::Response first =
        Get("/rest/V1/orders?searchCriteria[pageSize]=1&searchCriteria[currentPage]=1");
    const boost::json::value list = boost::json::parse(first.body);
    EXPECT_EQ(list.at("total_count").as_int64(), 1);
    EXPECT_EQ(list.at("items").as_array().size(), 1u);
    EXPECT_EQ(boost::json::serialize(list.at("search_criteria")),
              R"({"filter_groups":[],"page_size":1,"current_page":1})");
    EXPECT_EQ(list.at("items").at(0).at("store_name").as_string(), "\n\namazon.de");

    const http::Response past =
        Get("/rest/V1/orders?searchCriteria[pageSize]=1&searchCriteria[currentPage]=5");
    EXPECT_EQ(
        past.body,
        R"({"items":[],"search_criteria":{"filter_groups":[],"page_size":1,"current_page":5},)"
        R"("total_count":1})");

    EXPECT_EQ(Get("/rest/V1/orders").body,
              R"({"message":"\"%fieldName\" is required. Enter and try again.",)"
              R"("parameters":{"fieldName":"searchCriteria"}})");
    database.orders.failure = base::InvalidInput("colour", "There is no field colour.");
    EXPECT_EQ(Get("/rest/V1/orders?searchCriteria").status, 400)
        << "an unknown field is never ignored";
}

TEST_F(RoutesTest, AListWithoutPageSizeIsWholeOrRefused) {
    database.orders.pretended_count = 10'000;
    EXPECT_EQ(Get("/rest/V1/orders?searchCriteria").status, 200);
    EXPECT_EQ(database.orders.last_query.page_size, 10'000);
    database.orders.pretended_count = 10'001;
    const http::Response response = Get("/rest/V1/orders?searchCriteria");
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(
        response.body,
        R"({"message":"Maximum SearchCriteria pageSize is %max","parameters":{"max":"10000"}})");
    EXPECT_EQ(Get("/rest/V1/orders?searchCriteria[pageSize]=100").status, 200);
}

TEST_F(RoutesTest, TheFieldsFilter) {
    struct Row {
        const char* target;
        const char* body;
    };
    const Row rows[] = {
        {"/rest/V1/orders/7?fields=entity_id,items[sku]",
         R"({"entity_id":7,"items":[{"sku":"SKU\/1"},{"sku":"SKU-2"}]})"},
        {"/rest/V1/orders?searchCriteria&fields=items[entity_id,billing_address[city]],total_count",
         R"({"items":[{"entity_id":7,"billing_address":{"city":"Dresden"}}],"total_count":1})"},
        {"/rest/V1/orders/7?fields=items%5Bsku%5D",
         R"({"items":[{"sku":"SKU\/1"},{"sku":"SKU-2"}]})"},
        {"/rest/V1/orders/7?fields=a%20b", "[]"},
        {"/rest/V1/orders/7?fields=items[sku", "[]"},
        {"/rest/V1/orders?searchCriteria&fields=entity_id", "[]"},
        {"/rest/V1/orders/8?fields=entity_id",
         R"({"message":"The entity that was requested doesn't exist. Verify the entity and try again."})"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(Get(row.target).body, row.body) << row.target;
    }
    EXPECT_EQ(Get("/rest/V1/orders/7?fields=").body, Get("/rest/V1/orders/7").body);
}

TEST_F(RoutesTest, MediaTypes) {
    struct Row {
        const char* accept;
        int status;
    };
    const Row rows[] = {
        {"", 200},
        {"*/*", 200},
        {"application/json", 200},
        {"text/html,application/xml;q=0.9,*/*;q=0.8", 200},
        {"text/plain", 200},
        {"application/xml", 406},
        {"text/xml; q=1, application/xml", 406},
    };
    for (const Row& row : rows) {
        http::Request request = AuthorizedGet("/rest/V1/orders/7");
        request.headers.push_back({"Accept", row.accept});
        EXPECT_EQ(api(request).status, row.status) << row.accept;
    }
}

TEST_F(RoutesTest, WhatGoesWrongInsideStaysInside) {
    database.is_broken = true;
    const http::Response masked = Get("/rest/V1/orders/7");
    EXPECT_EQ(masked.status, 500);
    EXPECT_EQ(masked.body.find("secret"), std::string::npos);
    const std::string start =
        R"({"message":"Internal Error. Details are available in Magento log file. Report ID: webapi-)";
    EXPECT_TRUE(masked.body.starts_with(start)) << masked.body;
    EXPECT_EQ(masked.body.size(), start.size() + 13 + 2);
    database.is_broken = false;
    database.is_gone = true;
    EXPECT_EQ(Get("/rest/V1/orders/7").status, 503);
    const http::Response ours = Get("/api/v1/stores");
    EXPECT_EQ(ours.status, 503);
    EXPECT_EQ(ours.body, R"({"code":"unavailable","message":"The database cannot be used now."})");
}

TEST_F(RoutesTest, OurOwnPaths) {
    struct Row {
        http::Method method;
        const char* path;
        int status;
        const char* code;
    };
    const Row rows[] = {
        {http::Method::kGet, "/api/v1/stores", 401, "unauthorized"},
        {http::Method::kGet, "/api/v1/stores/1/sync", 401, "unauthorized"},
        {http::Method::kPost, "/api/v1/stores/1/inbox/1/skip", 401, "unauthorized"},
        {http::Method::kDelete, "/api/v1/stores", 405, "method_not_allowed"},
        {http::Method::kGet, "/api/v1/nothing", 404, "not_found"},
        {http::Method::kGet, "/index.php/nothing", 404, "not_found"},
    };
    for (const Row& row : rows) {
        const http::Response response = Anonymous(row.method, row.path);
        EXPECT_EQ(response.status, row.status) << row.path;
        EXPECT_EQ(boost::json::parse(response.body).at("code").as_string(), row.code) << row.path;
    }
    const http::Response start = Anonymous(http::Method::kGet, "/");
    EXPECT_EQ(start.status, 303);  // people who type the address want the web app
    EXPECT_EQ(HeaderOf(start, "Location"), "/admin/");
    EXPECT_EQ(HeaderOf(Anonymous(http::Method::kGet, "/api/v1/stores"), "Cache-Control"),
              "no-store");
    EXPECT_EQ(HeaderOf(Get("/api/v1/stores"), "Cache-Control"), "no-store");
}

TEST_F(RoutesTest, WhatBrowsersAreToldWithEveryAnswer) {
    for (const char* path : {"/rest/V1/orders/7", "/api/v1/nothing", "/docs", "/nowhere"}) {
        const auto response = Get(path);
        EXPECT_EQ(HeaderOf(response, "X-Content-Type-Options"), "nosniff") << path;
        EXPECT_EQ(HeaderOf(response, "Strict-Transport-Security"), "") << path << ", no TLS";
    }
    ApiContext context{database, clock, {}, {}};
    context.is_tls = true;
    const auto response = MakeApi(std::move(context))(AuthorizedGet("/rest/V1/orders/7"));
    EXPECT_EQ(HeaderOf(response, "Strict-Transport-Security"), "max-age=31536000");
}

TEST_F(RoutesTest, ForOperators) {
    database.is_gone = true;
    EXPECT_EQ(Anonymous(http::Method::kGet, "/healthz").status, 200)
        << "alive, whatever the database does";
    EXPECT_EQ(Anonymous(http::Method::kGet, "/readyz").status, 200);
    reasons = {"the database is gone"};
    const http::Response unready = Anonymous(http::Method::kGet, "/readyz");
    EXPECT_EQ(unready.status, 503);
    EXPECT_EQ(unready.body, R"({"status":"not_ready","reasons":["the database is gone"]})");
    const http::Response metrics = Anonymous(http::Method::kGet, "/metrics");
    EXPECT_EQ(metrics.status, 200);
    EXPECT_EQ(metrics.content_type, "text/plain; version=0.0.4; charset=utf-8");
    EXPECT_EQ(Anonymous(http::Method::kPost, "/healthz").status, 405);
}

}  // namespace
}  // namespace orderyard::api
