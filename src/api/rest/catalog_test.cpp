// Items of orders by themselves, products and stock, stores and customers, over both engines.
#include "api/rest/expected_keys.hpp"
#include "api/rest/key_sets.hpp"
#include "api/rest/rest_fixture.hpp"
#include "ports/customer_store.hpp"

namespace orderyard::api::rest {
namespace {

class RestCatalogTest : public RestTest {
  protected:
    static std::string Filter(const std::string& field, const std::string& value,
                              const std::string& condition = "eq") {
        const std::string start = "searchCriteria[filter_groups][0][filters][0]";
        return "?" + start + "[field]=" + field + "&" + start + "[value]=" + value + "&" + start +
               "[condition_type]=" + condition;
    }
    std::string MessageOf(http::Method method, const std::string& target, const std::string& body,
                          int status) {
        const http::Response response = Send(method, target, body);
        EXPECT_EQ(response.status, status) << target << " " << body << " " << response.body;
        const auto json = boost::json::parse(response.body);
        return json.is_object() && json.as_object().contains("message")
                   ? std::string(json.at("message").as_string())
                   : response.body;
    }
};
ORDERYARD_ON_BOTH_ENGINES(RestCatalogTest);

TEST_P(RestCatalogTest, ItemsOfOrders) {
    Place("302-2222222-2222222");
    struct Row {
        std::string query;
        std::int64_t total;
    };
    const Row rows[] = {
        {"?searchCriteria", 4},
        {Filter("order_id", Id()), 2},
        {Filter("sku", "sku-1"), 2},
        {Filter("sku", "SKU-%25", "like"), 4},
        {Filter("qty_ordered", "1", "gt"), 2},
        {Filter("item_id", ItemId(1)), 1},
        {Filter("updated_at", "2020-01-01", "gt"), 4},
        {Filter("updated_at", "2099-01-01", "gt"), 0},
    };
    for (const Row& row : rows) {
        const auto list = Fetch("/orders/items" + row.query);
        EXPECT_EQ(list.at("total_count").as_int64(), row.total) << row.query;
        EXPECT_EQ(std::ssize(list.at("items").as_array()), row.total) << row.query;
    }
    EXPECT_EQ(Send(http::Method::kGet, "/orders/items" + Filter("colour", "1")).status, 400);
    const auto item = Fetch("/orders/items/" + ItemId(0));
    ExpectKeys(item, expected::kItemAlways, expected::kItemOmitted, "item");
    EXPECT_EQ(item.at("order_id").as_int64(), order.id.value);
    EXPECT_EQ(item.at("sku").as_string(), "SKU-1");
    EXPECT_EQ(Send(http::Method::kGet, "/orders/items/999999").status, 404);
}

TEST_P(RestCatalogTest, ProductsAndTheirStock) {
    EXPECT_EQ(Fetch("/products?searchCriteria").at("total_count").as_int64(), 2);
    EXPECT_EQ(Fetch("/products" + Filter("sku", "SKU-2")).at("items").at(0).at("sku").as_string(),
              "SKU-2");
    const auto product = Fetch("/products/SKU-1?editMode=true");
    EXPECT_EQ(product.at("status").as_int64(), 1);
    EXPECT_EQ(product.at("extension_attributes").at("stock_item").at("qty").as_int64(), 10);
    EXPECT_EQ(MessageOf(http::Method::kGet, "/products/none", "", 404),
              "The product that was requested doesn't exist. Verify the product and try again.");
    EXPECT_EQ(MessageOf(http::Method::kGet, "/stockItems/none", "", 404),
              "The Product with the \"%1\" SKU doesn't exist.");
    const std::string path = "/products/SKU-1/stockItems/";
    const http::Response saved = Send(http::Method::kPut, path + "0",
                                      R"({"stockItem":{"qty":"7.0000","is_in_stock":true}})");
    EXPECT_EQ(saved.body, std::to_string(Product("SKU-1").id.value));
    EXPECT_EQ(Fetch("/stockItems/SKU-1").at("qty").as_int64(), 7);
    EXPECT_EQ(Fetch("/stockStatuses/SKU-1").at("stock_status").as_int64(), 1);
    EXPECT_EQ(Send(http::Method::kGet, "/inventory/get-product-salable-quantity/SKU-1/1").body, "4")
        << "three are reserved for the order";
    EXPECT_EQ(Send(http::Method::kGet, "/inventory/is-product-salable/SKU-1/1").body, "true");
    EXPECT_EQ(MessageOf(http::Method::kPut, path + "1", R"({"stockItem":{"qty":2}})", 400),
              "3 pieces are reserved for orders; the quantity cannot be lower.");
    EXPECT_EQ(MessageOf(http::Method::kPut, path + "1", R"({"stockItem":{"qty":1e18}})", 400),
              "A quantity is 0 to 1000000.");
    EXPECT_EQ(MessageOf(http::Method::kPut, path + "1", "", 400),
              "\"%fieldName\" is required. Enter and try again.");
}

TEST_P(RestCatalogTest, OrdersThatWaitedForStockComeIn) {
    domain::StoreSettings strict;
    strict.strict_blocking = true;
    Connect(strict, "strict");
    Stock("SKU-9", 1);
    domain::ChannelOrder placed =
        domain::testing::Placed(domain::FulfilledBy::kMerchant, domain::ChannelStatus::kUnshipped,
                                {domain::testing::Line("9", 2, 0, 500)});
    placed.number = "302-9999999-9999999";
    Apply(placed, placed.number);
    ASSERT_FALSE(OrderOf(placed.number));
    EXPECT_EQ(Send(http::Method::kPut, "/products/SKU-9/stockItems/1", R"({"stockItem":{"qty":2}})")
                  .status,
              200);
    EXPECT_TRUE(OrderOf(placed.number));
}

TEST_P(RestCatalogTest, SourceItems) {
    const std::string path = "/inventory/source-items";
    const auto one = [](const std::string& members) {
        return R"({"sourceItems":[{)" + members + "}]}";
    };
    const std::string known = R"("sku":"SKU-1","source_code":"default",)";
    const std::pair<std::string, const char*> rows[] = {
        {"{}", "\"%fieldName\" is required. Enter and try again."},
        {R"({"sourceItems":[]})", "Input data is empty"},
        {one(R"("sku":"")"), "Validation Failed: \"sku\" can not be empty."},
        {one(R"("sku":" a")"),
         "Validation Failed: \"sku\" can not contain leading or trailing spaces."},
        {one(R"("sku":"a")"), "Validation Failed: \"source_code\" can not be empty."},
        {one(R"("sku":"a","source_code":"a b")"),
         "Validation Failed: \"source_code\" can not contain whitespaces."},
        {one(R"("sku":"a","source_code":"b")"),
         "Validation Failed: \"quantity\" should be numeric."},
        {one(known + R"("quantity":1)"), "Validation Failed: \"status\" should be numeric."},
        {one(known + R"("quantity":1,"status":7)"),
         "Validation Failed: \"status\" should a known status."},
        {one(R"("sku":"a","source_code":"default","quantity":1,"status":1)"),
         "Could not save Source Item"},
        {one(R"("sku":"SKU-1","source_code":"moon","quantity":1,"status":1)"),
         "Could not save Source Item"},
        {one(known + R"("quantity":2,"status":1)"), "Could not save Source Item"},
        {one(known + R"("quantity":1e18,"status":1)"), "Could not save Source Item"},
        {one(R"("sku":"a\u0000b","source_code":"default","quantity":1,"status":1)"),
         "Could not save Source Item"},
    };
    for (const auto& [body, message] : rows) {
        EXPECT_EQ(MessageOf(http::Method::kPost, path, body, 400), message) << body;
    }
    const auto refusal = boost::json::parse(
        Send(http::Method::kPost, path, one(R"("sku":"","source_code":"default","status":2)"))
            .body);
    ASSERT_EQ(refusal.at("errors").as_array().size(), 3U) << refusal;
    EXPECT_EQ(refusal.at("errors").at(2).at("message").as_string(),
              "\"%field\" should a known status.");
    EXPECT_EQ(refusal.at("errors").at(2).at("parameters").at("field").as_string(), "status");
    EXPECT_EQ(PostText(path, one(known + R"("quantity":12,"status":1)")), "[]");
    const auto list = Fetch(path + Filter("sku", "SKU-1"));
    EXPECT_EQ(list.at("items").at(0).at("quantity").as_int64(), 12);
    EXPECT_EQ(list.at("items").at(0).at("source_code").as_string(), "default");
    // All or nothing.
    EXPECT_EQ(Send(http::Method::kPost, path,
                   R"({"sourceItems":[{"sku":"SKU-1","source_code":"default","quantity":20,)"
                   R"("status":1},{"sku":"x","source_code":"default","quantity":1,"status":1}]})")
                  .status,
              400);
    EXPECT_EQ(Product("SKU-1").on_hand, 12);
}

TEST_P(RestCatalogTest, StoresAndModules) {
    EXPECT_FALSE(Fetch("/modules").as_array().empty());
    const auto views = Fetch("/store/storeViews");
    EXPECT_EQ(views.at(0).at("code").as_string(), "admin");
    EXPECT_EQ(views.at(1).at("code").as_string(), "default");
    const auto configs = Fetch("/store/storeConfigs");
    EXPECT_EQ(configs.as_array().size() + 1, views.as_array().size());
    const auto one = Fetch("/store/storeConfigs?storeCodes[]=default");
    ASSERT_EQ(one.as_array().size(), 1U);
    EXPECT_EQ(one.at(0).at("timezone").as_string(), "UTC");
    EXPECT_EQ(Fetch("/store/websites").at(1).at("code").as_string(), "base");
    EXPECT_EQ(Fetch("/store/storeGroups").at(1).at("website_id").as_int64(), 1);
    for (const auto& view : views.as_array()) {
        EXPECT_LE(view.at("website_id").as_int64(),
                  std::ssize(Fetch("/store/websites").as_array()));
    }
}

TEST_P(RestCatalogTest, TheOneSourceAndTheOneStock) {
    for (const char* list : {"sources", "stocks", "stock-source-links"}) {
        const std::string path = std::string("/inventory/") + list;
        EXPECT_EQ(Fetch(path + "?searchCriteria").at("total_count").as_int64(), 1) << list;
        EXPECT_EQ(Send(http::Method::kGet, path).status, 400) << list;
        EXPECT_EQ(Send(http::Method::kGet, path + Filter("colour", "x")).status, 400) << list;
    }
    const auto count = [&](const std::string& target) {
        return Fetch("/inventory/" + target).at("total_count").as_int64();
    };
    EXPECT_EQ(count("sources" + Filter("enabled", "1")), 1);
    EXPECT_EQ(count("sources" + Filter("source_code", "moon")), 0);
    EXPECT_EQ(count("stocks" + Filter("name", "DEFAULT%25", "like")), 1);
    EXPECT_EQ(count("stock-source-links" + Filter("stock_id", "1,7", "in")), 1);
    EXPECT_EQ(count("stock-source-links" + Filter("priority", "1", "gt")), 0);
    EXPECT_TRUE(Fetch("/inventory/sources/default").at("enabled").as_bool());
    EXPECT_EQ(MessageOf(http::Method::kGet, "/inventory/sources/moon", "", 404),
              "Source with code \"%value\" does not exist.");
    EXPECT_EQ(Fetch("/inventory/stock-resolver/website/base").at("stock_id").as_int64(), 1);
    const std::string path = "/inventory/source-items-delete";
    EXPECT_EQ(MessageOf(http::Method::kPost, path,
                        R"({"sourceItems":[{"sku":"SKU-1","source_code":"default"}]})", 400),
              "Could not save Source Item")
        << "pieces are reserved";
    Stock("SKU-9", 4);
    EXPECT_EQ(PostText(path + "?sourceItems[0][sku]=SKU-9&sourceItems[0][source_code]=default"),
              "[]");
    EXPECT_EQ(Product("SKU-9").on_hand, 0);
}

TEST_P(RestCatalogTest, TheDirectoryIsOpen) {
    const auto anonymous = [&](const std::string& target) {
        return MakeApi(ApiContext{database(), clock, {}, {}, {}})(
            MakeRequest(http::Method::kGet, "/rest/V1" + target));
    };
    EXPECT_EQ(boost::json::parse(anonymous("/directory/countries").body).as_array().size(), 249U);
    const auto germany = boost::json::parse(anonymous("/directory/countries/DE").body);
    EXPECT_EQ(germany.at("three_letter_abbreviation").as_string(), "DEU");
    EXPECT_EQ(anonymous("/directory/countries/XX").status, 404);
    EXPECT_EQ(boost::json::parse(anonymous("/directory/currency").body)
                  .at("base_currency_code")
                  .as_string(),
              "USD");
    EXPECT_EQ(anonymous("/store/storeViews").status, 401);
}

TEST_P(RestCatalogTest, Customers) {
    domain::Customer customer;
    customer.store_view_id = order.store_view_id;
    customer.name = "Anna Schmidt";
    customer.email = "anna@example.com";
    customer.created_at = clock.now;
    database().Write([&](ports::Transaction& tx) { tx.customers().Insert(customer); });
    const auto shown = Fetch("/customers/" + std::to_string(customer.id.value));
    EXPECT_EQ(shown.at("lastname").as_string(), "Schmidt");
    EXPECT_EQ(shown.at("email").as_string(), "anna@example.com");
    EXPECT_EQ(MessageOf(http::Method::kGet, "/customers/999999", "", 404),
              "No such entity with %fieldName = %fieldValue");
    EXPECT_EQ(Fetch("/customers/search?searchCriteria").at("total_count").as_int64(), 1);
    EXPECT_EQ(Fetch("/customerGroups/search?searchCriteria").at("total_count").as_int64(), 2);
    EXPECT_EQ(Fetch("/customerGroups/default").at("id").as_int64(), 1);
    EXPECT_EQ(Fetch("/customerGroups/0").at("code").as_string(), "NOT LOGGED IN");
    EXPECT_EQ(Send(http::Method::kGet, "/customerGroups/9").status, 404);
}

}  // namespace
}  // namespace orderyard::api::rest
