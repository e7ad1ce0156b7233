// A stand-in for Amazon: an SP-API server with a living world of orders, good enough to train staff
// on and to prove the sync with. Everything runs on loopback and is made up, or comes from a report
// the user names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "http/message.hpp"

namespace orderyard::sandbox {

enum class RatePlan {
    kAmazon,  // the figures of Amazon's models
    kFast,    // 200 requests a second, burst 400, for tests that are not about throttling
    kFactor,  // Amazon's rates times rate_factor
};

struct SandboxOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free port
    // /control is served on the same port when `address` is loopback and this is unset; else on
    // 127.0.0.1 at this port (unset or 0: any free one). Never on another address.
    std::optional<std::uint16_t> control_port;
    int worker_count = 4;

    std::uint64_t seed = 1;
    std::size_t order_count = 500;            // generated, placed before start_time
    int history_days = 14;                    // over which they are spread
    double arrivals_per_hour = 0;             // new orders of the living world, in world time
    std::vector<std::string> marketplaces;    // ids or country codes ("DE"); empty: all
    std::optional<base::Instant> start_time;  // unset: now, or the day after the report's last
    std::string from_report;  // path of an all-orders CSV; replaces the generated orders
    bool moves_report_to_start =
        false;  // shift the report by whole days so that it ends at start_time

    RatePlan rate_plan = RatePlan::kAmazon;
    double rate_factor = 1;
    double speed = 1;  // world seconds per real second; 0: frozen, moved by control only
    int visibility_delay_seconds = 0;  // until a change shows in searchOrders
    int read_delay_seconds = 0;        // until it shows in getOrder

    int feed_queue_seconds = 15;       // world time a feed waits in the queue
    int feed_process_seconds = 45;     // and is in progress
    bool allows_cancel_order = false;  // cancelOrder, a preview of Amazon's

    std::string seller_id = "A2SANDBOXSELLER";
    std::string client_id = "amzn1.application-oa2-client.sandbox";
    std::string client_secret = "amzn1.oa2-cs.v1.sandbox";
    std::string refresh_token = "Atzr|sandbox";
    bool allows_personal_data = true;  // the application has the restricted roles

    std::function<std::int64_t()>
        steady_micros;  // tests: real time by hand; empty: the steady clock
};

class Sandbox {
  public:
    explicit Sandbox(SandboxOptions options);
    ~Sandbox();  // stops

    // Builds the world, then listens. kInvalidInput for an option or report that cannot be used,
    // kUnavailable when the port cannot be had.
    base::Result<> Start();
    std::uint16_t port() const;
    std::uint16_t control_port() const;  // equals port() when both are served together
    std::string BaseUrl() const;  // "http://127.0.0.1:8080", for both Amazon's APIs and the login
    std::string ControlUrl() const;  // "http://127.0.0.1:8080/control"
    void Stop();

    // One request without a socket, as the server would answer it (also for tests). Needs Start or
    // Prepare.
    http::Response Handle(const http::Request& request);
    // Builds the world without listening.
    base::Result<> Prepare();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace orderyard::sandbox
