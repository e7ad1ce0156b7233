// Invoice, ship, refund and the verbs of an order the way Magento's clients ask for them, on both
// engines: refusals by tables, then what is answered and stored.
#include "api/rest/expected_document_keys.hpp"
#include "api/rest/key_sets.hpp"
#include "api/rest/rest_fixture.hpp"
#include "ports/mail_store.hpp"

namespace orderyard::api::rest {
namespace {

class RestProcessTest : public RestTest {
  protected:
    std::string MessageOf(http::Method method, const std::string& target, const std::string& body,
                          int status) {
        const http::Response response = Send(method, target, body);
        EXPECT_EQ(response.status, status) << target << " " << body << " " << response.body;
        const auto json = boost::json::parse(response.body);
        return json.is_object() && json.as_object().contains("message")
                   ? std::string(json.at("message").as_string())
                   : response.body;
    }
    void ShipAll() { PostForId("/order/" + Id() + "/ship"); }
};
ORDERYARD_ON_BOTH_ENGINES(RestProcessTest);

constexpr const char* kMissing =
    "The entity that was requested doesn't exist. Verify the entity and try again.";
constexpr const char* kNoId = "An ID is needed. Set the ID and try again.";

TEST_P(RestProcessTest, RefusalsOfAFreshOrder) {
    const std::string on = "/orders/" + Id(), one = "/order/" + Id();
    const auto post = http::Method::kPost;
    const std::string invoice = "Invoice Document Validation Error(s):\n";
    const std::string ship = "Shipment Document Validation Error(s):\n";
    const std::string memo = "Creditmemo Document Validation Error(s):\n";
    const std::string no_products = "You can't create a shipment without products.";
    PostForId(one + "/invoice", R"({"items":7})");  // no list: everything
    struct Row {
        http::Method method;
        std::string path, body;
        int status;
        std::string message;
    };
    const Row rows[] = {
        {post, "/order/999999/invoice", "", 404, kMissing},
        {post, "/order/0/ship", "", 400, kNoId},
        {post, "/order/x/refund", "{}", 400, kNoId},
        {post, "/invoice/999999/refund", "{}", 404, kMissing},
        {post, one + "/invoice", R"({"items":[{"order_item_id":"x"}]})", 400,
         "Error occurred during \"order_item_id\" processing. The \"x\" value's type is invalid. "
         "The \"int\" type was expected. Verify and try again."},
        {post, one + "/invoice", "", 400,
         invoice + "The order does not allow an invoice to be created.\nThe invoice can't be "
                   "created without products. Add products and try again."},
        {post, one + "/invoice", R"({"items":[)" + Item(0, "1") + "]}", 400,
         "We found an invalid quantity to invoice item \"Thing 1\"."},
        {post, one + "/invoice", R"({"items":[)" + Item(0, "-1") + "]}", 400,
         "We found an invalid quantity to invoice item \"Thing 1\"."},
        {post, one + "/ship", R"({"items":[{"order_item_id":999999,"qty":1}]})", 400,
         ship + no_products},
        {post, one + "/ship", R"({"items":[)" + Item(0, "0") + R"(],"tracks":[{"title":"x"}]})",
         400, ship + no_products + "\nPlease enter a tracking number."},
        {post, one + "/ship", R"({"arguments":{"extension_attributes":{"source_code":"moon"}}})",
         400, "Could not save a shipment, see error log for details"},
        {post, one + "/refund", "", 400,
         memo + "The order does not allow a creditmemo to be created.\nThe channel takes refunds "
                "of shipped orders only; cancel the order instead."},
        {post, one + "/refund", R"({"items":[)" + Item(0, "9") + "]}", 400,
         "We found an invalid quantity to refund item \"Thing 1\"."},
        {post, on + "/unhold", "", 400, "You cannot remove the hold."},
        {post, on + "/comments", "{}", 400, "\"%fieldName\" is required. Enter and try again."},
        {post, on + "/comments", R"({"statusHistory":{"comment":"x","status":"complete"}})", 400,
         "Unable to add comment: The status \"%1\" is not part of the order status history."},
        {post, "/orders", "{}", 400, "\"%fieldName\" is required. Enter and try again."},
        {post, "/orders", R"({"entity":{}})", 400, "Please provide billing address for the order."},
        {post, "/orders", R"({"entity":{"entity_id":999999}})", 404, kMissing},
        {post, "/orders", R"({"entity":{"entity_id":)" + Id() + R"(,"status":"complete"}})", 400,
         "The status \"%1\" does not belong to the order's state \"%2\"."},
        {post, "/shipment/track", R"({"entity":{"order_id":1}})", 400,
         "Could not save the shipment tracking."},
        {http::Method::kDelete, "/shipment/track/999999", "", 404, kMissing},
        {http::Method::kPut, "/creditmemo/1", "", 400, "You can not cancel Credit Memo"},
        {post, "/invoices/comments", R"({"entity":{"parent_id":999999,"comment":"x"}})", 400,
         "Could not save the invoice comment."},
        {post, "/invoices/999999/emails", "", 404, kMissing},
        {http::Method::kGet, "/invoices", "", 400,
         "\"%fieldName\" is required. Enter and try again."},
        {http::Method::kGet, "/shipment/999999", "", 404, kMissing},
        {http::Method::kPut, on, R"({"entity":{"address_type":"shipping"}})", 400,
         "The order address couldn't be saved."},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(MessageOf(row.method, row.path, row.body, row.status), row.message)
            << row.path << " " << row.body;
    }
}

TEST_P(RestProcessTest, HeldAndFinishedOrders) {
    const std::string on = "/orders/" + Id(), one = "/order/" + Id();
    EXPECT_EQ(PostText(on + "/hold"), "true");
    EXPECT_EQ(Fetch(on + "/statuses").as_string(), "holded");
    const auto post = http::Method::kPost;
    EXPECT_EQ(MessageOf(post, on + "/hold", "", 400), "A hold action is not available.");
    EXPECT_EQ(MessageOf(post, one + "/invoice", "", 400),
              "Invoice Document Validation Error(s):\nAn invoice cannot be created when an order "
              "has a status of holded");
    EXPECT_EQ(MessageOf(post, one + "/ship", "", 400),
              "Shipment Document Validation Error(s):\nA shipment cannot be created when an order "
              "has a status of holded");
    EXPECT_EQ(MessageOf(post, one + "/refund", "", 400),
              "Creditmemo Document Validation Error(s):\nA creditmemo can not be created when an "
              "order has a status of holded");
    EXPECT_EQ(PostText(on + "/cancel"), "false") << "no error, but nothing happens";
    EXPECT_EQ(PostText(on + "/unhold"), "true");
    ShipAll();
    EXPECT_EQ(Fetch(on + "/statuses").as_string(), "complete");
    EXPECT_EQ(MessageOf(post, one + "/ship", "", 400),
              "Shipment Document Validation Error(s):\nThe order does not allow a shipment to be "
              "created.\nYou can't create a shipment without products.");
    EXPECT_EQ(PostText(on + "/cancel"), "false");
    EXPECT_EQ(PostText(on + "/emails"), "false") << "the channel writes to its buyers itself";
}

TEST_P(RestProcessTest, AnOrderFromInvoiceToRefund) {
    const std::string one = "/order/" + Id();
    const std::string invoice = PostForId(
        one + "/invoice", R"({"capture":false,"notify":false,"appendComment":true,"items":[)" +
                              Item(0, "\"1.0000\"") +
                              R"(],"comment":{"comment":"part one","is_visible_on_front":0}})");
    auto shown = Fetch("/invoices/" + invoice);
    ExpectKeys(shown, expected::kInvoiceAlways, expected::kInvoiceOmitted, "invoice");
    ExpectKeys(shown.at("items").at(0), expected::kInvoiceItemAlways, expected::kInvoiceItemOmitted,
               "invoice item");
    ExpectKeys(shown.at("comments").at(0), expected::kCommentAlways, expected::kCommentOmitted,
               "comment");
    EXPECT_EQ(shown.at("state").as_int64(), 2);
    EXPECT_EQ(shown.at("grand_total").to_number<double>(), 10);
    EXPECT_EQ(shown.at("total_qty").as_int64(), 1);
    EXPECT_EQ(Order().at("total_paid").to_number<double>(), 10);
    EXPECT_EQ(Order().at("items").at(0).at("row_invoiced").to_number<double>(), 10);

    const std::string shipment =
        PostForId(one + "/ship/",
                  R"({"items":[{"orderItemId":)" + ItemId(0) +
                      R"(,"qty":99}],"notify":1,"tracks":[{"carrierCode":"UPS","title":"UPS",)"
                      R"("trackNumber":123456}]})");
    shown = Fetch("/shipment/" + shipment);
    ExpectKeys(shown, expected::kShipmentAlways, expected::kShipmentOmitted, "shipment");
    ExpectKeys(shown.at("items").at(0), expected::kShipmentItemAlways,
               expected::kShipmentItemOmitted, "shipment item");
    ExpectKeys(shown.at("tracks").at(0), expected::kTrackAlways, expected::kTrackOmitted, "track");
    EXPECT_EQ(shown.at("items").at(0).at("qty").as_int64(), 3) << "cut down to what is open";
    EXPECT_EQ(shown.at("tracks").at(0).at("track_number").as_string(), "123456");
    EXPECT_EQ(Send(http::Method::kGet, "/shipment/" + shipment + "/label").body, "\"\"");

    const std::string memo = PostForId(
        one + "/refund", R"({"items":[)" + Item(0, "1") +
                             R"(],"arguments":{"shipping_amount":0,"adjustment_positive":1.5,)"
                             R"("extension_attributes":{"return_to_stock_items":[)" +
                             ItemId(0) + "]}}}");
    shown = Fetch("/creditmemo/" + memo);
    ExpectKeys(shown, expected::kCreditMemoAlways, expected::kCreditMemoOmitted, "credit memo");
    ExpectKeys(shown.at("items").at(0), expected::kCreditMemoItemAlways,
               expected::kCreditMemoItemOmitted, "credit memo item");
    EXPECT_EQ(shown.at("grand_total").to_number<double>(), 11.5);
    EXPECT_EQ(shown.at("adjustment").to_number<double>(), 1.5);
    EXPECT_EQ(shown.at("state").as_int64(), 2);
    EXPECT_EQ(Product("SKU-1").on_hand, 8);

    const auto after = Order();
    EXPECT_EQ(after.at("total_refunded").to_number<double>(), 11.5);
    EXPECT_EQ(after.at("subtotal_refunded").to_number<double>(), 10);
    EXPECT_EQ(after.at("adjustment_positive").to_number<double>(), 1.5);
    EXPECT_EQ(after.at("items").at(0).at("qty_refunded").as_int64(), 1);
    EXPECT_EQ(after.at("items").at(0).at("amount_refunded").to_number<double>(), 10);
    const auto list = Fetch("/orders?searchCriteria");
    EXPECT_EQ(list.at("items").at(0).at("adjustment_positive").to_number<double>(), 1.5)
        << "lists show the same";
}

TEST_P(RestProcessTest, ListsOfDocuments) {
    PostForId("/order/" + Id() + "/invoice", R"({"items":[)" + Item(0, "1") + "]}");
    ShipAll();
    const std::string of_order =
        "searchCriteria[filter_groups][0][filters][0][field]=order_id&"
        "searchCriteria[filter_groups][0][filters][0][value]=" +
        Id();
    const auto invoices = Fetch("/invoices?" + of_order + "&searchCriteria[pageSize]=1");
    EXPECT_EQ(invoices.at("total_count").as_int64(), 2);
    EXPECT_EQ(invoices.at("items").as_array().size(), 1U);
    EXPECT_EQ(Fetch("/shipments?" + of_order).at("total_count").as_int64(), 1);
    EXPECT_EQ(Fetch("/creditmemos?search_criteria=0").at("total_count").as_int64(), 0);
    EXPECT_EQ(Send(http::Method::kGet,
                   "/shipments?searchCriteria[filter_groups][0][filters][0][field]=colour")
                  .status,
              400);
    const auto past = Fetch("/invoices?searchCriteria[pageSize]=5&searchCriteria[currentPage]=9");
    EXPECT_TRUE(past.at("items").as_array().empty());
    EXPECT_EQ(past.at("total_count").as_int64(), 2);
}

TEST_P(RestProcessTest, PaidInvoicesAreTransactions) {
    const std::string invoice =
        PostForId("/order/" + Id() + "/invoice", R"({"items":[)" + Item(0, "1") + "]}");
    const std::string of_order =
        "?searchCriteria[filter_groups][0][filters][0][field]=order_id&"
        "searchCriteria[filter_groups][0][filters][0][value]=" +
        Id();
    const auto list = Fetch("/transactions" + of_order);
    ASSERT_EQ(list.at("total_count").as_int64(), 1);
    ExpectKeys(list.at("items").at(0),
               "transaction_id order_id payment_id is_closed txn_id parent_txn_id txn_type "
               "created_at child_transactions",
               "parent_id additional_information", "transaction");
    EXPECT_EQ(list.at("search_criteria")
                  .at("filter_groups")
                  .at(0)
                  .at("filters")
                  .at(0)
                  .at("field")
                  .as_string(),
              "order_id");
    EXPECT_EQ(Fetch("/transactions/" + invoice).at("order_id").as_int64(), order.id.value);
    EXPECT_EQ(Send(http::Method::kGet, "/transactions/999999").status, 404);
    EXPECT_EQ(Send(http::Method::kGet,
                   "/transactions?searchCriteria[filter_groups][0][filters][0][field]=colour")
                  .status,
              400);
}

TEST_P(RestProcessTest, TheWholeBodyIsIgnoredWhenItIsWrappedWrongly) {
    PostForId("/order/" + Id() + "/ship", R"({"entity":{"items":[)" + Item(0, "1") + "]}}");
    EXPECT_EQ(Order().at("items").at(0).at("qty_shipped").as_int64(), 3);
    EXPECT_EQ(Order().at("state").as_string(), "complete");
}

TEST_P(RestProcessTest, TracksOfAShipment) {
    const std::string shipment = PostForId("/order/" + Id() + "/ship");
    const auto body = [&](const std::string& order_id, const std::string& number) {
        return R"({"entity":{"order_id":)" + order_id + R"(,"parent_id":)" + shipment +
               R"(,"track_number":")" + number +
               R"(","title":"Canada Post","carrier_code":"Canada Post","weight":null}})";
    };
    EXPECT_EQ(Send(http::Method::kPost, "/shipment/track", body("999999", "C1")).status, 400);
    const auto track = boost::json::parse(PostText("/shipment/track", body(Id(), "C1")));
    ExpectKeys(track, expected::kTrackAlways, expected::kTrackOmitted, "track");
    EXPECT_EQ(track.at("carrier_code").as_string(), "custom");
    EXPECT_EQ(track.at("title").as_string(), "Canada Post");
    EXPECT_EQ(track.at("parent_id").as_int64(), std::stoll(shipment));
    EXPECT_EQ(Fetch("/shipment/" + shipment).at("tracks").as_array().size(), 1U);
    const std::string id = std::to_string(track.at("entity_id").as_int64());
    EXPECT_EQ(Send(http::Method::kDelete, "/shipment/track/" + id).body, "true");
    EXPECT_TRUE(Fetch("/shipment/" + shipment).at("tracks").as_array().empty());
}

TEST_P(RestProcessTest, CommentsMoveTheOrder) {
    const std::string on = "/orders/" + Id();
    const auto before = std::string(Order().at("updated_at").as_string());
    EXPECT_EQ(PostText(on + "/comments",
                       R"({"statusHistory":{"comment":"to <b>pack</b>","is_customer_notified":0,)"
                       R"("is_visible_on_front":true,"parent_id":1,"entity_name":"order"}})"),
              "true");
    const auto comments = Fetch(on + "/comments");
    const auto& last = comments.at("items").as_array().back();
    EXPECT_EQ(last.at("comment").as_string(), "to <b>pack</b>");
    EXPECT_EQ(last.at("is_visible_on_front").as_int64(), 1);
    EXPECT_EQ(comments.at("search_criteria")
                  .at("filter_groups")
                  .at(0)
                  .at("filters")
                  .at(0)
                  .at("value")
                  .as_string(),
              Id());
    EXPECT_LT(before, std::string(Order().at("updated_at").as_string()));

    const std::string invoice = PostForId("/order/" + Id() + "/invoice");
    const auto noted = boost::json::parse(PostText(
        "/invoices/comments", R"({"entity":{"parentId":)" + invoice +
                                  R"(,"comment":"sent by post","isCustomerNotified":1}})"));
    ExpectKeys(noted, expected::kCommentAlways, expected::kCommentOmitted, "comment");
    EXPECT_EQ(noted.at("parent_id").as_int64(), std::stoll(invoice));
    EXPECT_EQ(noted.at("is_customer_notified").as_int64(), 0) << "no mail may go out";
    EXPECT_EQ(Fetch("/invoices/" + invoice + "/comments").at("total_count").as_int64(), 1);
    EXPECT_EQ(Send(http::Method::kPost, "/invoices/comments",
                   R"({"entity":{"parent_id":)" + invoice + "}}")
                  .status,
              400);
}

TEST_P(RestProcessTest, UpdatesOfAnOrder) {
    EXPECT_EQ(
        Send(http::Method::kPost, "/orders", R"({"entity":{"entity_id":)" + Id() + "}}").status,
        200);
    const auto saved = boost::json::parse(
        PostText("/orders", R"({"entity":{"entityId":)" + Id() +
                                R"(,"state":"new","status":"pending","increment_id":"x"}})"));
    EXPECT_EQ(saved.at("increment_id").as_string(), order.increment_id);
    EXPECT_EQ(Send(http::Method::kPost, "/orders",
                   R"({"entity":{"entity_id":)" + Id() + R"(,"state":"closed"}})")
                  .status,
              400);
    EXPECT_EQ(
        Send(http::Method::kPut, "/orders/create",
             R"({"entity":{"billing_address":{"firstname":"A","lastname":"B"},"items":[{}]}})")
            .status,
        400);
}

TEST_P(RestProcessTest, AnAddressIsCorrected) {
    const auto address_id = order.id.value * 2 - 1;
    const std::string start = R"({"entity":{"parent_id":999,"entity_id":)" +
                              std::to_string(address_id) + R"(,"address_type":")";
    const std::string rest =
        R"(","firstname":"Min-su","lastname":"Kim","street":["New Road 5"],"city":"Berlin",)"
        R"("postcode":"10115","country_id":"DE","telephone":"0000000000","email":"a@b.example"}})";
    const http::Response saved =
        Send(http::Method::kPut, "/orders/" + Id(), start + "shipping" + rest);
    ASSERT_EQ(saved.status, 200) << saved.body;
    const auto shown = boost::json::parse(saved.body);
    EXPECT_EQ(shown.at("city").as_string(), "Berlin");
    EXPECT_EQ(shown.at("entity_id").as_int64(), address_id);
    EXPECT_EQ(OrderOf("302-1111111-1111111")->personal.shipping.phone, "")
        << "a placeholder is not stored";
    EXPECT_EQ(Send(http::Method::kPut, "/orders/" + Id(), start + "shipping" + rest).status, 200)
        << "the same again";
    EXPECT_EQ(Send(http::Method::kPut, "/orders/" + Id(), start + "billing" + rest).status, 400)
        << "the id is the other address's";
    const auto message = [&](const std::string& from, const std::string& to) {
        std::string body = start + "shipping" + rest;
        body.replace(body.find(from), from.size(), to);
        return MessageOf(http::Method::kPut, "/orders/" + Id(), body, 400);
    };
    const std::string heading = "The order address couldn't be saved.";
    EXPECT_EQ(message(R"("10115")", R"("")"), heading);
    EXPECT_EQ(message(R"("New Road 5")", R"("a","b","c","d")"),
              heading + "\nA street has three lines at most.");
    EXPECT_EQ(message(R"("DE")", R"("XX")"),
              heading + "\nA country is given by its two letters of ISO 3166-1.");
}

TEST_P(RestProcessTest, MailsAreAskedForWhereTheyMayGo) {
    database().Write([&](ports::Transaction& tx) {
        domain::Store changed = tx.stores().Load(store.id).value();
        changed.settings.mail_kinds = {"invoice"};
        tx.stores().Save(changed);
        domain::Order mailed = tx.orders().LoadForUpdate(order.id).value();
        mailed.personal.buyer_email = "relay@example.com";
        tx.orders().Save(mailed);
    });
    const std::string invoice = PostForId("/order/" + Id() + "/invoice");
    EXPECT_EQ(PostText("/invoices/" + invoice + "/emails"), "true");
    EXPECT_EQ(PostText("/orders/" + Id() + "/emails"), "false");
    std::vector<std::string> bodies;
    database().Read([&](ports::Transaction& tx) {
        for (const auto& mail : tx.mails().Search({}).mails) {
            bodies.push_back(std::string(ToString(mail.kind)) + " " +
                             std::to_string(mail.order_id.value) + " " +
                             std::to_string(mail.document));
        }
    });
    EXPECT_EQ(bodies, (std::vector<std::string>{"invoice " + Id() + " " + invoice}));
}

}  // namespace
}  // namespace orderyard::api::rest
