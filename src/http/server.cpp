// Listening, accepting, the sweep over deadlines, and stopping. One thread runs the event loop; it
// only moves bytes and parses heads, so that one is enough for several times what the handlers can
// answer.
#include "http/server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/check.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "http/connection.hpp"
#include "http/dispatch.hpp"
#include "http/worker_pool.hpp"

namespace orderyard::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using UseAwaitable = asio::use_awaitable_t<Executor>;
constexpr asio::as_tuple_t<UseAwaitable> kAwait{};

constexpr int kBacklog = 1'024;
constexpr std::chrono::milliseconds kSweepInterval{250};
constexpr std::chrono::milliseconds kAcceptPause{100};

std::string HostAndPort(const std::string& host, std::uint16_t port) {
    const bool is_ipv6 = host.find(':') != std::string::npos;
    return (is_ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

}  // namespace

// The order of the members matters: the loop goes first, with the connections suspended in it, then
// what those refer to.
struct Server::Impl {
    ServerOptions options;
    Dispatcher dispatcher;
    std::unique_ptr<WorkerPool> workers;
    std::optional<asio::ssl::context> tls;
    std::optional<Hall> hall;
    std::mutex left_mutex;
    std::condition_variable left;
    std::size_t open_count = 0;  // under left_mutex
    std::optional<asio::io_context> loop;
    std::optional<asio::executor_work_guard<Executor>> work;
    std::optional<Acceptor> acceptor;
    std::thread loop_thread;
    std::uint16_t port = 0;
    std::mutex stop_mutex;

    Impl(ServerOptions given, Handler handler)
        : options(std::move(given)), dispatcher(options, std::move(handler)) {}

    base::Result<> LoadTls();
    base::Result<> Listen();
    void Run();
    asio::awaitable<void, Executor> Accept();
    asio::awaitable<void, Executor> Sweep();
    void Drain();
    void CloseAll();
};

base::Result<> Server::Impl::LoadTls() {
    if (options.tls_certificate_file.empty() && options.tls_key_file.empty()) {
        return {};
    }
    if (options.tls_certificate_file.empty() || options.tls_key_file.empty()) {
        return base::Fail(base::Unavailable("HTTPS needs both a certificate file and a key file"));
    }
    tls.emplace(asio::ssl::context::tls_server);
    error_code ec;
    tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                         asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                         asio::ssl::context::no_tlsv1_1 | SSL_OP_NO_RENEGOTIATION,
                     ec);
    tls->use_certificate_chain_file(options.tls_certificate_file, ec);
    if (ec) {
        return base::Fail(base::Unavailable("cannot use the certificate " +
                                            options.tls_certificate_file + ": " + ec.message()));
    }
    tls->use_private_key_file(options.tls_key_file, asio::ssl::context::pem, ec);
    if (ec) {
        return base::Fail(
            base::Unavailable("cannot use the key " + options.tls_key_file + ": " + ec.message()));
    }
    return {};
}

base::Result<> Server::Impl::Listen() {
    const std::string place = HostAndPort(options.address, options.port);
    error_code ec;
    asio::ip::basic_resolver<tcp, Executor> resolver(*loop);
    const auto found =
        resolver.resolve(options.address, std::to_string(options.port),
                         tcp::resolver::passive | tcp::resolver::numeric_service, ec);
    if (ec || found.empty()) {
        return base::Fail(base::Unavailable("cannot listen on " + place + ": " + ec.message()));
    }
    const tcp::endpoint endpoint = found.begin()->endpoint();
    acceptor.emplace(*loop);
    acceptor->open(endpoint.protocol(), ec);
    if (!ec)
        acceptor->set_option(tcp::acceptor::reuse_address(true), ec);
    if (!ec)
        acceptor->bind(endpoint, ec);
    if (!ec)
        acceptor->listen(kBacklog, ec);
    if (ec) {
        acceptor.reset();
        return base::Fail(base::Unavailable("cannot listen on " + place + ": " + ec.message()));
    }
    port = acceptor->local_endpoint().port();
    return {};
}

asio::awaitable<void, Executor> Server::Impl::Accept() {
    Timer pause(loop->get_executor());
    bool was_failing = false;
    while (acceptor->is_open()) {
        error_code ec;
        if (hall->connections.size() < base::limits::kConnectionsMax) {
            auto [accept_error, socket] = co_await acceptor->async_accept(kAwait);
            ec = accept_error;
            if (!ec) {
                {
                    const std::lock_guard lock(left_mutex);
                    ++open_count;
                }
                ServeConnection(*hall, loop->get_executor(), std::move(socket),
                                tls ? &*tls : nullptr);
                was_failing = false;
                continue;
            }
            if (ec == asio::error::operation_aborted) {
                co_return;
            }
        }
        // Too many connections, or no file descriptor left: the others must leave first.
        if (!was_failing) {
            base::LogWarn("accept_paused",
                          {{"connections", hall->connections.size()}, {"reason", ec.message()}});
            was_failing = true;
        }
        pause.expires_after(kAcceptPause);
        co_await pause.async_wait(kAwait);
    }
}

asio::awaitable<void, Executor> Server::Impl::Sweep() {
    Timer timer(loop->get_executor());
    for (;;) {
        timer.expires_after(kSweepInterval);
        co_await timer.async_wait(kAwait);
        const auto now = Clock::now();
        for (Connection* connection : hall->connections) {
            connection->CheckDeadline(now);
        }
    }
}

void Server::Impl::Run() {
    for (;;) {
        try {
            loop->run();
            return;
        } catch (const std::exception& e) {
            base::LogError("event_loop_failed", {{"what", e.what()}});
        }
    }
}

void Server::Impl::Drain() {
    hall->is_stopping = true;
    error_code ignored;
    acceptor->close(ignored);
    for (Connection* connection : hall->connections) {
        connection->Drain();
    }
}

void Server::Impl::CloseAll() {
    for (Connection* connection : hall->connections) {
        connection->Close();
    }
}

Server::Server(ServerOptions options, Handler handler)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(handler))) {}

Server::~Server() {
    Stop();
}

base::Result<> Server::Start() {
    Impl& impl = *impl_;
    const std::lock_guard lock(impl.stop_mutex);
    base::Check(!impl.loop, "a server starts once");
    impl.loop.emplace(1);
    auto ready = impl.LoadTls();
    if (ready) {
        ready = impl.Listen();
    }
    if (!ready) {
        impl.loop.reset();
        return ready;
    }
    impl.workers = std::make_unique<WorkerPool>(impl.options.worker_count);
    const auto on_left = [&impl] {
        const std::lock_guard left_lock(impl.left_mutex);
        if (--impl.open_count == 0) {
            impl.left.notify_all();
        }
    };
    impl.hall.emplace(Hall{impl.options, impl.dispatcher, *impl.workers, {}, on_left});
    impl.work.emplace(impl.loop->get_executor());
    asio::co_spawn(impl.loop->get_executor(), impl.Accept(), asio::detached);
    asio::co_spawn(impl.loop->get_executor(), impl.Sweep(), asio::detached);
    impl.loop_thread = std::thread([&impl] { impl.Run(); });
    return {};
}

std::uint16_t Server::port() const {
    return impl_->port;
}

std::string Server::BaseUrl() const {
    std::string host = impl_->options.address;
    if (host == "0.0.0.0")
        host = "127.0.0.1";  // nobody can connect to "any"
    if (host == "::")
        host = "::1";
    return (impl_->tls ? "https://" : "http://") + HostAndPort(host, impl_->port);
}

// Not from a handler: it waits for the handlers.
void Server::Stop(int drain_seconds) {
    Impl& impl = *impl_;
    const std::lock_guard lock(impl.stop_mutex);
    if (!impl.loop_thread.joinable()) {
        return;
    }
    const auto deadline = Clock::now() + std::chrono::seconds(drain_seconds);
    bool is_draining = false;  // under left_mutex
    asio::post(*impl.loop, [&] {
        impl.Drain();
        const std::lock_guard left_lock(impl.left_mutex);
        is_draining = true;
        impl.left.notify_all();
    });
    {
        std::unique_lock left_lock(impl.left_mutex);
        impl.left.wait(left_lock, [&] { return is_draining; });
        impl.left.wait_until(left_lock, deadline, [&] { return impl.open_count == 0; });
    }
    asio::post(*impl.loop, [&impl] {
        impl.CloseAll();
        impl.loop->stop();
    });
    impl.loop_thread.join();
    // Only now the workers: a job that is dropped ends its connection, and nobody else may touch
    // those then.
    impl.workers->Stop();
    impl.acceptor.reset();
    impl.work.reset();
    impl.loop.reset();
}

}  // namespace orderyard::http
