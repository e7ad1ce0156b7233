// The jobs themselves are one line each: what they do is amazon/sync.
#include "app/sync_jobs.hpp"

namespace orderyard::app {
namespace {

constexpr base::Duration kSweepEvery = base::Duration::Hours(6);
constexpr base::Duration kFirstSweepAfter = base::Duration::Minutes(30);

std::string SyncName(std::int64_t id) {
    return "sync:" + std::to_string(id);
}
std::string SweepName(std::int64_t id) {
    return "sweep:" + std::to_string(id);
}

}  // namespace

SyncJobs::SyncJobs(ports::Database& database, const ports::Clock& clock, amazon::StoreSync& sync,
                   jobs::Timetable& timetable)
    : database_(database), clock_(clock), sync_(sync), timetable_(timetable) {}

std::vector<jobs::Job> SyncJobs::JobsOf(const domain::Store& store) {
    const auto id = store.id;
    const std::string sync_name = SyncName(id.value);
    const std::string sweep_name = SweepName(id.value);
    due_.Set(sync_name, clock_.Now());
    due_.Set(sweep_name, clock_.Now() + kFirstSweepAfter);
    return {{sync_name, [this, sync_name] { return due_.Of(sync_name); },
             [this, id](const jobs::JobRun& run) { RunSync(id, run); }},
            {sweep_name, [this, sweep_name] { return due_.Of(sweep_name); },
             [this, id](const jobs::JobRun& run) { RunSweep(id, run); }}};
}

void SyncJobs::RunSync(domain::StoreId id, const jobs::JobRun& run) {
    const auto store = LoadActive(database_, id);
    if (!store) {
        return;
    }
    const auto report = sync_.RunOnce(*store, run.lease(), run.stop(), TakeReason(id));
    due_.Set(SyncName(id.value),
             clock_.Now() + base::Duration::Seconds(report.next_run_after_seconds));
}

void SyncJobs::RunSweep(domain::StoreId id, const jobs::JobRun& run) {
    const auto store = LoadActive(database_, id);
    if (!store) {
        return;
    }
    const auto report = sync_.RunSweep(*store, run.lease(), run.stop());
    const auto pause =
        report.is_caught_up ? kSweepEvery : base::Duration::Seconds(report.next_run_after_seconds);
    due_.Set(SweepName(id.value), clock_.Now() + pause);
}

amazon::RunReason SyncJobs::TakeReason(domain::StoreId id) {
    const std::scoped_lock lock(mutex_);
    return asked_.erase(id.value) > 0 ? amazon::RunReason::kPerson : amazon::RunReason::kTimetable;
}

base::Result<> SyncJobs::WakeSync(domain::StoreId store) {
    {
        const std::scoped_lock lock(mutex_);
        asked_.insert(store.value);
    }
    if (!timetable_.Wake(SyncName(store.value))) {
        return base::Fail(base::NotFound("The store has no running sync; is it active?"));
    }
    return {};
}

}  // namespace orderyard::app
