// One delivery of a webhook: its signature, and what becomes of it after a try.
#pragma once

#include <string>

#include "base/instant.hpp"
#include "ports/webhook_store.hpp"

namespace orderyard::actions {

// "v1=<hex>", and ",v1=<hex>" with the secret before while that is still good: HMAC-SHA256 over
// "<timestamp>.<body>", the timestamp in seconds since 1970. Receivers refuse what is older than
// five minutes (docs/webhooks.md).
std::string WebhookSignature(const ports::Webhook& webhook, std::int64_t timestamp_seconds,
                             const std::string& body, base::Instant now);

struct DeliveryTry {
    int http_status = 0;  // 0: no answer
    std::string error;    // in words; empty: there was an answer
};
// Done with any 2xx; failed for good limits::kWebhookDaysMax after the event; else due again after
// `wait`.
void SettleDelivery(ports::WebhookDelivery& delivery, const DeliveryTry& result, base::Instant now,
                    base::Duration wait);

}  // namespace orderyard::actions
