// The server around the routes: listening, parsing within limits, dispatch to workers, graceful
// stop.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "http/message.hpp"
#include "http/trusted_proxies.hpp"

namespace orderyard::http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free port
    int worker_count = 4;
    std::string server_name = "orderyard";  // the Server header; empty: none
    std::string tls_certificate_file;       // PEM; both set: HTTPS
    std::string tls_key_file;
    bool gzip = true;  // compress answers of 1 KiB and more when the client accepts it
    bool access_log =
        true;  // one line a request: method, route path, status, millis; never the query
    std::string header_id_name = "x-request-id";
    TrustedProxies trusted_proxies;  // whose X-Forwarded-For tells a request's peer
    // A request's head must arrive within header_seconds of its first byte; bodies and answers may
    // take that long plus what the minimum rate allows, without a pause of idle_seconds.
    int header_seconds = base::limits::kHeaderSecondsMax;
    int idle_seconds = base::limits::kIdleSecondsMax;
    std::size_t bytes_per_second_min = base::limits::kTransferBytesPerSecondMin;
    int event_comment_seconds = base::limits::kEventCommentSeconds;
    std::size_t request_body_bytes_max = base::limits::kRequestBodyBytesMax;
};

class Server {
  public:
    // `handler` answers every well-formed request (it usually wraps a Router).
    Server(ServerOptions options, Handler handler);
    ~Server();  // stops

    // Binds and listens; kUnavailable with the reason (port in use, bad certificate ...).
    base::Result<> Start();
    std::uint16_t port() const;   // the real one, after Start
    std::string BaseUrl() const;  // "http://127.0.0.1:8080"
    // Stops accepting, lets open requests finish for up to `drain_seconds`, then closes.
    // Idempotent.
    void Stop(int drain_seconds = 10);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Calls the router: 404 / 405 (+ Allow) as small JSON {"code","message"}; the common case of a
// Server handler.
Handler RouterHandler(std::shared_ptr<const class Router> router);

}  // namespace orderyard::http
