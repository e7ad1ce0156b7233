// The life of a connection as a coroutine: read a request, hand it to a worker, write the answer,
// again. Deadlines are plain time points which the server's sweep compares; a timer per connection
// would cost more than the request.
#include "http/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <type_traits>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "http/request_parser.hpp"

namespace orderyard::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

template <class T = void>
using Task = asio::awaitable<T, Executor>;
using UseAwaitable = asio::use_awaitable_t<Executor>;
constexpr asio::as_tuple_t<UseAwaitable> kAwait{};

using TlsStream = asio::ssl::stream<Socket>;

constexpr auto kNoDeadline = Clock::time_point::max();
// How long, and how much, a refused client's rest is read and dropped. Closing over unread bytes
// would send a reset, and the reset can overtake the answer.
constexpr std::chrono::seconds kLingerTime{1};
constexpr std::size_t kLingerBytesMax = 4 * 1024 * 1024;
// A body up to this size goes out in one write with its head.
constexpr std::size_t kJoinedBodyBytesMax = 16 * 1024;
constexpr std::chrono::milliseconds kDripInterval{100};

template <class Stream>
class StreamConnection final : public Connection {
  public:
    static constexpr bool kIsTls = std::is_same_v<Stream, TlsStream>;

    StreamConnection(Hall& hall, Executor executor, Stream stream)
        : hall_(hall),
          executor_(executor),
          stream_(std::move(stream)),
          timer_(executor),
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
        if (stage_ == Stage::kHandshake || (stage_ == Stage::kRequest && !parser_.HasBytes())) {
            Close();
        }
    }

    void Close() override {
        error_code ignored;
        Tcp().close(ignored);
        timer_.cancel();
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
            if (!co_await Send(answer) || answer.fault.close_after_bytes) {
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

    Socket& Tcp() {
        if constexpr (kIsTls) {
            return stream_.next_layer();
        } else {
            return stream_;
        }
    }

    std::chrono::seconds HeaderTime() const {
        return std::chrono::seconds(hall_.options.header_seconds);
    }

    std::chrono::seconds IdleTime() const {
        return std::chrono::seconds(hall_.options.idle_seconds);
    }

    // For the next piece of a body or an answer: the minimum rate, averaged, must hold, and no
    // pause may be longer than an idle connection's (else a fast start, or the kernel's buffer,
    // would buy hours).
    Clock::time_point TransferDeadline(Clock::time_point began_at, std::size_t bytes) const {
        const std::size_t rate = std::max<std::size_t>(1, hall_.options.bytes_per_second_min);
        return std::min(began_at + HeaderTime() + std::chrono::milliseconds(bytes * 1'000 / rate),
                        Clock::now() + IdleTime());
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
                deadline_ = TransferDeadline(began_at, parser_.body_bytes());
                if (parser_.TakeContinueWish() &&
                    !co_await Write("HTTP/1.1 100 Continue\r\n\r\n")) {
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
        request.peer = peer_;
        Answer answer;
        auto start = [&](auto handler) {
            // Shared only because std::function wants to copy; it is called once.
            auto resume = std::make_shared<decltype(handler)>(std::move(handler));
            hall_.workers.Post(
                [this, &request, &answer, received_at, closes, resume = std::move(resume)] {
                    answer = hall_.dispatcher.Run(request, received_at, closes);
                    asio::post(executor_, [resume] { std::move (*resume)(); });
                });
        };
        UseAwaitable token;
        co_await asio::async_initiate<UseAwaitable, void()>(start, token);
        co_return answer;
    }

    Task<bool> Send(Answer& answer) {
        if (answer.fault.delay_millis > 0 || answer.fault.close_after_bytes ||
            answer.fault.body_bytes_per_second) {
            co_return co_await SendWithFault(answer);
        }
        if (answer.body.size() <= kJoinedBodyBytesMax) {
            answer.head += answer.body;
            answer.body.clear();
        }
        co_return co_await Write(answer.head) && co_await Write(answer.body);
    }

    // False when the client is gone or reads slower than the minimum rate (then the sweep closed
    // the socket).
    Task<bool> Write(std::string_view bytes) {
        const auto began_at = Clock::now();
        std::size_t written = 0;
        while (written < bytes.size()) {
            deadline_ = TransferDeadline(began_at, written);
            const auto [ec, count] = co_await stream_.async_write_some(
                asio::buffer(bytes.data() + written, bytes.size() - written), kAwait);
            if (ec) {
                co_return false;
            }
            written += count;
        }
        deadline_ = kNoDeadline;
        co_return true;
    }

    Task<bool> Sleep(std::chrono::milliseconds time) {
        timer_.expires_after(time);
        const auto [ec] = co_await timer_.async_wait(kAwait);
        co_return !ec && Tcp().is_open();
    }

    Task<bool> SendWithFault(Answer& answer) {
        const WireFault& fault = answer.fault;
        if (fault.delay_millis > 0 &&
            !co_await Sleep(std::chrono::milliseconds(fault.delay_millis))) {
            co_return false;
        }
        if (fault.close_after_bytes) {
            answer.body.resize(std::min(
                answer.body.size(),
                *fault.close_after_bytes - std::min(*fault.close_after_bytes, answer.head.size())));
            answer.head.resize(std::min(answer.head.size(), *fault.close_after_bytes));
        }
        if (!fault.body_bytes_per_second) {
            co_return co_await Write(answer.head) && co_await Write(answer.body);
        }
        if (!co_await Write(answer.head)) {
            co_return false;
        }
        // At least one byte a step; slow rates take longer steps.
        const std::size_t rate = std::max<std::size_t>(1, *fault.body_bytes_per_second);
        const std::size_t step = std::max<std::size_t>(1, rate * kDripInterval.count() / 1'000);
        const std::chrono::milliseconds pause(step * 1'000 / rate);
        for (std::string_view rest = answer.body; !rest.empty();
             rest.remove_prefix(std::min(step, rest.size()))) {
            if (!co_await Sleep(pause) || !co_await Write(rest.substr(0, step))) {
                co_return false;
            }
        }
        co_return true;
    }

    Task<> Refuse(const Refusal& refusal) {
        is_timed_out_ = false;
        stage_ = Stage::kAnswer;
        Request partial = parser_.partial();
        partial.peer = peer_;
        Answer answer = hall_.dispatcher.Refuse(refusal, std::move(partial));
        if (co_await Send(answer)) {
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
    Executor executor_;
    Stream stream_;
    Timer timer_;
    std::string peer_;
    RequestParser parser_;
    std::array<char, 8 * 1024> space_{};
    Stage stage_ = Stage::kHandshake;
    Clock::time_point deadline_ = kNoDeadline;
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
