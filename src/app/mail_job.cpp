// One run at a time over all processes: the job's lease is what makes "found being sent" mean "left
// behind".
#include "app/mail_job.hpp"

#include <atomic>
#include <fstream>
#include <sstream>

#include "app/mail_papers.hpp"
#include "app/store_jobs.hpp"
#include "jobs/back_off.hpp"
#include "mail/smtp/smtp_mailer.hpp"

namespace orderyard::app {
namespace {

constexpr base::Duration kLookEvery = base::Duration::Minutes(5);

}  // namespace

base::Result<std::optional<domain::MailServer>> MailServerOf(const Config& config) {
    if (config.mail_host.empty()) {
        return std::optional<domain::MailServer>();
    }
    domain::MailServer server;
    server.host = config.mail_host;
    server.port = config.mail_port;
    server.security = config.mail_security;
    server.user = config.mail_user;
    server.password = config.mail_password;
    server.sender_name = config.mail_sender_name;
    server.sender_address = config.mail_sender_address;
    server.timeout_seconds = config.mail_timeout_seconds;
    if (!config.mail_ca_file.empty()) {
        const std::ifstream file(config.mail_ca_file);
        std::ostringstream text;
        text << file.rdbuf();
        if (!file) {
            return base::Fail(base::InvalidInput("mail.ca_file", "This file cannot be read."));
        }
        server.ca_certificate = text.str();
    }
    if (const auto checked = domain::CheckMailServer(server); !checked) {
        base::Error error = checked.error();
        error.field = "mail." + error.field;
        return base::Fail(std::move(error));
    }
    return std::optional(std::move(server));
}

std::unique_ptr<mail::MailDelivery> MakeMailDelivery(ports::Database& database,
                                                     const ports::Clock& clock,
                                                     std::optional<domain::MailServer> server) {
    mail::MailDeliveryOptions options;
    options.server = std::move(server);
    options.make_mailer = mail::MakeSmtpMailer;
    options.random = jobs::SystemRandom;
    options.attach = PaperForMail;
    options.logo = LogoForMail;
    return std::make_unique<mail::MailDelivery>(database, clock, std::move(options));
}

jobs::Job MailJob(mail::MailDelivery& delivery, const ports::Clock& clock) {
    const auto looks_at = std::make_shared<std::atomic<std::int64_t>>(clock.Now().micros);
    const auto next_due = [&delivery, looks_at]() -> std::optional<base::Instant> {
        const auto look = base::Instant::FromMicros(looks_at->load());
        const auto next = delivery.NextDue();
        return next ? std::min(*next, look) : look;
    };
    const auto run = [&delivery, &clock, looks_at](const jobs::JobRun& job) {
        delivery.Run([&job] { return job.HasLeaseForCall(); }, job.stop());
        looks_at->store((clock.Now() + kLookEvery).micros);
    };
    return {kMailJob, next_due, run};
}

jobs::Job BuyerMessageJob(amazon::BuyerMessages& sender, ports::Database& database,
                          const ports::Clock& clock, domain::StoreId id) {
    const auto looks_at = std::make_shared<std::atomic<std::int64_t>>(clock.Now().micros);
    const auto next_due = [&sender, looks_at, id]() -> std::optional<base::Instant> {
        const auto look = base::Instant::FromMicros(looks_at->load());
        const auto next = sender.NextDue(id);
        return next ? std::min(*next, look) : look;
    };
    const auto run = [&sender, &database, &clock, looks_at, id](const jobs::JobRun& job) {
        looks_at->store((clock.Now() + kLookEvery).micros);
        if (const auto store = LoadActive(database, id)) {
            sender.RunOnce(
                *store, [&job] { return job.HasLeaseForCall(); }, job.stop());
        }
    };
    return {"buyer_messages:" + std::to_string(id.value), next_due, run};
}

}  // namespace orderyard::app
