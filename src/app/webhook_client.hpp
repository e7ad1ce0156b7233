// One HTTPS call to a receiver of webhooks, kept away from the inside net: a seller's server must
// not be a way to the machines beside it (quality-bar.md S13).
#pragma once

#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "actions/webhooks/deliver_webhook.hpp"

namespace orderyard::app {

struct WebhookCall {
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

class WebhookClient {
  public:
    // `may_call_inside`: also private and loopback addresses, and http to loopback.
    explicit WebhookClient(bool may_call_inside) : may_call_inside_(may_call_inside) {}

    // POSTs, follows nothing, keeps nothing of the answer but its status. Any number of threads.
    actions::DeliveryTry Post(const WebhookCall& call, std::stop_token stop) const;

  private:
    const bool may_call_inside_;
};

}  // namespace orderyard::app
