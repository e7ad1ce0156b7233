// Each run says in the log what it did, also when that was nothing: it is the proof that it ran.
#include "app/care_jobs.hpp"

#include "actions/purge_personal_data.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "jobs/daily.hpp"
#include "ports/access_store.hpp"
#include "ports/idempotency_store.hpp"
#include "storage/migration_backup.hpp"

namespace orderyard::app {
namespace {

// Longer than any session lives, used or not.
constexpr base::Duration kSessionKept = base::Duration::Days(1);

void Purge(ports::Database& database, const ports::Clock& clock, const Config& config,
           const jobs::JobRun& run) {
    const base::Instant now = clock.Now();
    const auto outcome = actions::PurgePersonalData(database, now, config.purge_after_days,
                                                    [&run] { return run.stop().stop_requested(); });
    const int backups = storage::RemoveOldMigrationBackups(
        config.BackupDir(), now - base::Duration::Days(base::limits::kMigrationBackupDaysMax));
    base::LogInfo("personal_data_purged", {{"orders", outcome.orders},
                                           {"inbox_rows", outcome.inbox_rows},
                                           {"backups", backups},
                                           {"after_days", config.purge_after_days},
                                           {"is_done", outcome.is_done}});
    if (outcome.is_done) {
        base::SetMetric("personal_data_purge_last_good_seconds",
                        static_cast<double>(now.micros / 1'000'000));
    }
}

}  // namespace

jobs::Job PurgeJob(ports::Database& database, const ports::Clock& clock, const Config& config) {
    return jobs::Daily("purge_personal_data", clock,
                       [&](const jobs::JobRun& run) { Purge(database, clock, config, run); });
}

jobs::Job ForgetAnswersJob(ports::Database& database, const ports::Clock& clock) {
    return jobs::Daily("forget_answers", clock, [&](const jobs::JobRun& run) {
        std::int64_t total = 0;
        int deleted = base::limits::kPruneBatchRowsMax;
        while (deleted == base::limits::kPruneBatchRowsMax && !run.stop().stop_requested()) {
            database.Write([&](ports::Transaction& tx) {
                deleted =
                    tx.idempotency().DeleteExpired(clock.Now(), base::limits::kPruneBatchRowsMax);
            });
            total += deleted;
        }
        base::LogInfo("answers_forgotten", {{"answers", total}});
    });
}

jobs::Job ForgetSessionsJob(ports::Database& database, const ports::Clock& clock) {
    return jobs::Daily("forget_sessions", clock, [&](const jobs::JobRun&) {
        const base::Instant before = clock.Now() - kSessionKept;
        int deleted = 0;
        database.Write([&](ports::Transaction& tx) {
            deleted = tx.access().DeleteOldSessions(before, before);
        });
        base::LogInfo("sessions_forgotten", {{"sessions", deleted}});
    });
}

jobs::Job PruneJob(jobs::OutboxRunner& outbox, const ports::Clock& clock) {
    return jobs::Daily("prune_outbox", clock,
                       [&outbox](const jobs::JobRun& run) { outbox.Prune(run); });
}

}  // namespace orderyard::app
