// An upload and a report over a real socket: what only the wire can show (large bodies, chunks,
// Expect, compression on the way).
#include <gtest/gtest.h>

#include "http/test_client.hpp"
#include "sandbox/feed_rig.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;
using http::testing::ReceivedAnswer;
using http::testing::TestClient;

struct Wire {
    Sandbox sandbox;
    std::string token;

    Wire() : sandbox(Rig::Defaults()) {
        EXPECT_TRUE(sandbox.Start());
        const ReceivedAnswer answer = Ask(
            "POST /auth/o2/token", "Content-Type: application/x-www-form-urlencoded\r\n",
            "grant_type=refresh_token&client_id=amzn1.application-oa2-client.sandbox&client_secret="
            "amzn1.oa2-cs.v1.sandbox&refresh_token=Atzr%7Csandbox");
        token = json::parse(answer.body).at("access_token").as_string();
    }
    ReceivedAnswer Ask(const std::string& line, const std::string& headers,
                       const std::string& body = "") {
        TestClient client(sandbox.port());
        return client.Ask(line + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(sandbox.port()) +
                          "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
                          "\r\n" + body);
    }
    json::object Amazon(const std::string& line, const std::string& body = "") {
        return json::parse(Ask(line,
                               "Content-Type: application/json\r\nUser-Agent: T\r\n"
                               "x-amz-access-token: " +
                                   token + "\r\n",
                               body)
                               .body)
            .as_object();
    }
};

TEST(FeedsOverTheWire, UploadAndReport) {
    Wire wire;
    const json::object document = wire.Amazon("POST /feeds/2021-06-30/documents",
                                              R"({"contentType":"text/xml; charset=UTF-8"})");
    const std::string url(document.at("url").as_string());
    ASSERT_TRUE(url.starts_with(wire.sandbox.BaseUrl() + "/feed-documents/")) << url;
    const std::string put = "PUT " + FeedRig::PathOf(url);
    const std::string type = "Content-Type: text/xml; charset=UTF-8\r\n";
    EXPECT_EQ(wire.Ask(put, type + "Expect: 100-continue\r\n", "").status, 417);
    TestClient chunks(wire.sandbox.port());
    EXPECT_EQ(chunks
                  .Ask(put + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(wire.sandbox.port()) +
                       "\r\n" + type + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n")
                  .status,
              501);
    const ReceivedAnswer large = wire.Ask(put, type, std::string(10 * 1024 * 1024 + 1, 'x'));
    EXPECT_EQ(large.status, 400);
    EXPECT_NE(large.body.find("EntityTooLarge"), std::string::npos);
    // Many unknown orders, so that the report is large enough to be compressed on the way.
    std::vector<std::string> payloads;
    for (int i = 0; i < 10'000; ++i) {
        payloads.push_back("<OrderAcknowledgement><AmazonOrderID>114-" + std::to_string(i) +
                           "</AmazonOrderID><StatusCode>Success</StatusCode>"
                           "</OrderAcknowledgement>");
    }
    EXPECT_EQ(wire.Ask(put, type, FeedRig::Envelope("OrderAcknowledgement", payloads)).status, 200);
    const std::string id(
        wire.Amazon(
                "POST /feeds/2021-06-30/feeds",
                R"({"feedType":"POST_ORDER_ACKNOWLEDGEMENT_DATA","marketplaceIds":["ATVPDKIKX0DER"],)"
                R"("inputFeedDocumentId":")" +
                    std::string(document.at("feedDocumentId").as_string()) + "\"}")
            .at("feedId")
            .as_string());
    wire.Ask("POST /control/clock", "", R"({"advance_seconds":60})");
    const json::object feed = wire.Amazon("GET /feeds/2021-06-30/feeds/" + id);
    ASSERT_EQ(feed.at("processingStatus").as_string(), "DONE");
    const json::object result =
        wire.Amazon("GET /feeds/2021-06-30/documents/" +
                    std::string(feed.at("resultFeedDocumentId").as_string()));
    const ReceivedAnswer report =
        wire.Ask("GET " + FeedRig::PathOf(std::string(result.at("url").as_string())),
                 "Accept-Encoding: gzip\r\n");
    const auto text = base::Gunzip(report.body, 1 << 24);
    ASSERT_TRUE(text) << "compressed once, not twice";
    EXPECT_NE(text->find("<MessagesWithError>10000<"), std::string::npos);
}

}  // namespace
}  // namespace orderyard::sandbox
