// One run at a time over all processes: the job's lease is what makes "found running" mean "left
// behind".
#include "app/export_job.hpp"

#include <atomic>
#include <limits>
#include <memory>

#include "api/v1/exports/make_exports.hpp"
#include "base/log.hpp"
#include "ports/export_store.hpp"
#include "ports/quota_store.hpp"

namespace orderyard::app {
namespace {

// People make and change exports through any server: the times are looked at anew so often.
constexpr base::Duration kLookEvery = base::Duration::Seconds(15);
constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();

struct Look {
    std::atomic<std::int64_t> at_micros{0};
    std::atomic<std::int64_t> due_micros{kNone};
};

std::optional<base::Instant> NextDue(ports::Database& database) {
    std::optional<base::Instant> due;
    database.Read([&](ports::Transaction& tx) { due = tx.exports().NextDue(); });
    return due;
}

}  // namespace

jobs::Job ExportJob(ports::Database& database, const ports::Clock& clock,
                    ports::ExportFolder& folder, mail::MailDelivery& mails, const Config& config) {
    // Looked at here and not in a run, which takes the lease: a server with nothing to do writes
    // nothing.
    const auto look = std::make_shared<Look>();
    const auto next_due = [&database, &clock, look]() -> std::optional<base::Instant> {
        const base::Instant now = clock.Now();
        if (now >= base::Instant::FromMicros(look->at_micros) + kLookEvery) {
            const auto due = NextDue(database);
            look->due_micros = due ? due->micros : kNone;
            look->at_micros = now.micros;
        }
        const std::int64_t due = look->due_micros;
        return due == kNone ? std::nullopt : std::optional(base::Instant::FromMicros(due));
    };
    const auto run = [&, look](const jobs::JobRun& job) {
        look->at_micros = 0;
        look->due_micros = kNone;
        const auto due = NextDue(database);
        if (!due || *due > clock.Now()) {
            return;
        }
        api::v1::ExportHelp help;
        help.should_stop = [&job] { return job.stop().stop_requested(); };
        help.is_mine = [&job, &clock](ports::Transaction& tx) {
            return tx.leases().IsHeld(job.lease(), clock.Now());
        };
        help.send_notice = [&mails, &job](const api::v1::ExportNoticeMail& mail) {
            return mails.SendNotice({mail.to, mail.message_id_seed, mail.subject, mail.text},
                                    job.stop());
        };
        help.public_url = config.public_url;
        help.personal_days_max = config.purge_after_days;
        api::ApiContext context{database, clock, {}, {}};
        context.export_files = &folder;
        api::v1::MakeExports(context, help);
    };
    return {kExportJob, next_due, run};
}

}  // namespace orderyard::app
