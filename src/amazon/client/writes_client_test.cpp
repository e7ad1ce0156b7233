// The calls that act: what is known after each answer, and that none is ever sent twice.
#include "amazon/client/writes_client.hpp"

#include <gtest/gtest.h>

#include "amazon/fakes/sync_bench.hpp"
#include "base/crypto.hpp"

namespace orderyard::amazon {

namespace {

using fakes::Answer;
using fakes::Broken;

// Answers what acts and what is read from one script; tokens are always good.
class AnyScript : public Transport {
  public:
    fakes::SendResult Send(const HttpRequest& request, std::stop_token) override {
        if (request.url == "https://token.test") {
            ++token_calls;
            return Answer(200, R"({"access_token":"T)" + std::to_string(token_calls) +
                                   R"(","token_type":"bearer","expires_in":3600})");
        }
        sent.push_back(request);
        auto next = script.empty() ? fakes::SendResult(Answer(500, "")) : script.front();
        if (!script.empty()) {
            script.pop_front();
        }
        return next;
    }
    std::deque<fakes::SendResult> script;
    std::vector<HttpRequest> sent;
    int token_calls = 0;
};

struct Bench {
    fakes::FakeClock clock;
    fakes::FakeDatabase database;
    AnyScript transport;
    domain::Store store = fakes::TestStore();
    ChannelWrites writes{
        MakeCallLine(transport, database, clock, {"1", [] { return 0.5; }, [](auto, auto) {}})};

    WriteResult<WriteReceipt> Confirm(fakes::SendResult answer) {
        transport.script = {std::move(answer)};
        return writes.ConfirmShipment(store, "1-2", "{\"a\":1}", {});
    }
};

const std::string kErrors = R"({"errors":[{"code":"InvalidInput","message":"wrong"}]})";

std::string OutcomeText(const fakes::SendResult& answer) {
    Bench bench;
    const auto result = bench.Confirm(answer);
    EXPECT_EQ(bench.transport.sent.size(), 1u);
    return result ? "done" : std::string(ToString(result.error().outcome));
}

std::string Error(const std::string& code) {
    return R"({"errors":[{"code":")" + code + R"(","message":"m"}]})";
}

}  // namespace

TEST(Writes, TheAnswerTable) {
    for (const int status : {200, 202, 204}) {
        EXPECT_EQ(OutcomeText(Answer(status, "")), "done") << status;
    }
    EXPECT_EQ(OutcomeText(Answer(200, "{}")), "done");
    EXPECT_EQ(OutcomeText(Answer(200, "<html>")), "ambiguous");
    EXPECT_EQ(OutcomeText(Answer(200, kErrors)), "ambiguous");
    for (const int status : {400, 404, 413, 415, 422}) {
        EXPECT_EQ(OutcomeText(Answer(status, kErrors)), "no_effect") << status;
        EXPECT_EQ(OutcomeText(Answer(status, "<html>")), "ambiguous") << status;
    }
    EXPECT_EQ(OutcomeText(Answer(400, Error("PackageToUpdateNotFound"))), "state_differs");
    EXPECT_EQ(OutcomeText(Answer(400, Error("NonexistentOrderItem"))), "state_differs");
    EXPECT_EQ(OutcomeText(Answer(400, R"({"errors":[{"code":"InvalidInput","message":)"
                                      R"("The maximum number of edits was reached"}]})")),
              "state_differs");
    EXPECT_EQ(OutcomeText(Answer(401, "")), "not_processed");
    EXPECT_EQ(OutcomeText(Answer(403, kErrors)), "not_processed");
    EXPECT_EQ(OutcomeText(Answer(429, "")), "not_processed");
    EXPECT_EQ(OutcomeText(Broken(TransportFailureKind::kConnect)), "not_processed");
    EXPECT_EQ(OutcomeText(Broken(TransportFailureKind::kRefusedUrl)), "not_processed");
    for (const int status : {301, 308, 408, 500, 502, 503, 504}) {
        EXPECT_EQ(OutcomeText(Answer(status, kErrors)), "ambiguous") << status;
    }
    EXPECT_EQ(OutcomeText(Broken(TransportFailureKind::kExchange)), "ambiguous");
    EXPECT_EQ(OutcomeText(Broken(TransportFailureKind::kTooLarge)), "ambiguous");
    EXPECT_EQ(OutcomeText(Broken(TransportFailureKind::kStopped)), "ambiguous");
}

TEST(Writes, AnOldTokenIsRenewedOnce) {
    Bench bench;
    ASSERT_TRUE(bench.Confirm(Answer(204, "")));
    bench.transport.script = {Answer(403, kErrors), Answer(204, "")};
    EXPECT_TRUE(bench.writes.ConfirmShipment(bench.store, "1-2", "{}", {}));
    EXPECT_EQ(bench.transport.token_calls, 2);
    bench.transport.script = {Answer(403, kErrors), Answer(403, kErrors), Answer(204, "")};
    EXPECT_EQ(bench.writes.ConfirmShipment(bench.store, "1-2", "{}", {}).error().outcome,
              WriteOutcome::kNotProcessed);
    EXPECT_EQ(bench.transport.sent.size(), 5u);
}

TEST(Writes, TheBreakerStopsThemUnsent) {
    Bench bench;
    for (int i = 0; i < 5; ++i) {
        (void)bench.Confirm(Answer(503, ""));
    }
    const std::size_t before = bench.transport.sent.size();
    const auto result = bench.Confirm(Answer(204, ""));
    EXPECT_EQ(result.error().call.kind, FailureKind::kBreakerOpen);
    EXPECT_EQ(result.error().outcome, WriteOutcome::kNotProcessed);
    EXPECT_EQ(bench.transport.sent.size(), before);
}

TEST(Writes, GoToTheRightPlaces) {
    Bench bench;
    (void)bench.Confirm(Answer(204, ""));
    const HttpRequest confirm = bench.transport.sent.back();
    EXPECT_EQ(confirm.method, "POST");
    EXPECT_EQ(confirm.url, "https://amazon.test/orders/v0/orders/1-2/shipmentConfirmation");
    EXPECT_EQ(confirm.body, "{\"a\":1}");
    bench.transport.script = {Answer(202, "")};
    EXPECT_TRUE(bench.writes.CancelOrder(bench.store, "1/2", "{}", {}));
    EXPECT_EQ(bench.transport.sent.back().url,
              "https://amazon.test/orders/2026-01-01/orders/1%2F2/cancellation");
    EXPECT_EQ(bench.transport.sent.back().method, "PUT");
    bench.transport.script = {Answer(202, R"({"feedId":"F"})")};
    EXPECT_EQ(*bench.writes.CreateFeed(bench.store, "{}", {}), "F");
    bench.transport.script = {Answer(202, "{}")};  // accepted, but which?
    EXPECT_EQ(bench.writes.CreateFeed(bench.store, "{}", {}).error().outcome,
              WriteOutcome::kAmbiguous);
}

TEST(Writes, UploadsCarryNothingButTheirContentType) {
    Bench bench;
    bench.transport.script = {Answer(200, "")};
    ASSERT_TRUE(bench.writes.UploadFeedDocument(bench.store, "https://s3.test/x?sig=1",
                                                "text/xml; charset=UTF-8", "<a/>", {}));
    EXPECT_EQ(bench.transport.sent.back().headers,
              (std::vector<std::pair<std::string, std::string>>{
                  {"Content-Type", "text/xml; charset=UTF-8"}}));
    EXPECT_EQ(bench.transport.token_calls, 0);
    for (const char* url : {"http://s3.test/x", "ftp://s3.test/x", "http://127.0.0.1/x",
                            "https://localhost:99/x", "http://localhost.evil.test/x", ""}) {
        EXPECT_FALSE(bench.writes.UploadFeedDocument(bench.store, url, "text/xml", "<a/>", {}))
            << url;
    }
    bench.store.api_url = "http://127.0.0.1:8080";
    bench.transport.script = {Answer(200, "")};
    EXPECT_TRUE(bench.writes.UploadFeedDocument(bench.store, "http://127.0.0.1:8080/up", "text/xml",
                                                "<a/>", {}));
    EXPECT_FALSE(bench.writes.UploadFeedDocument(bench.store, "https://s3.test/x", "text/xml",
                                                 std::string(10 * 1024 * 1024 + 1, 'x'), {}));
    EXPECT_EQ(bench.transport.sent.size(), 2u);
}

TEST(Writes, ResultsAreUnpackedWithinLimits) {
    Bench bench;
    const auto document = Answer(
        200, R"({"feedDocumentId":"d","url":"https://s3.test/r","compressionAlgorithm":"GZIP"})");
    const auto download = [&](const std::string& body) {
        bench.transport.script = {document, Answer(200, body)};
        return bench.writes.DownloadFeedDocument(bench.store, "d", {});
    };
    EXPECT_EQ(*download(base::Gzip("<report/>")), "<report/>");
    EXPECT_EQ(*download("<report/>"), "<report/>");  // somebody on the way unpacked it
    EXPECT_FALSE(download(base::Gzip(std::string(64 * 1024 * 1024, 'a'))));
    EXPECT_FALSE(download(base::Gzip("<report/>").substr(0, 15)));
    EXPECT_FALSE(download(std::string(17 * 1024 * 1024, 'a')));
}

TEST(Writes, AListOfFeedsIsWholeOrNothing) {
    Bench bench;
    const std::string feed = R"({"feedId":"F","feedType":"T","processingStatus":"DONE",)"
                             R"("createdTime":"2026-03-01T00:00:00Z"})";
    bench.transport.script = {Answer(200, R"({"feeds":[)" + feed + R"(],"nextToken":"a/b"})"),
                              Answer(200, R"({"feeds":[)" + feed + "]}")};
    EXPECT_EQ(bench.writes.GetFeeds(bench.store, "T", bench.clock.now, {})->size(), 2u);
    EXPECT_EQ(bench.transport.sent.back().url,
              "https://amazon.test/feeds/2021-06-30/feeds?nextToken=a%2Fb");
    bench.transport.script = {Answer(200, R"({"feeds":[],"nextToken":"a"})"), Answer(400, kErrors)};
    EXPECT_FALSE(bench.writes.GetFeeds(bench.store, "T", bench.clock.now, {}));
}

}  // namespace orderyard::amazon
