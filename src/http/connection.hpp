// One client's connection as the server sees it. Private to this room: only server.cpp and
// connection.cpp may include it, since it brings Asio. All of it runs on the one event loop thread,
// so nothing here is locked.
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <functional>
#include <unordered_set>

#include "http/dispatch.hpp"
#include "http/server.hpp"
#include "http/worker_pool.hpp"

namespace boost::asio::ssl {
class context;
}

namespace orderyard::http {

using Clock = std::chrono::steady_clock;
// The concrete executor instead of any_io_executor: about a sixth of the cost of a request.
using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;
using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor>;

class Connection {
  public:
    virtual ~Connection() = default;
    // Ends what takes too long. Called for every connection several times a second.
    virtual void CheckDeadline(Clock::time_point now) = 0;
    // The server is stopping: ends now when no request is under way, else after the answer.
    virtual void Drain() = 0;
    virtual void Close() = 0;
};

// What connections share. Must outlive the event loop, since the loop's destructor ends open
// connections.
struct Hall {
    const ServerOptions& options;
    const Dispatcher& dispatcher;
    WorkerPool& workers;
    std::unordered_set<Connection*> connections;
    std::function<void()> on_left;  // after a connection went out of `connections`
    bool is_stopping = false;
};

// Serves the client until it leaves, errs, idles or the server stops. `tls`: nullptr for plain
// HTTP.
void ServeConnection(Hall& hall, Executor executor, Socket socket, boost::asio::ssl::context* tls);

}  // namespace orderyard::http
