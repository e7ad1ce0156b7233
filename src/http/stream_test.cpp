// Answers that are made while they are sent, and event streams, through real sockets.
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "http/body_source.hpp"
#include "http/event_stream.hpp"
#include "http/server.hpp"
#include "http/test_client.hpp"

namespace orderyard::http {
namespace {

using testing::ReceivedAnswer;
using testing::TestClient;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

std::string Get(const std::string& target, const std::string& version = "1.1") {
    return "GET " + target + " HTTP/" + version + "\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n";
}

template <class Condition>
bool Await(Condition is_so, std::chrono::milliseconds time = 5s) {
    const auto end = Clock::now() + time;
    while (!is_so() && Clock::now() < end) {
        std::this_thread::sleep_for(2ms);
    }
    return is_so();
}

struct Counts {
    std::atomic<int> read{0};
    std::atomic<int> gone{0};
    std::thread::id loop_thread;
};

// `count` pieces of `bytes` each; throws instead of piece number `fails_at`.
class Pieces final : public BodySource {
  public:
    Pieces(Counts& counts, int count, std::size_t bytes, int fails_at = -1)
        : counts_(counts), count_(count), bytes_(bytes), fails_at_(fails_at) {}
    ~Pieces() override { ++counts_.gone; }

    std::string Read() override {
        const int number = counts_.read++;
        if (number == fails_at_) {
            throw std::runtime_error("the disk is gone");
        }
        return number < count_ ? std::string(bytes_, static_cast<char>('a' + number % 26)) : "";
    }

  private:
    Counts& counts_;
    int count_;
    std::size_t bytes_;
    int fails_at_;
};

class StreamTest : public ::testing::Test {
  protected:
    StreamTest() : server_(Options(), [this](const Request& request) { return Answer(request); }) {
        EXPECT_TRUE(server_.Start());
    }

    static ServerOptions Options() {
        ServerOptions options;
        options.access_log = false;
        options.worker_count = 2;
        options.event_comment_seconds = 1;
        return options;
    }

    Response Answer(const Request& request) {
        if (request.path == "/three") {
            return SourceResponse("text/plain", std::make_shared<Pieces>(counts_, 3, 2'000));
        }
        if (request.path == "/endless") {
            return SourceResponse("text/plain",
                                  std::make_shared<Pieces>(counts_, 1'000'000, 64 * 1'024));
        }
        if (request.path == "/fails") {
            return SourceResponse("text/plain", std::make_shared<Pieces>(counts_, 9, 10, 2));
        }
        if (request.path == "/events") {
            auto events = std::make_shared<EventStream>(1'000);
            const std::lock_guard lock(mutex_);
            events_ = events;
            return EventResponse(events);
        }
        return TextResponse(200, "plain");
    }

    // The stream of the client that asked last, as one who pushes holds it.
    std::shared_ptr<EventStream> AwaitEvents() {
        EXPECT_TRUE(Await([&] {
            const std::lock_guard lock(mutex_);
            return !events_.expired();
        }));
        const std::lock_guard lock(mutex_);
        return events_.lock();
    }
    bool AreEventsGone() {
        const std::lock_guard lock(mutex_);
        return events_.expired();
    }

    Counts counts_;
    std::mutex mutex_;
    std::weak_ptr<EventStream> events_;
    Server server_;
};

TEST_F(StreamTest, SendsPiecesAsChunksAndKeepsTheConnection) {
    TestClient client(server_.port());
    client.Send(Get("/three") + Get("/plain"));
    std::string all;
    ASSERT_TRUE(Await([&] {
        all = client.Peek();
        return all.ends_with("plain");
    })) << all;
    const std::size_t body_at = all.find("\r\n\r\n") + 4;
    const std::string head = all.substr(0, body_at);
    EXPECT_NE(head.find("Transfer-Encoding: chunked\r\n"), std::string::npos) << head;
    EXPECT_EQ(head.find("Content-Length"), std::string::npos);
    EXPECT_EQ(head.find("Content-Encoding"), std::string::npos) << "streams are not compressed";
    std::string expected;
    for (const char c : {'a', 'b', 'c'}) {
        expected += "7d0\r\n" + std::string(2'000, c) + "\r\n";
    }
    expected += "0\r\n\r\nHTTP/1.1 200 OK\r\n";
    EXPECT_EQ(all.substr(body_at, expected.size()), expected);
    EXPECT_TRUE(Await([&] { return counts_.gone == 1; }));
}

TEST_F(StreamTest, EndsTheConnectionForOldClients) {
    TestClient client(server_.port());
    client.Send(Get("/three", "1.0"));
    const std::string all = client.ReceiveAll();
    EXPECT_EQ(all.find("chunked"), std::string::npos);
    EXPECT_TRUE(all.ends_with("\r\n\r\n" + std::string(2'000, 'a') + std::string(2'000, 'b') +
                              std::string(2'000, 'c')));
}

TEST_F(StreamTest, AnswersHeadWithoutReading) {
    TestClient client(server_.port());
    client.Send("HEAD /three HTTP/1.1\r\nHost: a\r\n\r\n" + Get("/plain"));
    const ReceivedAnswer answer = client.Receive(false);
    EXPECT_TRUE(answer.Has("Transfer-Encoding: chunked"));
    EXPECT_EQ(client.Receive().body, "plain");
    EXPECT_EQ(counts_.read, 0);
    EXPECT_EQ(counts_.gone, 1);
}

TEST_F(StreamTest, WaitsForTheClientAndLetsGoWhenItLeaves) {
    {
        TestClient client(server_.port());
        client.Send(Get("/endless"));
        ASSERT_TRUE(Await([&] { return counts_.read > 2; }));
        int before = -1;
        EXPECT_TRUE(Await([&] {
            const int now = counts_.read;
            const bool rests = now == before;
            before = now;
            std::this_thread::sleep_for(50ms);
            return rests;
        })) << "nobody reads, and it goes on making pieces";
        EXPECT_LT(before, 1'000) << "more than the sockets' buffers hold";
        TestClient other(server_.port());
        EXPECT_EQ(other.Ask(Get("/plain")).body, "plain") << "the wait holds no worker";
        EXPECT_EQ(counts_.gone, 0);
    }
    EXPECT_TRUE(Await([&] { return counts_.gone == 1; }));
}

TEST_F(StreamTest, ABrokenSourceIsSeenByTheClient) {
    TestClient client(server_.port());
    client.Send(Get("/fails"));
    const std::string all = client.ReceiveAll();
    EXPECT_EQ(all.find("0\r\n\r\n"), std::string::npos) << "no last chunk: the body is incomplete";
    EXPECT_TRUE(Await([&] { return counts_.gone == 1; }));
    TestClient old(server_.port());
    counts_.read = 0;
    old.Send(Get("/fails", "1.0"));
    old.ReceiveAll();
    EXPECT_TRUE(old.was_reset()) << "without chunks only a reset tells";
}

TEST_F(StreamTest, PushesEventsAndSignsOfLife) {
    TestClient client(server_.port());
    client.Send(Get("/events"));
    auto events = AwaitEvents();
    ASSERT_TRUE(events);
    EXPECT_TRUE(events->Push(EventText("7", "orders", "{\"id\":1}")));
    EXPECT_TRUE(Await([&] {
        return client.Peek().ends_with("id: 7\nevent: orders\ndata: {\"id\":1}\n\n\r\n");
    })) << client.Peek();
    EXPECT_NE(client.Peek().find("Content-Type: text/event-stream\r\n"), std::string::npos);
    EXPECT_TRUE(Await([&] { return client.Peek().ends_with("3\r\n:\n\n\r\n"); }));
    TestClient other(server_.port());
    EXPECT_EQ(other.Ask(Get("/plain")).body, "plain");
    events->End();
    EXPECT_TRUE(Await([&] { return client.Peek().ends_with("0\r\n\r\n"); }));
    const auto start = Clock::now();
    client.ReceiveAll();
    EXPECT_LT(Clock::now() - start, 2s) << "an event stream is the connection's last answer";
    EXPECT_FALSE(events->Push("late"));
    events.reset();
    EXPECT_TRUE(Await([&] { return AreEventsGone(); })) << "only the connection held it";
}

TEST_F(StreamTest, AClientThatLeavesIsNoticedAtOnce) {
    {
        TestClient client(server_.port());
        client.Send(Get("/events"));
        ASSERT_TRUE(AwaitEvents());
        EXPECT_TRUE(Await([&] { return client.Peek().find("\r\n\r\n") != std::string::npos; }));
        EXPECT_FALSE(AreEventsGone());
    }
    EXPECT_TRUE(Await([&] { return AreEventsGone(); }, 500ms)) << "before the next sign of life";
}

TEST_F(StreamTest, CutsOffAListenerWhoDoesNotKeepUp) {
    TestClient client(server_.port());
    client.Send(Get("/events"));
    const auto events = AwaitEvents();
    ASSERT_TRUE(events);
    EXPECT_TRUE(Await([&] { return client.Peek().find("\r\n\r\n") != std::string::npos; }));
    EXPECT_FALSE(events->Push(std::string(1'001, 'x')));
    EXPECT_TRUE(events->IsOver());
    const auto start = Clock::now();
    client.ReceiveAll();
    EXPECT_LT(Clock::now() - start, 2s);
}

TEST_F(StreamTest, StoppingEndsEventsAtOnceAndCutsEndlessBodies) {
    TestClient listener(server_.port());
    listener.Send(Get("/events"));
    const auto events = AwaitEvents();
    EXPECT_TRUE(Await([&] { return listener.Peek().find("\r\n\r\n") != std::string::npos; }));
    const auto start = Clock::now();
    server_.Stop(10);
    EXPECT_LT(Clock::now() - start, 2s);
    EXPECT_TRUE(listener.ReceiveAll().ends_with("0\r\n\r\n"));
    EXPECT_FALSE(events->Push("late")) << "safe after the loop is gone";
}

TEST_F(StreamTest, StoppingDropsABodyThatNobodyReads) {
    TestClient client(server_.port());
    client.Send(Get("/endless"));
    ASSERT_TRUE(Await([&] { return counts_.read > 2; }));
    server_.Stop(0);
    EXPECT_EQ(counts_.gone, 1);
}

TEST(EventTextTest, KeepsOneFieldALine) {
    EXPECT_EQ(EventText("", "a", "one\ntwo"), "event: a\ndata: one\ndata: two\n\n");
    EXPECT_EQ(EventText("1\nevent: x", "a\rb", ""), "id: 1 event: x\nevent: a b\n\n");
}

}  // namespace
}  // namespace orderyard::http
