// Webhooks as people keep them: make, change, a new secret, a test, a replay, delete.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/order/actor.hpp"
#include "ports/database.hpp"
#include "ports/webhook_store.hpp"

namespace orderyard::actions {

struct WebhookDraft {
    std::string name;
    std::string url;  // https, or http to a loopback host
    std::vector<std::string> events;
    bool is_active = true;
};

// Whether webhooks may go to this machine and private networks: the configuration says.
enum class WebhookReach { kPublicOnly, kInsideToo };

// In the caller's transaction, as everything here. The secret is made here and told once.
// kInvalidInput names the field; kNotAllowed past limits::kWebhooksMax.
base::Result<ports::Webhook> MakeWebhook(ports::Transaction& tx, const WebhookDraft& draft,
                                         WebhookReach reach, base::Instant now);
// kNotFound, kInvalidInput.
base::Result<ports::Webhook> ChangeWebhook(ports::Transaction& tx, ports::WebhookId id,
                                           const WebhookDraft& draft, WebhookReach reach);
// A new secret. What is sent is signed with the old one as well for kWebhookOverlapHours, and the
// one before that ends at once. kNotFound.
inline constexpr int kWebhookOverlapHours = 24;
base::Result<ports::Webhook> RotateWebhookSecret(ports::Transaction& tx, ports::WebhookId id,
                                                 base::Instant now);
// Queues an event that says nothing, whatever the webhook wants. kNotFound; kNotAllowed when it is
// switched off.
base::Result<ports::WebhookDelivery> TestWebhook(ports::Transaction& tx, ports::WebhookId id,
                                                 base::Instant now);

}  // namespace orderyard::actions
