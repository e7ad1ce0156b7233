// Feeds the whole way: upload, queue, report; what the storage refuses; the faults of feeds.
#include "sandbox/wire/feed_desk.hpp"

#include <gtest/gtest.h>

#include "sandbox/feed_rig.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

std::string CodeOf(const http::Response& response) {
    const auto xml = ParseXml(response.body);
    return xml ? xml->TextOf("Code") : "no XML: " + response.body;
}

TEST(Feeds, GoFromQueueToReport) {
    FeedRig rig;
    const std::string id =
        rig.Submit(kAckType, FeedRig::Envelope("OrderAcknowledgement", {rig.Cancel()}));
    EXPECT_EQ(rig.StatusOf(id), "IN_QUEUE");
    rig.Pass(15);
    EXPECT_EQ(rig.StatusOf(id), "IN_PROGRESS");
    EXPECT_EQ(rig.Truth().at("status").as_string(), "UNSHIPPED");
    rig.Pass(44);
    EXPECT_EQ(rig.StatusOf(id), "IN_PROGRESS");
    rig.Pass(1);
    const json::object feed = rig.GetFeed(id);
    EXPECT_EQ(feed.at("processingStatus").as_string(), "DONE");
    EXPECT_EQ(feed.at("createdTime").as_string(), "2026-11-22T12:00:00.000Z");
    EXPECT_EQ(feed.at("processingStartTime").as_string(), "2026-11-22T12:00:15.000Z");
    EXPECT_EQ(feed.at("processingEndTime").as_string(), "2026-11-22T12:01:00.000Z");
    EXPECT_EQ(feed.at("marketplaceIds").as_array().at(0).as_string(), "ATVPDKIKX0DER");
    const auto report = ParseXml(rig.Report(id));
    ASSERT_TRUE(report);
    const XmlElement& body = *report->Find("Message")->Find("ProcessingReport");
    EXPECT_EQ(body.TextOf("DocumentTransactionID"), id);
    EXPECT_EQ(body.TextOf("StatusCode"), "Complete");
    EXPECT_EQ(body.Find("ProcessingSummary")->TextOf("MessagesSuccessful"), "1");
    EXPECT_EQ(body.Find("Result"), nullptr);
    EXPECT_EQ(rig.Truth().at("status").as_string(), "CANCELLED");
}

TEST(Feeds, StorageIsPicky) {
    struct Case {
        const char* name;
        std::vector<http::Header> headers;
        std::size_t bytes;
        int status;
        const char* code;
    };
    const http::Header good{"content-type", kFeedContentType};
    const Case cases[] = {
        {"other type",
         {{"content-type", "text/xml; charset=utf-8"}},
         9,
         403,
         "SignatureDoesNotMatch"},
        {"no type", {}, 9, 403, "SignatureDoesNotMatch"},
        {"authorization", {good, {"Authorization", "Bearer x"}}, 9, 400, "InvalidArgument"},
        {"access token", {good, {"x-amz-access-token", "x"}}, 9, 403, "AccessDenied"},
        {"chunked", {good, {"Transfer-Encoding", "chunked"}}, 9, 501, "NotImplemented"},
        {"expect", {good, {"Expect", "100-continue"}}, 9, 417, "ExpectationFailed"},
        {"too large", {good}, kUploadBytesMax + 1, 400, "EntityTooLarge"},
    };
    FeedRig rig;
    const std::string url(rig.CreateDocument().at("url").as_string());
    for (const Case& c : cases) {
        const http::Response put = rig.Put(url, std::string(c.bytes, 'x'), c.headers);
        EXPECT_EQ(put.status, c.status) << c.name;
        EXPECT_EQ(CodeOf(put), c.code) << c.name;
    }
    EXPECT_EQ(CodeOf(rig.Put(url + "0", "x")), "SignatureDoesNotMatch");
    EXPECT_EQ(CodeOf(rig.Send(http::Method::kGet, FeedRig::PathOf(url))), "SignatureDoesNotMatch");
    EXPECT_EQ(rig.Put(url, std::string(kUploadBytesMax, 'x')).status, 200);
    rig.Pass(300);
    EXPECT_EQ(rig.Put(url, "x").status, 200);
    rig.Pass(1);
    const http::Response late = rig.Put(url, "x");
    EXPECT_EQ(late.status, 403);
    EXPECT_NE(late.body.find("Request has expired"), std::string::npos);
}

TEST(Feeds, CreateFeedRefuses) {
    FeedRig rig;
    const json::object document = rig.CreateDocument();
    const std::string id(document.at("feedDocumentId").as_string());
    const json::object good{{"feedType", kAckType},
                            {"marketplaceIds", json::array{"ATVPDKIKX0DER"}},
                            {"inputFeedDocumentId", id}};
    struct Case {
        const char* name;
        std::function<void(json::object&)> spoil;
        int status = 400;
    };
    const Case cases[] = {
        {"no type", [](json::object& b) { b.erase("feedType"); }},
        {"unknown type", [](json::object& b) { b["feedType"] = "POST_PIGEONS"; }},
        {"no marketplaces", [](json::object& b) { b["marketplaceIds"] = json::array{}; }},
        {"marketplace as text", [](json::object& b) { b["marketplaceIds"] = "ATVPDKIKX0DER"; }},
        {"foreign marketplace", [](json::object& b) { b["marketplaceIds"] = json::array{"X"}; },
         403},
        {"too many marketplaces",
         [](json::object& b) { b["marketplaceIds"] = json::array(26, "ATVPDKIKX0DER"); }},
        {"no document", [](json::object& b) { b.erase("inputFeedDocumentId"); }},
        {"unknown document", [](json::object& b) { b["inputFeedDocumentId"] = "amzn1.x"; }},
        {"options",
         [](json::object& b) {
             b["feedOptions"] = json::object{{"a", 1}};
         }},
    };
    for (const Case& c : cases) {
        json::object body = good;
        c.spoil(body);
        const http::Response response =
            rig.Json(http::Method::kPost, "/feeds/2021-06-30/feeds", body);
        EXPECT_EQ(response.status, c.status) << c.name << response.body;
    }
    EXPECT_EQ(rig.Send(http::Method::kPost, "/feeds/2021-06-30/feeds", json::serialize(good),
                       {{"x-amz-access-token", rig.token}, {"user-agent", "T"}})
                  .status,
              415);
    EXPECT_EQ(rig.Json(http::Method::kPost, "/feeds/2021-06-30/documents", {}).status, 400);
    const http::Response never_uploaded = rig.CreateFeed(kAckType, id);
    EXPECT_EQ(rig.StatusOf(std::string(Rig::Parse(never_uploaded).at("feedId").as_string())),
              "CANCELLED");
    rig.Pass(2 * 86'400 + 1);
    EXPECT_EQ(rig.CreateFeed(kAckType, id).status, 400) << "the document is too old";
}

TEST(Feeds, AnIdenticalFeedInFlightIsCancelled) {
    FeedRig rig;
    const std::string text = FeedRig::Envelope("OrderAcknowledgement", {rig.Cancel()});
    const std::string first = rig.Submit(kAckType, text);
    const std::string second = rig.Submit(kAckType, text);
    EXPECT_EQ(rig.StatusOf(second), "CANCELLED");
    EXPECT_FALSE(rig.GetFeed(second).contains("resultFeedDocumentId"));
    rig.Pass(60);
    EXPECT_EQ(rig.StatusOf(first), "DONE");
    EXPECT_EQ(rig.StatusOf(rig.Submit(kAckType, text)), "IN_QUEUE") << "no longer in flight";
}

TEST(Feeds, CancelFeedOnlyFromTheQueue) {
    FeedRig rig;
    const std::string id =
        rig.Submit(kAckType, FeedRig::Envelope("OrderAcknowledgement", {rig.Cancel()}));
    const std::string target = "/feeds/2021-06-30/feeds/" + id;
    rig.Pass(15);
    EXPECT_EQ(rig.Send(http::Method::kDelete, target, "", rig.AmazonHeaders()).status, 400);
    const std::string other = rig.Submit(
        kAckType, FeedRig::Envelope("OrderAcknowledgement", {rig.Cancel("CustomerExchange")}));
    EXPECT_EQ(
        rig.Send(http::Method::kDelete, "/feeds/2021-06-30/feeds/" + other, "", rig.AmazonHeaders())
            .status,
        200);
    EXPECT_EQ(rig.StatusOf(other), "CANCELLED");
    EXPECT_EQ(rig.Send(http::Method::kDelete, "/feeds/2021-06-30/feeds/1", "", rig.AmazonHeaders())
                  .status,
              404);
}

std::vector<std::string> IdsOf(const json::object& page) {
    std::vector<std::string> ids;
    for (const json::value& feed : page.at("feeds").as_array()) {
        ids.emplace_back(feed.at("feedId").as_string());
    }
    return ids;
}

TEST(Feeds, AreListedInPages) {
    FeedRig rig;
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i) {
        ids.insert(ids.begin(), rig.Submit(kAckType, "<a>" + std::to_string(i) + "</a>"));
        rig.Pass(10);
    }
    rig.Submit(kAdjustType, "<a/>");
    const std::string path = "/feeds/2021-06-30/feeds?";
    json::object page = Rig::Parse(rig.Amazon(path + "feedTypes=" + kAckType + "&pageSize=2"));
    std::vector<std::string> seen = IdsOf(page);
    while (page.contains("nextToken")) {
        page = Rig::Parse(rig.Amazon(
            path +
            "nextToken=" + base::PercentEncode(std::string(page.at("nextToken").as_string()))));
        const std::vector<std::string> more = IdsOf(page);
        seen.insert(seen.end(), more.begin(), more.end());
    }
    EXPECT_EQ(seen, ids);
    EXPECT_EQ(IdsOf(Rig::Parse(rig.Amazon(path + "feedTypes=" + kAckType +
                                          "&createdSince=2026-11-22T12:00:40Z"))),
              std::vector<std::string>{ids[0]});
    EXPECT_EQ(IdsOf(Rig::Parse(rig.Amazon(path + "feedTypes=" + kAckType +
                                          "&marketplaceIds=A1PA6795UKMFR9")))
                  .size(),
              0U);
    EXPECT_EQ(IdsOf(Rig::Parse(rig.Amazon(path + "feedTypes=" + kAckType + "," + kAdjustType +
                                          "&processingStatuses=IN_QUEUE,IN_PROGRESS")))
                  .size(),
              6U);
    for (const char* query :
         {"", "pageSize=2", "feedTypes=X&pageSize=101", "feedTypes=X&processingStatuses=LOST",
          "feedTypes=X&createdSince=today", "feedTypes=X&nextToken=Zm9v", "nextToken=%%",
          "feedTypes=X&colour=red"}) {
        EXPECT_EQ(rig.Amazon(path + query).status, 400) << query;
    }
}

TEST(Feeds, ResultsAreKept28Days) {
    FeedRig rig;
    const std::string id =
        rig.Submit(kAckType, FeedRig::Envelope("OrderAcknowledgement", {rig.Cancel()}));
    rig.Pass(60);
    const std::string document(rig.GetFeed(id).at("resultFeedDocumentId").as_string());
    const std::string target = "/feeds/2021-06-30/documents/" + document;
    const std::string url(Rig::Parse(rig.Amazon(target)).at("url").as_string());
    const http::Response plain = rig.Send(http::Method::kGet, FeedRig::PathOf(url));
    EXPECT_EQ(Rig::HeaderOf(plain, "Content-Encoding"), "identity");
    const std::string encoded(
        Rig::Parse(rig.Amazon(target + "?enableContentEncodingUrlHeader=true"))
            .at("url")
            .as_string());
    EXPECT_EQ(
        Rig::HeaderOf(rig.Send(http::Method::kGet, FeedRig::PathOf(encoded)), "Content-Encoding"),
        "gzip");
    rig.Pass(301);
    EXPECT_EQ(CodeOf(rig.Send(http::Method::kGet, FeedRig::PathOf(url))), "AccessDenied");
    rig.Pass(28 * 86'400 - 301);
    EXPECT_EQ(rig.Amazon(target).status, 200);
    rig.Pass(1);
    EXPECT_EQ(rig.Amazon(target).status, 404);
    EXPECT_EQ(rig.StatusOf(id), "DONE") << "the feed itself is listed for 90 days";
}

TEST(Feeds, FaultsOfFeeds) {
    struct Case {
        const char* rule;
        const char* feed;
        const char* order;
        bool has_report;
    };
    const Case cases[] = {
        {R"({"kind":"feed_stuck","operation":"processFeed"})", "IN_PROGRESS", "CANCELLED", false},
        {R"({"kind":"feed_stuck","applied":false})", "IN_PROGRESS", "UNSHIPPED", false},
        {R"({"kind":"feed_stuck:3600"})", "IN_PROGRESS", "CANCELLED", false},
        {R"({"kind":"feed_fatal"})", "FATAL", "UNSHIPPED", true},
        {R"({"kind":"feed_fatal","applied":true})", "FATAL", "CANCELLED", true},
        {R"({"kind":"feed_fatal_silent","applied":true})", "FATAL", "CANCELLED", false},
        {R"({"kind":"feed_cancelled"})", "CANCELLED", "UNSHIPPED", false},
        {R"({"kind":"drop","operation":"processFeed"})", "DONE", "UNSHIPPED", true},
        {R"({"kind":"http_500","operation":"processFeed"})", "DONE", "CANCELLED", true},
    };
    for (const Case& c : cases) {
        FeedRig rig;
        ASSERT_EQ(rig.Post("faults", c.rule).status, 201) << c.rule;
        const std::string id =
            rig.Submit(kAckType, FeedRig::Envelope("OrderAcknowledgement", {rig.Cancel()}));
        rig.Pass(3'000);
        EXPECT_EQ(rig.StatusOf(id), c.feed) << c.rule;
        EXPECT_EQ(rig.Truth().at("status").as_string(), c.order) << c.rule;
        EXPECT_EQ(rig.Report(id).empty(), !c.has_report) << c.rule;
    }
}

TEST(Feeds, ControlEndsThem) {
    FeedRig rig;
    const std::string text = FeedRig::Envelope("OrderAcknowledgement", {rig.Cancel()});
    const std::string stuck = rig.Submit(kAckType, text);
    EXPECT_EQ(rig.Post("feeds/" + stuck + "/stick").status, 200);
    rig.Pass(86'400);
    EXPECT_EQ(rig.StatusOf(stuck), "IN_PROGRESS");
    EXPECT_EQ(rig.Post("feeds/" + stuck + "/fail").status, 200);
    EXPECT_EQ(rig.StatusOf(stuck), "FATAL");
    EXPECT_EQ(rig.Post("feeds/" + stuck + "/finish").status, 409);
    const std::string quick = rig.Submit(kAckType, text);
    EXPECT_EQ(rig.Post("feeds/" + quick + "/finish").status, 200);
    EXPECT_EQ(rig.Truth().at("status").as_string(), "CANCELLED");
    const json::object shown = rig.Control("feeds/" + quick);
    EXPECT_EQ(shown.at("text").as_string(), text);
    EXPECT_NE(std::string(shown.at("report").as_string()).find("Complete"), std::string::npos);
    EXPECT_EQ(rig.Control("feeds").at("feeds").as_array().size(), 2U);
    EXPECT_EQ(rig.Post("feeds/" + quick + "/fly").status, 404);
    EXPECT_EQ(rig.Post("settings", R"({"feed_queue_seconds":0,"feed_process_seconds":0})").status,
              200);
    EXPECT_EQ(rig.StatusOf(rig.Submit(kAckType, "<a/>")), "FATAL") << "at once";
    EXPECT_EQ(rig.Post("settings", R"({"feed_queue_seconds":-1})").status, 400);
    EXPECT_EQ(rig.Post("settings", R"({"colour":1})").status, 400);
}

TEST(Feeds, HaveAmazonsBudget) {
    SandboxOptions options = Rig::Defaults();
    options.rate_plan = RatePlan::kAmazon;
    FeedRig rig("", options);
    int taken = 0;
    const std::string id(rig.CreateDocument().at("feedDocumentId").as_string());
    while (taken < 20 && rig.CreateFeed(kAckType, id).status == 202) {
        ++taken;
    }
    EXPECT_EQ(taken, 15);
    rig.Pass(120);
    EXPECT_EQ(rig.CreateFeed(kAckType, id).status, 429) << "one every 120.5 seconds";
    rig.Pass(1);
    EXPECT_EQ(rig.CreateFeed(kAckType, id).status, 202);
}

}  // namespace
}  // namespace orderyard::sandbox
