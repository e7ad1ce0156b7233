// Redirects are no success: they would lead to an address nobody has looked at.
#include "actions/webhooks/deliver_webhook.hpp"

#include "actions/webhooks/put_webhook.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::actions {

std::string WebhookSignature(const ports::Webhook& webhook, std::int64_t timestamp_seconds,
                             const std::string& body, base::Instant now) {
    const std::string signed_text = std::to_string(timestamp_seconds) + "." + body;
    std::string signature = "v1=" + base::Hex(base::HmacSha256(webhook.secret, signed_text));
    const bool is_overlap = webhook.rotated_at && !webhook.secret_before.empty() &&
                            now - *webhook.rotated_at < base::Duration::Hours(kWebhookOverlapHours);
    if (is_overlap) {
        signature += ",v1=" + base::Hex(base::HmacSha256(webhook.secret_before, signed_text));
    }
    return signature;
}

void SettleDelivery(ports::WebhookDelivery& delivery, const DeliveryTry& result, base::Instant now,
                    base::Duration wait) {
    delivery.attempts += 1;
    delivery.http_status = result.http_status;
    delivery.error = result.error;
    if (result.http_status >= 200 && result.http_status < 300) {
        delivery.state = "done";
        delivery.ended_at = now;
        return;
    }
    if (delivery.error.empty()) {
        delivery.error = "The receiver did not answer with a 2xx.";
    }
    if (now - delivery.created_at >= base::Duration::Days(base::limits::kWebhookDaysMax)) {
        delivery.state = "failed";
        delivery.ended_at = now;
        return;
    }
    delivery.not_before = now + wait;
}

}  // namespace orderyard::actions
