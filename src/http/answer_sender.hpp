// How an answer leaves: whole, piece by piece as its source makes it, event by event, or spoiled on
// purpose. Private to this room, since it brings Asio; all of it runs on the event loop.
#pragma once

#include <fmt/format.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/log.hpp"
#include "base/text.hpp"
#include "http/body_source.hpp"
#include "http/connection.hpp"
#include "http/event_stream.hpp"

namespace orderyard::http {

template <class T = void>
using Task = boost::asio::awaitable<T, Executor>;
using UseAwaitable = boost::asio::use_awaitable_t<Executor>;
inline constexpr boost::asio::as_tuple_t<UseAwaitable> kAwait{};

using TlsStream = boost::asio::ssl::stream<Socket>;

inline constexpr auto kNoDeadline = Clock::time_point::max();
// A body up to this size goes out in one write with its head.
inline constexpr std::size_t kJoinedBodyBytesMax = 16 * 1024;
inline constexpr std::chrono::milliseconds kDripInterval{100};
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

template <class Stream>
Socket& TcpOf(Stream& stream) {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
        return stream.next_layer();
    } else {
        return stream;
    }
}

template <class Stream>
class AnswerSender {
  public:
    // `deadline`: what the server's sweep compares; kNoDeadline while the client is not waited for.
    AnswerSender(Hall& hall, Executor executor, Stream& stream, Clock::time_point& deadline)
        : hall_(hall),
          executor_(executor),
          stream_(stream),
          deadline_(deadline),
          timer_(std::make_shared<Timer>(executor)) {}

    // Ends whatever pause there is: the socket was closed.
    void Wake() { timer_->cancel(); }
    // The server stops: an event stream ends now, any other answer goes on to its end.
    void EndEvents() {
        if (sends_events_) {
            Wake();
        }
    }

    // For the next piece of a body or an answer: the minimum rate, averaged, must hold, and no
    // pause may be longer than an idle connection's (else a fast start, or the kernel's buffer,
    // would buy hours).
    Clock::time_point TransferDeadline(Clock::time_point began_at, std::size_t bytes) const {
        const std::size_t rate = std::max<std::size_t>(1, hall_.options.bytes_per_second_min);
        return std::min(began_at + std::chrono::seconds(hall_.options.header_seconds) +
                            std::chrono::milliseconds(bytes * 1'000 / rate),
                        Clock::now() + std::chrono::seconds(hall_.options.idle_seconds));
    }

    // Runs `job` on a worker; this coroutine sleeps until the worker posts it back.
    template <class Job>
    Task<> OnWorker(Job& job) {
        auto start = [&](auto handler) {
            // Shared only because std::function wants to copy; it is called once.
            auto resume = std::make_shared<decltype(handler)>(std::move(handler));
            hall_.workers.Post([this, &job, resume = std::move(resume)] {
                job();
                boost::asio::post(executor_, [resume] { std::move (*resume)(); });
            });
        };
        UseAwaitable token;
        co_await boost::asio::async_initiate<UseAwaitable, void()>(start, token);
    }

    // False when the connection is of no use any more.
    Task<bool> Send(Answer& answer) {
        if (answer.source) {
            co_return co_await SendPieces(answer);
        }
        if (answer.events) {
            co_return co_await SendEvents(answer);
        }
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
        Pace pace;
        co_return co_await Write(bytes, pace);
    }

  private:
    // Of a body in pieces: only the time in which the client was waited for counts against it.
    struct Pace {
        Clock::duration waited{};
        std::size_t bytes = 0;
    };

    Task<bool> Write(std::string_view bytes, Pace& pace) {
        const auto began_at = Clock::now() - pace.waited;
        std::size_t written = 0;
        while (written < bytes.size()) {
            deadline_ = TransferDeadline(began_at, pace.bytes + written);
            const auto [ec, count] = co_await stream_.async_write_some(
                boost::asio::buffer(bytes.data() + written, bytes.size() - written), kAwait);
            if (ec) {
                co_return false;
            }
            written += count;
        }
        deadline_ = kNoDeadline;
        pace.waited = Clock::now() - began_at;
        pace.bytes += written;
        co_return true;
    }

    static std::string Framed(const Answer& answer, std::string piece) {
        return answer.is_chunked ? fmt::format("{:x}\r\n{}\r\n", piece.size(), piece)
                                 : std::move(piece);
    }

    // (Not as "!is_chunked || co_await ...": GCC 12 awaits the right side whatever the left is.)
    Task<bool> FinishChunks(const Answer& answer) {
        if (answer.is_chunked) {
            co_return co_await Write(kLastChunk);
        }
        co_return true;
    }

    // The next piece of the source; nullopt when it threw. Runs on a worker.
    static std::optional<std::string> ReadPiece(Answer& answer) {
        const base::LogScope scope("request_id", answer.request_id);
        try {
            return answer.source->Read();
        } catch (const std::exception& e) {
            base::LogError("body_source_failed", {{"what", base::TruncateUtf8(e.what(), 500)}});
        } catch (...) {
            base::LogError("body_source_failed", {{"what", "an exception of unknown type"}});
        }
        return std::nullopt;
    }

    Task<bool> SendPieces(Answer& answer) {
        // Its end may take a while (files, statements): not on the event loop.
        const std::shared_ptr<void> leaves(nullptr, [&answer, this](void*) {
            hall_.workers.Post([source = std::move(answer.source)] {});
        });
        if (!co_await Write(answer.head)) {
            co_return false;
        }
        Pace pace;
        std::optional<std::string> piece;
        auto job = [&] { piece = ReadPiece(answer); };
        for (;;) {
            co_await OnWorker(job);
            if (!piece) {
                boost::system::error_code ignored;  // without chunks only a reset tells the client
                TcpOf(stream_).set_option(boost::asio::socket_base::linger(true, 0), ignored);
                co_return false;
            }
            if (piece->empty()) {
                co_return co_await FinishChunks(answer);
            }
            const std::string framed = Framed(answer, std::move(*piece));
            if (!co_await Write(framed, pace)) {
                co_return false;
            }
        }
    }

    // The client has nothing more to say on this connection: whatever can be read, an end most of
    // all, ends the stream.
    void WatchClient(const std::shared_ptr<bool>& is_gone) {
        TcpOf(stream_).async_wait(Socket::wait_read, [is_gone, timer = std::weak_ptr(timer_)](
                                                         const boost::system::error_code&) {
            *is_gone = true;
            if (const auto pause = timer.lock()) {
                pause->cancel();
            }
        });
    }

    Task<bool> SendEvents(Answer& answer) {
        const std::shared_ptr<EventStream> events = answer.events;
        sends_events_ = true;
        const std::shared_ptr<void> leaves(nullptr, [events](void*) {
            events->SetWake({});
            events->End();
        });
        if (!co_await Write(answer.head)) {
            co_return false;
        }
        events->SetWake([executor = executor_, timer = std::weak_ptr(timer_)] {
            boost::asio::post(executor, [timer] {
                if (const auto pause = timer.lock()) {
                    pause->cancel();
                }
            });
        });
        const auto is_gone = std::make_shared<bool>(false);
        WatchClient(is_gone);
        const std::chrono::seconds interval(hall_.options.event_comment_seconds);
        auto comment_at = Clock::now() + interval;
        while (TcpOf(stream_).is_open() && !*is_gone && !hall_.is_stopping) {
            EventStream::Batch batch = events->Take();
            if (batch.text.empty() && batch.is_over) {
                break;
            }
            if (batch.text.empty() && Clock::now() >= comment_at) {
                batch.text = ":\n\n";  // else proxies, and we, would not notice that nobody is left
            }
            if (batch.text.empty()) {
                timer_->expires_at(comment_at);
                co_await timer_->async_wait(kAwait);
                continue;
            }
            const std::string framed = Framed(answer, std::move(batch.text));
            if (!co_await Write(framed)) {
                co_return false;
            }
            comment_at = Clock::now() + interval;
        }
        co_return co_await FinishChunks(answer);
    }

    Task<bool> Sleep(std::chrono::milliseconds time) {
        timer_->expires_after(time);
        const auto [ec] = co_await timer_->async_wait(kAwait);
        co_return !ec && TcpOf(stream_).is_open();
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

    Hall& hall_;
    Executor executor_;
    Stream& stream_;
    Clock::time_point& deadline_;
    // Shared with what may come after the connection: a pushed event, the watch on the socket.
    std::shared_ptr<Timer> timer_;
    bool sends_events_ = false;  // the connection's last answer
};

}  // namespace orderyard::http
