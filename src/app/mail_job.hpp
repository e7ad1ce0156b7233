// The job that works off the queue of mails, and the mail server that the configuration names.
#pragma once

#include <memory>
#include <optional>

#include "amazon/sync/buyer_messages.hpp"
#include "app/config.hpp"
#include "base/result.hpp"
#include "jobs/job.hpp"
#include "mail/mail_delivery.hpp"

namespace orderyard::app {

inline constexpr const char* kMailJob = "mails";

// nullopt: the configuration names none. kInvalidInput names the setting.
base::Result<std::optional<domain::MailServer>> MailServerOf(const Config& config);

// Both must outlive it.
std::unique_ptr<mail::MailDelivery> MakeMailDelivery(ports::Database& database,
                                                     const ports::Clock& clock,
                                                     std::optional<domain::MailServer> server);

// Runs when a mail is due, and now and then to find what a dead process left behind. Both must
// outlive the job.
jobs::Job MailJob(mail::MailDelivery& delivery, const ports::Clock& clock);

// The job that sends one store's messages by its channel. The sender and the clock must outlive it.
jobs::Job BuyerMessageJob(amazon::BuyerMessages& sender, ports::Database& database,
                          const ports::Clock& clock, domain::StoreId store);

}  // namespace orderyard::app
