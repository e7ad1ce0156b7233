// One run at a time over all processes: the job's lease is what makes "found running" mean "left
// behind".
#include "app/export_job.hpp"

#include <atomic>
#include <memory>

#include "api/v1/exports/make_exports.hpp"
#include "base/log.hpp"
#include "ports/export_store.hpp"
#include "ports/quota_store.hpp"

namespace orderyard::app {
namespace {

// People make and change exports through any server: the times are looked at anew so often.
constexpr base::Duration kLookEvery = base::Duration::Seconds(15);

}  // namespace

jobs::Job ExportJob(ports::Database& database, const ports::Clock& clock,
                    ports::ExportFolder& folder, mail::MailDelivery& mails, const Config& config) {
    const auto looked_at = std::make_shared<std::atomic<std::int64_t>>(0);
    const auto next_due = [looked_at]() -> std::optional<base::Instant> {
        return base::Instant::FromMicros(looked_at->load()) + kLookEvery;
    };
    const auto run = [&, looked_at](const jobs::JobRun& job) {
        looked_at->store(clock.Now().micros);
        std::optional<base::Instant> due;
        database.Read([&](ports::Transaction& tx) { due = tx.exports().NextDue(); });
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
