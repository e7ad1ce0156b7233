// Processing an order through the front door, on both engines: refusals by tables, then what is
// answered and stored.
#include "api/v1/orders/process_fixture.hpp"

namespace orderyard::api {
namespace {

class OrderEndpointsTest : public ProcessTest {};
ORDERYARD_ON_BOTH_ENGINES(OrderEndpointsTest);

TEST_P(OrderEndpointsTest, ThePageSaysWhatMayBeDone) {
    const auto page = Get(Path());
    EXPECT_EQ(page.at("version").as_int64(), order.version);
    EXPECT_EQ(page.at("channel").at("page").as_string(),
              "https://sellercentral-europe.amazon.com/orders-v3/order/302-1111111-1111111");
    EXPECT_EQ(page.at("channel").at("store_code").as_string(), "acme");
    EXPECT_EQ(page.at("items").at(0).at("quantity").at("to_ship").as_int64(), 3);
    EXPECT_EQ(page.at("totals").at("grand_total").as_string(), "35.00");
    EXPECT_TRUE(page.at("actions").at("ship").at("allowed").as_bool());
    EXPECT_FALSE(page.at("actions").at("unhold").at("allowed").as_bool());
    EXPECT_EQ(page.at("actions").at("unhold").at("reason").as_string(), "not_on_hold");
    EXPECT_FALSE(page.at("actions").at("unhold").at("text").as_string().empty());
    EXPECT_EQ(page.at("history").at(0).at("event").as_string(), "imported");
    for (const std::string& number : {order.increment_id, std::string("302-1111111-1111111")}) {
        EXPECT_EQ(Get("/orders/" + number).at("id").as_int64(), order.id.value) << number;
    }
}

TEST_P(OrderEndpointsTest, RefusalsNameTheirReason) {
    struct Row {
        http::Method method;
        std::string path, body;
        int status;
        const char* field;   // or ""
        const char* reason;  // or ""
    };
    const auto kGet = http::Method::kGet, kPost = http::Method::kPost, kPut = http::Method::kPut,
               kDelete = http::Method::kDelete;
    const std::string most = R"({"lines":[)" + LineText(0, 4) + "]}";
    const Row rows[] = {
        {kGet, "/orders/999999", "", 404, "", ""},
        {kGet, "/orders/302-9", "", 404, "", ""},
        {kGet, Path("?x=1"), "", 400, "x", ""},
        {kGet, "/orders?state=lost", "", 400, "state", ""},
        {kGet, "/orders?store=nowhere", "", 400, "store", ""},
        {kGet, "/orders?page_size=251", "", 400, "page_size", ""},
        {kPost, "/orders/999999/hold", "{}", 404, "", ""},
        {kPost, Path("/hold"), R"({"why":"x"})", 400, "why", ""},
        {kPost, Path("/hold"), R"({"until":"tomorrow"})", 400, "until", ""},
        {kPost, Path("/hold"), R"({"version":0})", 400, "version", ""},
        {kPost, Path("/hold"), R"({"version":77})", 409, "version", ""},
        {kPost, Path("/unhold"), "", 409, "", "not_on_hold"},
        {kPost, Path("/cancel"), R"({"lines":[]})", 400, "lines", ""},
        {kPost, Path("/comments"), R"({"comment":7})", 400, "comment", ""},
        {kPost, Path("/invoices"), most, 400, "lines[0].quantity", "quantity_too_large"},
        {kPost, Path("/invoices"), R"({"lines":[{"order_item_id":1}]})", 400, "lines[0].quantity",
         ""},
        {kPost, Path("/invoices"), R"({"lines":[{"order_item_id":999,"quantity":1}]})", 400,
         "lines[0].order_item_id", "unknown_item"},
        {kPost, Path("/shipments"), R"({"packages":[{"tracks":[{"carrier_code":"ups"}]}]})", 400,
         "packages[0].tracks[0].number", ""},
        {kPost, Path("/credit-memos"), R"({"reason":"customer_return"})", 409, "", "nothing_paid"},
        {kPost, Path("/credit-memos?dry_run=2"), "{}", 400, "dry_run", ""},
        {kPost, Path("/credit-memos"), R"({"shipping":"1.005"})", 400, "shipping", ""},
        {kPut, Path("/address"), R"({"city":"Kiel"})", 400, "kind", ""},
        {kPut, Path("/address"), R"({"kind":"home"})", 400, "kind", ""},
        {kPut, Path("/address"), R"({"kind":"shipping","zip":"1"})", 400, "zip", ""},
        {kGet, "/invoices/999", "", 404, "", ""},
        {kGet, "/shipments/x", "", 404, "", ""},
        {kGet, "/credit-memos/0", "", 404, "", ""},
        {kPost, "/invoices/999/pay", "", 404, "", ""},
        {kPost, "/shipments/999/void", R"({"reason":"x"})", 404, "", ""},
        {kPost, "/shipments/999/void", "{}", 400, "reason", ""},
        {kDelete, "/shipments/1/tracks/999", "", 404, "", ""},
        {kPost, "/follow-ups/999/retry", "", 404, "", ""},
        {kPost, "/follow-ups/999/resolve", "{}", 400, "reason", ""},
        {kGet, "/stores/acme/follow-ups?state=lost", "", 400, "state", ""},
        {kGet, "/stores/nowhere/follow-ups", "", 404, "", ""},
        {kGet, "/stores/nowhere/differences", "", 404, "", ""},
        {kPost, "/differences/999/end", R"({"reason":"x"})", 404, "", ""},
        {kPost, "/bulk", R"({"verb":"hold"})", 400, "orders", ""},
        {kPost, "/bulk", R"({"verb":"dance","orders":[1]})", 400, "verb", ""},
        {kPost, "/bulk", R"({"verb":"hold","orders":[999999]})", 400, "orders", ""},
        {kPost, "/bulk", R"({"verb":"hold","orders":[1],"filter":{}})", 400, "orders", ""},
        {kPost, "/bulk", R"({"verb":"hold","filter":{"colour":"red"}})", 400, "filter.colour", ""},
        {kPost, "/bulk", R"({"verb":"hold","orders":[1],"params":{"x":1}})", 400, "params.x", ""},
        {kGet, "/bulk/999", "", 404, "", ""},
        {kGet, "/bulk/999/items", "", 404, "", ""},
        {kPost, "/bulk/999/retry", "", 404, "", ""},
    };
    for (const Row& row : rows) {
        const http::Response response = Call(row.method, row.path, row.body);
        EXPECT_EQ(response.status, row.status) << row.path << row.body << response.body;
        const auto error = boost::json::parse(response.body).as_object();
        const auto* field = error.if_contains("field");
        EXPECT_EQ(field == nullptr ? "" : field->as_string(), row.field) << row.path << row.body;
        const auto* params = error.if_contains("params");
        const auto* reason =
            params == nullptr ? nullptr : params->as_object().if_contains("reason");
        if (*row.reason != '\0') {
            EXPECT_EQ(reason == nullptr ? "" : reason->as_string(), row.reason) << row.path;
        }
    }
    EXPECT_EQ(Get(Path()).at("version").as_int64(), order.version) << "nothing was changed";
}

TEST_P(OrderEndpointsTest, HoldsAndLetsGo) {
    const auto held = Post(Path("/hold"), R"({"reason":"ask the buyer"})", 200);
    EXPECT_EQ(held.at("order").at("state").as_string(), "holded");
    EXPECT_EQ(held.at("order").at("version").as_int64(), order.version + 1);
    const auto page = Get(Path());
    EXPECT_EQ(page.at("hold").at("reason").as_string(), "ask the buyer");
    EXPECT_EQ(page.at("actions").at("ship").at("reason").as_string(), "on_hold");
    EXPECT_EQ(page.at("history").as_array().back().at("actor").as_string(), "erp");
    EXPECT_EQ(page.at("history").as_array().back().at("actor_kind").as_string(), "api");
    const auto conflict =
        Post(Path("/unhold"), R"({"version":)" + std::to_string(order.version) + "}", 409);
    EXPECT_EQ(conflict.at("code").as_string(), "conflict");
    EXPECT_NE(conflict.at("message").as_string().find("held by erp"), std::string::npos)
        << conflict;
    const auto freed =
        Post(Path("/unhold"), R"({"version":)" + std::to_string(order.version + 1) + "}", 200);
    EXPECT_EQ(freed.at("order").at("state").as_string(), ToString(order.state));
}

TEST_P(OrderEndpointsTest, ShipsBillsAndRefundsPieces) {
    const auto shipped = Post(Path("/shipments"),
                              R"({"packages":[{"lines":[)" + LineText(0, 2) +
                                  R"(],"tracks":[{"carrier_code":"ups","number":"1Z 999"}]}]})",
                              201);
    ASSERT_EQ(shipped.at("shipments").as_array().size(), 1u);
    const auto& package = shipped.at("shipments").at(0).at("packages").at(0);
    EXPECT_EQ(package.at("lines").at(0).at("sku").as_string(), "SKU-1");
    EXPECT_EQ(package.at("tracks").at(0).at("number").as_string(), "1Z999");
    EXPECT_EQ(shipped.at("invoices").at(0).at("grand_total").as_string(), "20.00")
        << "a channel collects on shipping";
    EXPECT_EQ(shipped.at("follow_ups").at(0).at("kind").as_string(), "confirm_shipment");
    EXPECT_EQ(shipped.at("follow_ups").at(0).at("state").as_string(), "queued");

    const std::string shipment = std::to_string(shipped.at("shipments").at(0).at("id").as_int64());
    EXPECT_EQ(Get("/shipments/" + shipment).at("order_increment_id").as_string(),
              order.increment_id);
    const std::string track = std::to_string(package.at("tracks").at(0).at("id").as_int64());
    const http::Response edited =
        Call(http::Method::kPut, "/shipments/" + shipment + "/tracks/" + track,
             R"({"carrier_code":"dhl","number":"42"})");
    EXPECT_EQ(edited.status, 200) << edited.body;
    EXPECT_EQ(
        Post("/shipments/" + shipment + "/tracks", R"({"carrier_code":"dhl","number":"43"})", 201)
            .at("shipments")
            .at(0)
            .at("packages")
            .at(0)
            .at("tracks")
            .as_array()
            .size(),
        2u);

    const auto left = Get(Path("/refundable"));
    EXPECT_EQ(left.at("total").as_string(), "20.00");
    EXPECT_EQ(left.at("lines").at(0).at("quantity").as_int64(), 2);
    const std::string refund = R"({"reason":"customer_return","lines":[)" + LineText(0, 1) + "]}";
    const auto tried = Post(Path("/credit-memos?dry_run=1"), refund, 200);
    EXPECT_TRUE(tried.at("is_dry_run").as_bool());
    EXPECT_EQ(tried.at("credit_memos").at(0).at("grand_total").as_string(), "10.00");
    EXPECT_TRUE(Get(Path()).at("credit_memos").as_array().empty()) << "it was only tried";
    const auto refunded = Post(Path("/credit-memos"), refund, 201);
    EXPECT_EQ(refunded.at("credit_memos").at(0).at("grand_total").as_string(), "10.00");
    EXPECT_EQ(refunded.at("credit_memos")
                  .at(0)
                  .at("lines")
                  .at(0)
                  .at("components")
                  .at("total")
                  .as_string(),
              "10.00");
    EXPECT_TRUE(refunded.at("invoices").as_array().empty()) << "only what is new or changed";
    EXPECT_EQ(Get(Path("/refundable")).at("total").as_string(), "10.00");

    const auto chain = Get("/stores/acme/follow-ups?state=queued");
    EXPECT_GE(chain.at("items").as_array().size(), 2u);
    EXPECT_EQ(Post(Path("/cancel"), R"({"reason":"no_inventory"})", 409)
                  .at("params")
                  .at("reason")
                  .as_string(),
              "shipping_at_channel");
}

TEST_P(OrderEndpointsTest, AmountsOfARefundAreExact) {
    Post(Path("/shipments"), R"({"packages":[{"is_untracked":true}]})", 201);
    const auto memo = Post(Path("/credit-memos"),
                           R"({"reason":"general_adjustment","lines":[{"order_item_id":)" +
                               std::to_string(order.items[0].id.value) +
                               R"(,"quantity":0,"amounts":{"item":0.1}}]})",
                           201);
    EXPECT_EQ(memo.at("credit_memos").at(0).at("grand_total").as_string(), "0.10");
    const auto refused = Post(Path("/credit-memos"),
                              R"({"reason":"general_adjustment","lines":[{"order_item_id":)" +
                                  std::to_string(order.items[0].id.value) +
                                  R"(,"quantity":0,"amounts":{"item":"0.001"}}]})",
                              400);
    EXPECT_EQ(refused.at("field").as_string(), "lines[0].amounts.item");
}

TEST_P(OrderEndpointsTest, CommentsAddressAndReorder) {
    Post(Path("/comments"), R"({"comment":"called <b>twice</b>","is_visible_on_front":true})", 200);
    EXPECT_EQ(Get(Path()).at("history").as_array().back().at("comment").as_string(),
              "called <b>twice</b>")
        << "kept as text";
    const http::Response corrected = Call(http::Method::kPut, Path("/address"),
                                          R"({"kind":"shipping","city":"Kiel","street1":"Weg 1"})");
    EXPECT_EQ(corrected.status, 200) << corrected.body;
    EXPECT_EQ(Get(Path()).at("ship_to").at("city").as_string(), "Kiel");
    const auto repeated = Post(Path("/reorder"), "", 201);
    const std::string id = std::to_string(repeated.at("order").at("id").as_int64());
    EXPECT_NE(id, std::to_string(order.id.value));
    const auto fresh = Get("/orders/" + id);
    EXPECT_EQ(fresh.at("reordered_from").as_int64(), order.id.value);
    EXPECT_TRUE(fresh.at("channel").is_null());
    const auto invoiced = Post("/orders/" + id + "/invoices", R"({"is_paid":false})", 201);
    const std::string invoice = std::to_string(invoiced.at("invoices").at(0).at("id").as_int64());
    EXPECT_EQ(
        Post("/invoices/" + invoice + "/pay", "", 200).at("invoices").at(0).at("state").as_string(),
        "paid");
    EXPECT_EQ(
        Post("/invoices/" + invoice + "/cancel", "", 409).at("params").at("reason").as_string(),
        "invoice_paid");
}

TEST_P(OrderEndpointsTest, ListsByFilter) {
    const domain::Order other = Place("302-2222222-2222222");
    Post(PathOf(other) + "/hold", "", 200);
    const auto ids = [&](const std::string& query) {
        std::vector<std::int64_t> found;
        const auto page = Get("/orders" + query);
        for (const auto& row : page.at("items").as_array()) {
            found.push_back(row.at("id").as_int64());
        }
        return found;
    };
    using Ids = std::vector<std::int64_t>;
    const std::int64_t a = order.id.value, b = other.id.value;
    EXPECT_EQ(ids(""), (Ids{b, a})) << "newest first";
    EXPECT_EQ(ids("?page_size=1&page=2"), Ids{a});
    EXPECT_EQ(ids("?state=holded"), Ids{b});
    EXPECT_EQ(ids("?state=holded,new,processing"), (Ids{b, a}));
    EXPECT_EQ(ids("?q=" + order.increment_id), Ids{a});
    EXPECT_EQ(ids("?q=302-2222222-2222222"), Ids{b});
    EXPECT_EQ(ids("?q=302"), (Ids{b, a})) << "numbers are found by how they begin";
    EXPECT_EQ(ids("?q=402"), Ids{});
    EXPECT_EQ(ids("?store=acme"), (Ids{b, a}));
    EXPECT_EQ(ids("?needs_attention=1"), Ids{});
    EXPECT_EQ(ids("?needs_attention=0"), (Ids{b, a}));
    database().Write([&](ports::Transaction& tx) {
        domain::Order loud = tx.orders().Load(order.id).value();
        loud.exceptions.push_back({"money_review", "", "Look.", clock.now});
        tx.orders().Save(loud);
    });
    EXPECT_EQ(ids("?needs_attention=1"), Ids{a});
    EXPECT_EQ(ids("?needs_attention=1&state=holded"), Ids{});
}

}  // namespace
}  // namespace orderyard::api
