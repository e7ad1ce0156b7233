// The server through real sockets: what a good client sees.
#include "http/server.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "base/crypto.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "http/router.hpp"
#include "http/test_client.hpp"

namespace orderyard::http {
namespace {

using testing::ReceivedAnswer;
using testing::TestClient;
using namespace std::chrono_literals;

std::string Get(const std::string& target, const std::string& headers = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

class ServerTest : public ::testing::Test {
  protected:
    ServerTest() {
        base::SetUpLog({base::LogLevel::kInfo, base::LogFormat::kJson, log_file_});
        auto router = std::make_shared<Router>();
        router->Add(Method::kGet, "/hello",
                    [](const Request&) { return JsonResponse(200, "{\"hello\":1}"); });
        router->Add(Method::kPost, "/echo",
                    [](const Request& request) { return TextResponse(200, request.body); });
        router->Add(Method::kGet, "/large",
                    [](const Request&) { return TextResponse(200, std::string(5'000, 'x')); });
        router->Add(Method::kGet, "/huge",
                    [](const Request&) { return TextResponse(200, std::string(20'000'000, 'x')); });
        router->Add(Method::kGet, "/throw",
                    [](const Request&) -> Response { throw std::runtime_error("boom"); });
        router->Add(Method::kGet, "/throw-int", [](const Request&) -> Response { throw 7; });
        router->Add(Method::kGet, "/peer",
                    [](const Request& r) { return TextResponse(200, r.peer + r.request_id); });
        router->Add(Method::kGet, "/slow", [](const Request&) {
            std::this_thread::sleep_for(100ms);
            return TextResponse(200, "slow");
        });
        ServerOptions options;
        options.worker_count = 2;
        options.trusted_proxies = TrustedProxies::Parse("127.0.0.1").value();
        server_ = std::make_unique<Server>(options, RouterHandler(router));
        EXPECT_TRUE(server_->Start());
    }
    ~ServerTest() override {
        server_.reset();
        base::SetUpLog({});
        std::remove(log_file_.c_str());
    }

    TestClient Connect() const { return TestClient(server_->port()); }
    std::string LogText() const {
        base::FlushLog();
        std::stringstream text;
        text << std::ifstream(log_file_).rdbuf();
        return text.str();
    }

    const std::string log_file_ =
        ::testing::TempDir() + "http_test_" + std::to_string(::getpid()) + ".log";
    std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
    TestClient client = Connect();
    std::set<std::string> ids;
    for (int i = 0; i < 3; ++i) {
        const ReceivedAnswer answer = client.Ask(Get("/hello"));
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, "{\"hello\":1}");
        EXPECT_TRUE(answer.Has("Connection: keep-alive"));
        const std::size_t at = answer.head.find("x-request-id: ");
        ASSERT_NE(at, std::string::npos);
        ids.insert(answer.head.substr(at, answer.head.find("\r\n", at) - at));
    }
    EXPECT_EQ(ids.size(), 3U);
    EXPECT_EQ(client.Ask(Get("/missing")).status, 404);
    EXPECT_EQ(client.Ask("PUT /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 405);
    EXPECT_EQ(client.Ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde").body,
              "abcde");
    EXPECT_EQ(client
                  .Ask("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                       "chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n")
                  .body,
              "ab");
    EXPECT_TRUE(client.Ask(Get("/peer")).body.starts_with("127.0.0.1"));
    EXPECT_TRUE(
        client.Ask(Get("/peer", "X-Forwarded-For: 203.0.113.5\r\nX-Forwarded-For: 192.0.2.7\r\n"))
            .body.starts_with("192.0.2.7"));
    EXPECT_TRUE(client.Ask(Get("/hello", "Connection: close\r\n")).Has("Connection: close"));
    EXPECT_TRUE(client.IsEnded());
    TestClient old = Connect();
    EXPECT_EQ(old.Ask("GET /hello HTTP/1.0\r\n\r\n").status, 200);
    EXPECT_TRUE(old.IsEnded());
}

TEST_F(ServerTest, AnswersHeadWithoutBody) {
    TestClient client = Connect();
    client.Send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n" + Get("/hello"));
    const ReceivedAnswer answer = client.Receive(false);
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.Has("Content-Length: 11"));
    EXPECT_EQ(client.Receive().body, "{\"hello\":1}");
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
    TestClient client = Connect();
    std::string bytes = Get("/slow");
    for (int i = 0; i < 50; ++i) {
        const std::string body = std::to_string(i);
        bytes +=
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\n\r\n" + body;
    }
    client.Send(bytes);
    EXPECT_EQ(client.Receive().body, "slow");
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(client.Receive().body, std::to_string(i));
    }
}

TEST_F(ServerTest, SendsContinueBeforeTheBody) {
    TestClient client = Connect();
    client.Send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.Receive().status, 100);
    EXPECT_EQ(client.Ask("ab").body, "ab");
    client.Send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\nExpect: "
        "100-continue\r\n\r\n");
    EXPECT_EQ(client.Receive().status, 413);
}

TEST_F(ServerTest, CompressesForThoseWhoAccept) {
    TestClient client = Connect();
    const ReceivedAnswer packed = client.Ask(Get("/large", "Accept-Encoding: br, gzip\r\n"));
    EXPECT_TRUE(packed.Has("Content-Encoding: gzip"));
    EXPECT_TRUE(packed.Has("Vary: Accept-Encoding"));
    EXPECT_EQ(base::Gunzip(packed.body, 10'000).value(), std::string(5'000, 'x'));
    const ReceivedAnswer plain = client.Ask(Get("/large", "Accept-Encoding: gzip;q=0\r\n"));
    EXPECT_TRUE(plain.Has("Vary: Accept-Encoding"));
    EXPECT_EQ(plain.body, std::string(5'000, 'x'));
    EXPECT_EQ(client.Ask(Get("/huge")).body.size(), 20'000'000U);
}

TEST_F(ServerTest, TurnsExceptionsInto500WithTheRequestId) {
    TestClient client = Connect();
    for (const std::string path : {"/throw", "/throw-int"}) {
        const ReceivedAnswer answer = client.Ask(Get(path));
        EXPECT_EQ(answer.status, 500);
        EXPECT_NE(answer.body.find("\"request_id\":\""), std::string::npos) << answer.body;
        EXPECT_EQ(answer.body.find("boom"), std::string::npos) << "inner text must not leave";
    }
    EXPECT_EQ(client.Ask(Get("/hello")).status, 200);
    EXPECT_NE(LogText().find("boom"), std::string::npos);
}

TEST_F(ServerTest, LogsPathAndStatusButNeverTheQuery) {
    TestClient client = Connect();
    client.Ask(Get("/hello?name=Hong"));
    client.Ask(Get("/a%20b\xff?name=Hong"));
    client.Ask("GET secret HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string text = LogText();
    EXPECT_NE(text.find("\"/hello\""), std::string::npos) << text;
    EXPECT_NE(text.find("\"request_id\""), std::string::npos) << text;
    EXPECT_EQ(text.find("Hong"), std::string::npos) << text;
    EXPECT_EQ(text.find("secret"), std::string::npos) << text;
    const std::string metrics = base::MetricsText();
    EXPECT_NE(metrics.find("http_requests_total{method=\"GET\",status=\"2xx\"}"), std::string::npos)
        << metrics;
    EXPECT_NE(metrics.find("http_request_seconds_bucket"), std::string::npos);
}

TEST_F(ServerTest, HoldsAThousandIdleConnections) {
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 8'192);
    ::setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur < 2'200) {
        GTEST_SKIP() << "not enough file descriptors allowed here";
    }
    std::vector<TestClient> idle;
    for (int i = 0; i < 1'000; ++i) {
        idle.push_back(Connect());
        ASSERT_TRUE(idle.back().is_connected()) << i;
        if (i % 2 == 0) {
            idle.back().Send("GET /hello HT");  // half of them hang in the middle of a head
        }
    }
    TestClient client = Connect();
    EXPECT_EQ(client.Ask(Get("/hello")).status, 200);
    for (std::size_t i = 0; i < idle.size(); ++i) {
        idle[i].Send(i % 2 == 0 ? "TP/1.1\r\nHost: a\r\n\r\n" : Get("/hello"));
    }
    for (TestClient& one : idle) {
        ASSERT_EQ(one.Receive().status, 200);
    }
}

TEST_F(ServerTest, DoesNotGiveWorkersToSlowClients) {
    std::vector<TestClient> clients;
    for (int i = 0; i < 10; ++i) {
        clients.push_back(Connect());
        clients.back().Send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf");
        clients.push_back(Connect());
        clients.back().Send(Get("/huge"));  // and never reads it
    }
    TestClient client = Connect();
    EXPECT_EQ(client.Ask(Get("/hello")).status, 200);
}

TEST_F(ServerTest, AnswersWhileAHandlerIsSlow) {
    TestClient slow = Connect();
    slow.Send(Get("/slow"));
    std::this_thread::sleep_for(20ms);
    TestClient client = Connect();
    EXPECT_EQ(client.Ask(Get("/hello")).status, 200);
    EXPECT_EQ(slow.CountWithin(1ms), 0U) << "the other worker took the quick one";
    EXPECT_EQ(slow.Receive().body, "slow");
}

TEST_F(ServerTest, NamesThePlaceItCannotListenOn) {
    ServerOptions options;
    options.port = server_->port();
    Server second(options, [](const Request&) { return Response{}; });
    const auto started = second.Start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, base::ErrorCode::kUnavailable);
    EXPECT_NE(started.error().message.find("127.0.0.1:" + std::to_string(options.port)),
              std::string::npos)
        << started.error().message;
    EXPECT_NE(started.error().message.find("in use"), std::string::npos) << started.error().message;
    second.Stop();

    options.tls_certificate_file = "/nonexistent/cert.pem";
    EXPECT_FALSE(Server(options, [](const Request&) { return Response{}; }).Start());
    options.tls_key_file = "/nonexistent/key.pem";
    const auto bad_tls = Server(options, [](const Request&) { return Response{}; }).Start();
    ASSERT_FALSE(bad_tls);
    EXPECT_NE(bad_tls.error().message.find("/nonexistent/cert.pem"), std::string::npos);
    EXPECT_EQ(server_->BaseUrl(), "http://127.0.0.1:" + std::to_string(server_->port()));
}

}  // namespace
}  // namespace orderyard::http
