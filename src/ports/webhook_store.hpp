// Webhooks: whom to tell of changes, and how each telling went.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/ids.hpp"

namespace orderyard::ports {

using WebhookId = base::Id<struct WebhookTag>;

struct Webhook {
    WebhookId id;
    std::string name;
    std::string url;                  // https, or http on loopback
    std::vector<std::string> events;  // "order.created", "order.changed", "order.shipped",
                                      // "order.refunded", "order.canceled"
    std::string secret;               // sealed at rest
    std::string secret_before;        // still good for a while after rotating; sealed at rest
    std::optional<base::Instant> rotated_at;
    bool is_active = true;
    base::Instant created_at;
};

struct WebhookDelivery {
    std::int64_t id = 0;
    WebhookId webhook_id;
    std::string event;
    domain::OrderId order_id;
    std::string body;   // what is sent, byte for byte; no personal data
    std::string state;  // "pending", "done", "failed"
    int attempts = 0;
    int http_status = 0;
    std::string error;
    base::Instant created_at, not_before;
    std::optional<base::Instant> ended_at;
};

class WebhookStore {
  public:
    virtual ~WebhookStore() = default;
    virtual std::vector<Webhook> List() = 0;
    virtual std::optional<Webhook> Find(WebhookId id) = 0;
    virtual void Put(Webhook& webhook) = 0;  // insert or change by id
    virtual bool Delete(WebhookId id) = 0;   // with its deliveries

    virtual void Queue(WebhookDelivery& delivery) = 0;
    virtual std::vector<WebhookDelivery> Due(base::Instant now, int limit) = 0;
    virtual std::optional<base::Instant> NextDue() = 0;
    virtual void SaveDelivery(const WebhookDelivery& delivery) = 0;
    virtual std::vector<WebhookDelivery> Deliveries(WebhookId id, std::int64_t before_id,
                                                    int limit) = 0;
    // Pending again. False: the webhook has no such delivery, or it is pending already.
    virtual bool Replay(WebhookId id, std::int64_t delivery, base::Instant now) = 0;
    virtual int DeleteOld(base::Instant ended_before, int limit) = 0;
};

}  // namespace orderyard::ports
