// For tests of feeds: a rig with one order of two lines, and feeds sent the whole way.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/crypto.hpp"
#include "sandbox/test_rig.hpp"
#include "sandbox/wire/xml.hpp"

namespace orderyard::sandbox {

inline constexpr const char* kFeedContentType = "text/xml; charset=UTF-8";
inline constexpr const char* kFeedOrder = "114-2222222-0000001";

struct FeedRig : Rig {
    std::vector<std::string> items;
    std::string marketplace = "US";

    explicit FeedRig(const std::string& more = "", SandboxOptions given = Defaults())
        : Rig(std::move(given)) {
        Place(
            R"({"order_id":")" + std::string(kFeedOrder) +
            R"(","marketplace":"US","lines":[{"quantity":2,"unit_price":"10.00","shipping":"4.00"},)"
            R"({"quantity":1,"unit_price":"5.00"}])" +
            more + "}");
    }
    void Place(const std::string& spec) {
        const http::Response placed = Post("orders", spec);
        EXPECT_EQ(placed.status, 201) << placed.body;
        const boost::json::object answer = Parse(placed);
        items.clear();
        for (const auto& item : answer.at("order").as_object().at("orderItems").as_array()) {
            items.emplace_back(item.as_object().at("orderItemId").as_string());
        }
    }

    boost::json::object CreateDocument() {
        return Parse(Json(http::Method::kPost, "/feeds/2021-06-30/documents",
                          {{"contentType", kFeedContentType}}));
    }
    http::Response Json(http::Method method, const std::string& target,
                        const boost::json::object& body) {
        return Send(method, target, boost::json::serialize(body), AmazonHeaders());
    }
    http::Response Put(const std::string& url, const std::string& body,
                       std::vector<http::Header> headers = {{"content-type", kFeedContentType}}) {
        return Send(http::Method::kPut, PathOf(url), body, std::move(headers));
    }
    static std::string PathOf(const std::string& url) { return url.substr(url.find('/', 8)); }

    http::Response CreateFeed(const std::string& type, const std::string& document_id,
                              const std::string& marketplace_id = "ATVPDKIKX0DER") {
        return Json(http::Method::kPost, "/feeds/2021-06-30/feeds",
                    {{"feedType", type},
                     {"marketplaceIds", boost::json::array{marketplace_id}},
                     {"inputFeedDocumentId", document_id}});
    }
    // The feed's id, submitted but not yet worked off.
    std::string Submit(const std::string& type, const std::string& text,
                       const std::string& marketplace_id = "ATVPDKIKX0DER") {
        const boost::json::object document = CreateDocument();
        const http::Response put = Put(std::string(document.at("url").as_string()), text);
        EXPECT_EQ(put.status, 200) << put.body;
        const http::Response created = CreateFeed(
            type, std::string(document.at("feedDocumentId").as_string()), marketplace_id);
        EXPECT_EQ(created.status, 202) << created.body;
        return std::string(Parse(created).at("feedId").as_string());
    }
    boost::json::object GetFeed(const std::string& id) {
        return Parse(Amazon("/feeds/2021-06-30/feeds/" + id));
    }
    std::string StatusOf(const std::string& id) {
        return std::string(GetFeed(id).at("processingStatus").as_string());
    }
    void Pass(int seconds) {
        Post("clock", R"({"advance_seconds":)" + std::to_string(seconds) + "}");
        token = Login();
    }
    // The report as a client gets it.
    std::string Report(const std::string& feed_id) {
        const boost::json::object feed = GetFeed(feed_id);
        if (!feed.contains("resultFeedDocumentId")) {
            return "";
        }
        const boost::json::object document =
            Parse(Amazon("/feeds/2021-06-30/documents/" +
                         std::string(feed.at("resultFeedDocumentId").as_string())));
        const http::Response got =
            Send(http::Method::kGet, PathOf(std::string(document.at("url").as_string())));
        EXPECT_EQ(got.status, 200) << got.body;
        return document.contains("compressionAlgorithm")
                   ? base::Gunzip(got.body, 1 << 20).value_or("")
                   : got.body;
    }
    // Submits, lets the feed be done, and returns the report.
    std::string Run(const std::string& type, const std::string& text,
                    const std::string& marketplace_id = "ATVPDKIKX0DER") {
        const std::string id = Submit(type, text, marketplace_id);
        Pass(61);
        return Report(id);
    }
    boost::json::object Truth(const std::string& id = kFeedOrder) { return Control("truth/" + id); }
    std::string Harm() { return boost::json::serialize(Control("harm").at("harm")); }

    static std::string Envelope(const std::string& message_type,
                                const std::vector<std::string>& payloads,
                                const std::string& merchant = "A2SANDBOXSELLER") {
        std::string text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><AmazonEnvelope "
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><Header><DocumentVersion>1.01"
            "</DocumentVersion><MerchantIdentifier>" +
            merchant + "</MerchantIdentifier></Header><MessageType>" + message_type +
            "</MessageType>";
        int id = 0;
        for (const std::string& payload : payloads) {
            text += "<Message><MessageID>" + std::to_string(++id) + "</MessageID>" + payload +
                    "</Message>";
        }
        return text + "</AmazonEnvelope>";
    }
    std::string Cancel(const std::string& reason = "NoInventory") const {
        std::string text = "<OrderAcknowledgement><AmazonOrderID>" + std::string(kFeedOrder) +
                           "</AmazonOrderID><StatusCode>Failure</StatusCode>";
        for (const std::string& item : items) {
            text += "<Item><AmazonOrderItemCode>" + item + "</AmazonOrderItemCode><CancelReason>" +
                    reason + "</CancelReason></Item>";
        }
        return text + "</OrderAcknowledgement>";
    }
    // `components`: {"Principal","3.00"}; `more` stands behind the components.
    std::string Refund(const std::string& item,
                       const std::vector<std::pair<std::string, std::string>>& components,
                       const std::string& more = "", const std::string& currency = "USD",
                       const std::string& adjustment_id = "r1") const {
        std::string text = "<OrderAdjustment><AmazonOrderID>" + std::string(kFeedOrder) +
                           "</AmazonOrderID><AdjustedItem><AmazonOrderItemCode>" + item +
                           "</AmazonOrderItemCode><MerchantAdjustmentItemID>" + adjustment_id +
                           "</MerchantAdjustmentItemID><AdjustmentReason>CustomerReturn"
                           "</AdjustmentReason><ItemPriceAdjustments>";
        for (const auto& [type, amount] : components) {
            text += "<Component><Type>" + type + "</Type><Amount currency=\"" + currency + "\">" +
                    amount + "</Amount></Component>";
        }
        return text + "</ItemPriceAdjustments>" + more + "</AdjustedItem></OrderAdjustment>";
    }
    std::string PartialCancel(const std::string& item, int quantity) const {
        return "<OrderAdjustment><AmazonOrderID>" + std::string(kFeedOrder) +
               "</AmazonOrderID><ActionType>Cancel</"
               "ActionType><AdjustedItem><AmazonOrderItemCode>" +
               item +
               "</AmazonOrderItemCode><AdjustmentReason>NoInventory</AdjustmentReason>"
               "<QuantityCancelled>" +
               std::to_string(quantity) + "</QuantityCancelled></AdjustedItem></OrderAdjustment>";
    }
    void Ship() { ASSERT_EQ(Post("orders/" + std::string(kFeedOrder) + "/ship").status, 200); }
};

inline constexpr const char* kAckType = "POST_ORDER_ACKNOWLEDGEMENT_DATA";
inline constexpr const char* kAdjustType = "POST_PAYMENT_ADJUSTMENT_DATA";

}  // namespace orderyard::sandbox
