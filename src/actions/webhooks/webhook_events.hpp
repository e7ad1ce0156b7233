// What webhooks are told: which changes of an order are events, and the text that is sent.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/order/order_change.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

inline constexpr std::string_view kWebhookEvents[] = {
    "order.created", "order.changed", "order.shipped", "order.refunded", "order.canceled"};
inline constexpr std::string_view kWebhookTestEvent = "test";

bool IsWebhookEvent(std::string_view event);

// Queues a delivery for each event of the change and each active webhook that wants it, in the
// transaction of the change, after everything got its id. `before`: nullptr for a new order. Bodies
// hold numbers, states and amounts, nothing personal.
void QueueWebhooks(ports::Transaction& tx, const domain::OrderFile* before,
                   const domain::OrderFile& after, base::Instant now);

// {"id","event","created_at","order":null}: for a try of the receiver.
std::string WebhookTestBody(base::Instant now);

}  // namespace orderyard::actions
