// Sends what webhooks are to be told, and forgets old deliveries.
#pragma once

#include "app/webhook_client.hpp"
#include "jobs/job.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::app {

inline constexpr const char* kWebhookJob = "webhooks";

// Every delivery at least once, to each receiver in order: a delivery that fails holds up what
// comes after it for that receiver, not for others. All must outlive the job.
jobs::Job WebhookJob(ports::Database& database, const ports::Clock& clock,
                     const WebhookClient& client);

// Deletes deliveries that ended limits::kWebhookKeptDaysMax ago.
jobs::Job ForgetDeliveriesJob(ports::Database& database, const ports::Clock& clock);

}  // namespace orderyard::app
