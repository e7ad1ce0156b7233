// The life of a connection as a coroutine: read a request, hand it to a worker, write the answer,
// again. Deadlines are plain time points which the server's sweep compares; a timer per connection
// would cost more than the request.
#include "http/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ssl/context.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <type_traits>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "http/answer_sender.hpp"
#include "http/request_parser.hpp"

namespace orderyard::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// How long, and how much, a refused client's rest is read and dropped. Closing over unread bytes
// would send a reset, and the reset can overtake the answer.
constexpr std::chrono::seconds kLingerTime{1};
constexpr std::size_t kLingerBytesMax = 4 * 1024 * 1024;

template <class Stream>
class StreamConnection final : public Connection {
  public:
    static constexpr bool kIsTls = std::is_same_v<Stream, TlsStream>;

    StreamConnection(Hall& hall, Executor executor, Stream stream)
        : hall_(hall),
          stream_(std::move(stream)),
          sender_(hall, executor, stream_, deadline_),
          parser_(hall.options.request_body_bytes_max) {
        error_code ignored;
        const auto peer = Tcp().remote_endpoint(ignored);
        peer_ = peer.address().to_string();
        Tcp().set_option(asio::ip::tcp::no_delay(true), ignored);
        hall_.connections.insert(this);
    }

    ~StreamConnection() override {
        hall_.connections.erase(this);
        hall_.on_left();
    }

    void CheckDeadline(Clock::time_point now) override {
        if (now < deadline_) {
            return;
        }
        deadline_ = kNoDeadline;
        if (stage_ == Stage::kRequest && parser_.HasBytes()) {
            is_timed_out_ = true;  // the pending read ends, and the client is told why
            error_code ignored;
            Tcp().cancel(ignored);
        } else {
            Close();
        }
    }

    void Drain() override {
        sender_.EndEvents();
        if (stage_ == Stage::kHandshake || (stage_ == Stage::kRequest && !parser_.HasBytes())) {
            Close();
        }
    }

    void Close() override {
        error_code ignored;
        Tcp().close(ignored);
        sender_.Wake();
    }

    Task<> Run() {
        deadline_ = Clock::now() + HeaderTime();
        if constexpr (kIsTls) {
            const auto [ec] =
                co_await stream_.async_handshake(asio::ssl::stream_base::server, kAwait);
            if (ec) {
                co_return;
            }
        }
        while (co_await ReadRequest()) {
            Answer answer = co_await Ask();
            if (!co_await sender_.Send(answer) || answer.fault.close_after_bytes) {
                Close();
                co_return;
            }
            if (answer.closes || hall_.is_stopping) {
                co_await Leave();
                co_return;
            }
        }
    }

  private:
    enum class Stage { kHandshake, kRequest, kAnswer, kLeaving };

    Socket& Tcp() { return TcpOf(stream_); }

    std::chrono::seconds HeaderTime() const {
        return std::chrono::seconds(hall_.options.header_seconds);
    }

    std::chrono::seconds IdleTime() const {
        return std::chrono::seconds(hall_.options.idle_seconds);
    }

    // True with a complete request in the parser; false when the connection has nothing more to do.
    Task<bool> ReadRequest() {
        stage_ = Stage::kRequest;
        bool has_begun = false;
        auto began_at = Clock::now();
        deadline_ = began_at + IdleTime();
        auto progress = parser_.Feed({});  // what came along with the request before
        while (progress == RequestParser::Progress::kNeedMore) {
            if (!has_begun && parser_.HasBytes()) {
                has_begun = true;
                began_at = Clock::now();
            }
            if (has_begun) {
                deadline_ = began_at + HeaderTime();
            }
            if (parser_.IsHeadDone()) {
                deadline_ = sender_.TransferDeadline(began_at, parser_.body_bytes());
                if (parser_.TakeContinueWish() &&
                    !co_await sender_.Write("HTTP/1.1 100 Continue\r\n\r\n")) {
                    co_return false;
                }
            }
            const auto [ec, count] = co_await stream_.async_read_some(asio::buffer(space_), kAwait);
            if (is_timed_out_) {
                co_await Refuse(kTimedOut);
                co_return false;
            }
            if (ec) {
                co_return false;
            }
            progress = parser_.Feed(std::string_view(space_.data(), count));
        }
        if (progress == RequestParser::Progress::kRefused) {
            co_await Refuse(parser_.refusal());
            co_return false;
        }
        co_return true;
    }

    // The request goes to a worker, and this coroutine sleeps until the worker posts it back.
    Task<Answer> Ask() {
        stage_ = Stage::kAnswer;
        deadline_ = kNoDeadline;  // handlers bound themselves
        const bool closes = !parser_.KeepsAlive() || hall_.is_stopping;
        const auto received_at = Clock::now();
        Request request = parser_.Take();
        request.peer = hall_.options.trusted_proxies.ClientOf(peer_, request.headers);
        Answer answer;
        auto job = [&] { answer = hall_.dispatcher.Run(request, received_at, closes); };
        co_await sender_.OnWorker(job);
        co_return answer;
    }

    Task<> Refuse(const Refusal& refusal) {
        is_timed_out_ = false;
        stage_ = Stage::kAnswer;
        Request partial = parser_.partial();
        partial.peer = peer_;
        Answer answer = hall_.dispatcher.Refuse(refusal, std::move(partial));
        if (co_await sender_.Send(answer)) {
            co_await Leave();
        }
    }

    Task<> Leave() {
        stage_ = Stage::kLeaving;
        deadline_ = Clock::now() + kLingerTime;
        if constexpr (kIsTls) {
            if (!parser_.HasBytes()) {
                co_await stream_.async_shutdown(kAwait);
                co_return Close();
            }
        }
        error_code ec;
        Tcp().shutdown(Socket::shutdown_send, ec);
        const bool is_in_haste = hall_.is_stopping && !parser_.HasBytes();
        std::size_t dropped = is_in_haste ? kLingerBytesMax : 0;
        while (!ec && dropped < kLingerBytesMax) {
            const auto [read_error, count] =
                co_await Tcp().async_read_some(asio::buffer(space_), kAwait);
            ec = read_error;
            dropped += count;
        }
        Close();
    }

    Hall& hall_;
    Stream stream_;
    Clock::time_point deadline_ = kNoDeadline;
    AnswerSender<Stream> sender_;
    std::string peer_;
    RequestParser parser_;
    std::array<char, 8 * 1024> space_{};
    Stage stage_ = Stage::kHandshake;
    bool is_timed_out_ = false;
};

template <class Stream>
void Spawn(Hall& hall, Executor executor, Stream stream) {
    auto connection = std::make_shared<StreamConnection<Stream>>(hall, executor, std::move(stream));
    // The coroutine's frame holds the connection; both end together.
    asio::co_spawn(
        executor, [connection]() -> Task<> { co_await connection->Run(); },
        [](std::exception_ptr failure) {
            if (failure) {
                base::LogError(
                    "connection_failed");  // out of memory at most: every expected error is a value
            }
        });
}

}  // namespace

void ServeConnection(Hall& hall, Executor executor, Socket socket, asio::ssl::context* tls) {
    if (tls != nullptr) {
        Spawn(hall, executor, TlsStream(std::move(socket), *tls));
    } else {
        Spawn(hall, executor, std::move(socket));
    }
}

}  // namespace orderyard::http
