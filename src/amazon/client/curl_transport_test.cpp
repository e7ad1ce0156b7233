// The real transport against a server of a few lines that answers whatever it is told to, byte by
// byte.
#include "amazon/client/curl_transport.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "base/crypto.hpp"

namespace orderyard::amazon {

namespace {

// Answers each connection with the same bytes, then closes it.
class RawServer {
  public:
    explicit RawServer(std::string answer) : answer_(std::move(answer)) {
        socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(bind(socket_, generic, sizeof(address)), 0);
        EXPECT_EQ(listen(socket_, 8), 0);
        socklen_t length = sizeof(address);
        EXPECT_EQ(getsockname(socket_, generic, &length), 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { Serve(); });
    }

    ~RawServer() {
        shutdown(socket_, SHUT_RDWR);
        thread_.join();
        close(socket_);
    }

    std::string Url(const std::string& path = "/x") const {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }

    std::string request() const { return request_; }

  private:
    void Serve() {
        while (true) {
            const int client = accept(socket_, nullptr, nullptr);
            if (client < 0) {
                return;
            }
            std::string request(64 * 1024, '\0');
            const auto count = recv(client, request.data(), request.size(), 0);
            request_ = request.substr(0, count > 0 ? static_cast<std::size_t>(count) : 0);
            (void)!send(client, answer_.data(), answer_.size(), MSG_NOSIGNAL);
            shutdown(client, SHUT_WR);
            close(client);
        }
    }

    std::string answer_;
    std::string request_;
    int socket_ = -1;
    int port_ = 0;
    std::thread thread_;
};

std::string Http(const std::string& body, const std::string& headers = "") {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
           "\r\n" + body;
}

}  // namespace

TEST(CurlTransport, RefusesUrlsThatAreNotSafe) {
    const auto transport = MakeCurlTransport();
    for (const char* url :
         {"http://sellingpartnerapi-eu.amazon.com/x", "ftp://127.0.0.1/x", "file:///etc/passwd",
          "x", "", "http://127.0.0.1.example.com/", "http://localhost.example.com/",
          "https://user:pw@example.com/", "http://10.0.0.1/", "gopher://localhost/"}) {
        const auto answer = transport->Send({"GET", url, {}, {}}, {});
        ASSERT_FALSE(answer) << url;
        EXPECT_EQ(answer.error().kind, TransportFailureKind::kRefusedUrl) << url;
    }
}

TEST(CurlTransport, GivesStatusHeadersAndBody) {
    const RawServer server(
        "HTTP/1.1 429 Slow\r\nX-Amzn-RequestId: 7\r\nContent-Length: 2\r\n\r\n{}");
    const auto transport = MakeCurlTransport();
    const auto answer =
        transport->Send({"POST", server.Url(), {{"x-amz-access-token", "t"}}, "a=b"}, {});
    ASSERT_TRUE(answer) << answer.error().text;
    EXPECT_EQ(answer->status, 429);
    EXPECT_EQ(answer->Header("x-amzn-requestid"), "7");
    EXPECT_EQ(answer->Header("none"), "");
    EXPECT_EQ(answer->body, "{}");
    EXPECT_NE(server.request().find("x-amz-access-token: t\r\n"), std::string::npos);
    EXPECT_TRUE(server.request().ends_with("a=b"));
}

TEST(CurlTransport, UnpacksGzip) {
    const RawServer server(Http(base::Gzip("{\"orders\":[]}"), "Content-Encoding: gzip\r\n"));
    EXPECT_EQ(MakeCurlTransport()->Send({"GET", server.Url(), {}, {}}, {})->body,
              "{\"orders\":[]}");
}

TEST(CurlTransport, DoesNotFollowRedirects) {
    const RawServer server(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(MakeCurlTransport()->Send({"GET", server.Url(), {}, {}}, {})->status, 302);
}

TEST(CurlTransport, APutIsSentAsItIs) {
    const RawServer server(Http(""));
    const auto transport = MakeCurlTransport();
    const HttpRequest put{
        "PUT", server.Url(), {{"Content-Type", "text/xml; charset=UTF-8"}}, "<a/>"};
    ASSERT_TRUE(transport->Send(put, {}));
    const std::string sent = server.request();
    EXPECT_TRUE(sent.starts_with("PUT /x HTTP/1.1\r\n")) << sent;
    EXPECT_NE(sent.find("\r\nContent-Type: text/xml; charset=UTF-8\r\n"), std::string::npos);
    EXPECT_NE(sent.find("\r\nContent-Length: 4\r\n"), std::string::npos);
    EXPECT_EQ(sent.find("Expect"), std::string::npos);
    EXPECT_EQ(sent.find("chunked"), std::string::npos);
    EXPECT_EQ(sent.find("x-www-form-urlencoded"), std::string::npos);
    // The same handle reads again afterwards.
    ASSERT_TRUE(transport->Send({"GET", server.Url(), {}, {}}, {}));
    EXPECT_TRUE(server.request().starts_with("GET /x HTTP/1.1\r\n"));
}

TEST(CurlTransport, Failures) {
    const std::string bomb = base::Gzip(std::string(70 * 1024 * 1024, ' '));
    const std::vector<std::tuple<const char*, std::string, TransportFailureKind>> cases = {
        {"cut body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
         TransportFailureKind::kExchange},
        {"no answer", "", TransportFailureKind::kExchange},
        {"not HTTP", "hello", TransportFailureKind::kExchange},
        {"broken gzip", Http("not gzip at all", "Content-Encoding: gzip\r\n"),
         TransportFailureKind::kExchange},
        {"gzip bomb", Http(bomb, "Content-Encoding: gzip\r\n"), TransportFailureKind::kTooLarge},
    };
    for (const auto& [name, bytes, kind] : cases) {
        const RawServer server(bytes);
        const auto answer = MakeCurlTransport()->Send({"GET", server.Url(), {}, {}}, {});
        ASSERT_FALSE(answer) << name;
        EXPECT_EQ(answer.error().kind, kind) << name << ": " << answer.error().text;
    }
    const auto refused = MakeCurlTransport()->Send({"GET", "http://127.0.0.1:1/", {}, {}}, {});
    EXPECT_EQ(refused.error().kind, TransportFailureKind::kConnect);
}

TEST(CurlTransport, StopsWhenAsked) {
    const RawServer server(Http("{}"));
    std::stop_source stop;
    stop.request_stop();
    const auto answer = MakeCurlTransport()->Send({"GET", server.Url(), {}, {}}, stop.get_token());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, TransportFailureKind::kStopped);
}

}  // namespace orderyard::amazon
