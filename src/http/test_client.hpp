// For this room's tests: a client on a bare POSIX socket, so that it can send what no decent client
// would, and a server with the routes the tests ask for.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace orderyard::http::testing {

struct ReceivedAnswer {
    int status = 0;    // 0: the connection ended without a whole answer
    std::string head;  // in lower case up to the values' case as sent
    std::string body;

    bool Has(std::string_view text) const { return head.find(text) != std::string::npos; }
};

class TestClient {
  public:
    explicit TestClient(std::uint16_t port)
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        is_connected_ =
            ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    }
    ~TestClient() {
        if (socket_ >= 0) {
            ::close(socket_);
        }
    }
    TestClient(TestClient&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)),
          is_connected_(other.is_connected_),
          received_(std::move(other.received_)) {}
    TestClient& operator=(TestClient&&) = delete;

    bool is_connected() const { return is_connected_; }
    int socket() const { return socket_; }
    // The connection ended by a reset, which on a longer way can overtake the answer before it.
    // After a clean end the reset shows only in the socket's error, and a moment later.
    bool was_reset() {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        int error = 0;
        socklen_t size = sizeof(error);
        ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
        return was_reset_ || error != 0;
    }
    void Send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) {
                was_reset_ = true;
                return;  // the server has closed; what it answered is still to be read
            }
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }

    // The next answer; `has_body`: false after HEAD.
    ReceivedAnswer Receive(bool has_body = true) {
        ReceivedAnswer answer;
        std::size_t head_end = 0;
        while ((head_end = received_.find("\r\n\r\n")) == std::string::npos) {
            if (!ReadMore()) {
                return answer;
            }
        }
        answer.head = received_.substr(0, head_end + 4);
        received_.erase(0, head_end + 4);
        const std::size_t length_at = answer.head.find("Content-Length: ");
        std::size_t length = 0;
        if (has_body && length_at != std::string::npos) {
            length = std::stoul(answer.head.substr(length_at + 16));
        }
        while (received_.size() < length) {
            if (!ReadMore()) {
                return answer;
            }
        }
        answer.body = received_.substr(0, length);
        received_.erase(0, length);
        answer.status = std::stoi(answer.head.substr(9, 3));
        return answer;
    }

    ReceivedAnswer Ask(std::string_view bytes) {
        Send(bytes);
        return Receive();
    }

    // All bytes until the server ends the connection.
    std::string ReceiveAll() {
        while (ReadMore()) {
        }
        return std::exchange(received_, {});
    }
    // What has arrived so far, left where it is.
    const std::string& Peek() {
        ReadMore(1);
        return received_;
    }
    bool IsEnded() { return received_.empty() && !ReadMore(); }
    // Bytes that have arrived within the time, without waiting for more.
    std::size_t CountWithin(std::chrono::milliseconds time) {
        const auto end = std::chrono::steady_clock::now() + time;
        while (std::chrono::steady_clock::now() < end) {
            ReadMore(5);
        }
        return received_.size();
    }

  private:
    bool ReadMore(int wait_millis = 5'000) {
        pollfd poll_on{socket_, POLLIN, 0};
        if (::poll(&poll_on, 1, wait_millis) <= 0) {
            return false;
        }
        char bytes[16 * 1024];
        const ssize_t count = ::recv(socket_, bytes, sizeof(bytes), 0);
        was_reset_ = was_reset_ || (count < 0 && errno == ECONNRESET);
        if (count <= 0) {
            return false;
        }
        received_.append(bytes, static_cast<std::size_t>(count));
        return true;
    }

    int socket_ = -1;
    bool is_connected_ = false;
    bool was_reset_ = false;
    std::string received_;
};

}  // namespace orderyard::http::testing
