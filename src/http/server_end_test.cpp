// How connections end: refusals, time-outs, faults on the wire, and stopping.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "http/server.hpp"
#include "http/test_client.hpp"

namespace orderyard::http {
namespace {

using testing::ReceivedAnswer;
using testing::TestClient;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

std::string Get(const std::string& target, const std::string& headers = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

std::chrono::milliseconds Since(Clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
}

ServerOptions Impatient() {
    ServerOptions options;
    options.access_log = false;
    options.worker_count = 2;
    options.header_seconds = 1;
    options.idle_seconds = 1;
    options.bytes_per_second_min = 1'000'000;
    return options;
}

TEST(RefusalTest, AnswersHostileInputAndCloses) {
    Server server(Impatient(),
                  [](const Request& request) { return TextResponse(200, request.body); });
    ASSERT_TRUE(server.Start());
    const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";
    struct Case {
        std::string_view what;
        std::string bytes;
        int status;
        std::string_view code;
    };
    for (const Case& c : std::vector<Case>{
             {"both lengths",
              post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
              "bad_framing"},
             {"two lengths", post + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", 400,
              "bad_framing"},
             {"space before colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400, "malformed_request"},
             {"bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400, "malformed_request"},
             {"NUL in a header", Get("/", std::string("X: a") + '\0' + "b\r\n"), 400,
              "malformed_request"},
             {"unknown coding",
              post + "Transfer-Encoding: gzip\r\n\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n", 501,
              "unknown_transfer_encoding"},
             {"body declared too large",
              post + "Content-Length: 2000000\r\n\r\n" + std::string(2'000'000, 'x'), 413,
              "body_too_large"},
             {"no host", "GET / HTTP/1.1\r\n\r\n", 400, "bad_host"},
             {"folded", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", 400, "folded_header"},
             {"long target", Get("/" + std::string(8 * 1024, 't')), 414, "target_too_long"},
             {"large header", Get("/", "X: " + std::string(16 * 1024, 'x') + "\r\n"), 431,
              "header_too_large"},
             {"TLS on a plain port", "\x16\x03\x01\x02\x01\x01", 400, "malformed_request"},
         }) {
        TestClient client(server.port());
        client.Send(c.bytes + Get("/smuggled"));
        const ReceivedAnswer answer = client.Receive();
        EXPECT_EQ(answer.status, c.status) << c.what;
        EXPECT_TRUE(
            answer.body.starts_with("{\"code\":\"" + std::string(c.code) + "\",\"message\":\""))
            << answer.body;
        EXPECT_TRUE(answer.Has("x-request-id: ")) << c.what;
        EXPECT_TRUE(answer.Has("Connection: close")) << c.what;
        EXPECT_EQ(client.ReceiveAll(), "") << c.what << ": a second answer";
        EXPECT_FALSE(client.was_reset()) << c.what;
    }
}

TEST(TimeOutTest, EndsIdleAndSlowClients) {
    Server server(Impatient(),
                  [](const Request&) { return TextResponse(200, std::string(30'000'000, 'x')); });
    ASSERT_TRUE(server.Start());
    TestClient idle(server.port());
    TestClient slow_head(server.port());
    slow_head.Send("GET / HTTP/1.1\r\n");
    TestClient slow_body(server.port());
    slow_body.Send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
    TestClient slow_reader(server.port());
    slow_reader.Send(Get("/"));
    // A byte now and then must not win more time.
    std::atomic<bool> is_over{false};
    std::jthread dripping([&] {
        for (int i = 0; i < 80 && !is_over; ++i) {
            slow_head.Send("X");
            slow_body.Send("x");
            std::this_thread::sleep_for(50ms);
        }
    });
    const auto start = Clock::now();
    EXPECT_EQ(slow_head.Receive().status, 408);
    EXPECT_EQ(slow_body.Receive().status, 408);
    EXPECT_EQ(idle.ReceiveAll(), "") << "there is no request to answer";
    EXPECT_GT(Since(start), 700ms);
    EXPECT_LT(Since(start), 2'500ms);
    is_over = true;
    std::this_thread::sleep_for(300ms);
    EXPECT_EQ(slow_reader.Receive().status, 0) << "cut off below the minimum rate";
}

Response Faulty(const Request& request) {
    Response response = TextResponse(200, std::string(1'000, 'x'));
    if (request.path == "/delay")
        response.fault.delay_millis = 250;
    if (request.path == "/cut")
        response.fault.close_after_bytes = 400;
    if (request.path == "/cut-head")
        response.fault.close_after_bytes = 20;
    if (request.path == "/silent")
        response.fault.close_after_bytes = 0;
    if (request.path == "/cut-late")
        response.fault.close_after_bytes = 100'000;
    if (request.path == "/drip")
        response.fault.body_bytes_per_second = 4'000;
    if (request.path == "/drip-slowly")
        response.fault.body_bytes_per_second = 8;
    return response;
}

TEST(WireFaultTest, DelaysWithoutHoldingAWorker) {
    ServerOptions options = Impatient();
    options.worker_count = 1;
    Server server(options, Faulty);
    ASSERT_TRUE(server.Start());
    std::vector<TestClient> delayed;
    const auto start = Clock::now();
    for (int i = 0; i < 20; ++i) {
        delayed.emplace_back(server.port());
        delayed.back().Send(Get("/delay"));
    }
    TestClient client(server.port());
    EXPECT_EQ(client.Ask(Get("/")).body.size(), 1'000U);
    EXPECT_EQ(delayed[0].CountWithin(1ms), 0U)
        << "the undelayed answer did not wait for the others";
    for (TestClient& one : delayed) {
        EXPECT_EQ(one.Receive().status, 200);
    }
    EXPECT_GE(Since(start), 250ms);
    EXPECT_LT(Since(start), 5s) << "all delays run at the same time";
    EXPECT_EQ(delayed[0].Ask(Get("/")).status, 200) << "the connection lives on";
}

TEST(WireFaultTest, ADelayedAnswerStillComesWhileTheServerStops) {
    Server server(Impatient(), Faulty);
    ASSERT_TRUE(server.Start());
    TestClient client(server.port());
    client.Send(Get("/delay"));
    std::this_thread::sleep_for(50ms);
    std::thread stopping([&] { server.Stop(); });
    EXPECT_EQ(client.Receive().status, 200);
    stopping.join();
}

TEST(WireFaultTest, ClosesAfterSoManyBytes) {
    Server server(Impatient(), Faulty);
    ASSERT_TRUE(server.Start());
    const auto all = [&](const std::string& path) {
        TestClient client(server.port());
        client.Send(Get(path) + Get("/"));
        return client.ReceiveAll();
    };
    EXPECT_EQ(all("/cut").size(), 400U);
    EXPECT_EQ(all("/cut-head"), "HTTP/1.1 200 OK\r\nDat");
    EXPECT_EQ(all("/silent"), "");
    const std::string whole = all("/cut-late");
    EXPECT_TRUE(whole.ends_with("\r\n\r\n" + std::string(1'000, 'x'))) << whole;
}

TEST(WireFaultTest, DripsTheBody) {
    Server server(Impatient(), Faulty);
    ASSERT_TRUE(server.Start());
    TestClient slow(server.port());
    slow.Send(Get("/drip-slowly"));
    TestClient client(server.port());
    const auto start = Clock::now();
    EXPECT_EQ(client.Ask(Get("/drip")).body.size(), 1'000U);
    EXPECT_GT(Since(start), 200ms);
    EXPECT_EQ(client.Ask(Get("/")).status, 200);
    const std::size_t first = slow.CountWithin(10ms);
    const std::size_t second = slow.CountWithin(300ms);
    EXPECT_GE(second - first, 2U);
    EXPECT_LE(second - first, 4U);
    server.Stop(0);
    EXPECT_LT(slow.ReceiveAll().size(), 1'000U) << "stopping does not wait for the drops";
}

// With the usual time-outs, so that only stopping ends connections.
ServerOptions Patient() {
    ServerOptions options;
    options.access_log = false;
    options.worker_count = 2;
    return options;
}

class StopTest : public ::testing::Test {
  protected:
    StopTest()
        : server_(Patient(), [this](const Request& request) {
              ++begun_count_;
              if (request.path == "/slow")
                  std::this_thread::sleep_for(120ms);
              if (request.path == "/slower")
                  std::this_thread::sleep_for(250ms);
              return TextResponse(200, "done");
          }) {
        EXPECT_TRUE(server_.Start());
    }
    void AwaitBegun(int count) const {
        while (begun_count_ < count) {
            std::this_thread::sleep_for(1ms);
        }
    }

    std::atomic<int> begun_count_{0};
    Server server_;
};

TEST_F(StopTest, FinishesWhatIsOpenAndTakesNothingNew) {
    const std::uint16_t port = server_.port();
    TestClient busy(port);
    TestClient idle(port);
    EXPECT_EQ(idle.Ask(Get("/")).status, 200);
    busy.Send(Get("/slow"));
    AwaitBegun(2);
    const auto start = Clock::now();
    std::thread stopping([&] { server_.Stop(); });
    EXPECT_EQ(idle.ReceiveAll(), "");
    EXPECT_EQ(busy.CountWithin(1ms), 0U) << "idle connections end at once, before the busy one";
    EXPECT_FALSE(TestClient(port).is_connected());
    const ReceivedAnswer answer = busy.Receive();
    EXPECT_EQ(answer.body, "done");
    EXPECT_TRUE(busy.IsEnded());
    stopping.join();
    EXPECT_LT(Since(start), 5s) << "it does not sit out the whole drain time";
    server_.Stop();
}

TEST_F(StopTest, CutsOffWhatTakesTooLong) {
    TestClient busy(server_.port());
    busy.Send(Get("/slower"));
    AwaitBegun(1);
    server_.Stop(0);
    EXPECT_EQ(busy.ReceiveAll(), "");
}

TEST_F(StopTest, DropsRequestsThatOnlyWait) {
    std::vector<TestClient> clients;
    for (int i = 0; i < 10; ++i) {
        clients.emplace_back(server_.port());
        clients.back().Send(Get("/slow"));
    }
    AwaitBegun(2);
    server_.Stop(0);
    EXPECT_LE(begun_count_, 4);
    for (TestClient& client : clients) {
        EXPECT_TRUE(client.IsEnded());
    }
}

TEST(StopWithoutStartTest, IsHarmless) {
    Server server(Impatient(), [](const Request&) { return Response{}; });
    server.Stop();
    server.Stop();
}

}  // namespace
}  // namespace orderyard::http
