// The jobs themselves are one line each: what they do is amazon/sync.
#include "app/sync_jobs.hpp"

#include "base/log.hpp"
#include "base/metrics.hpp"
#include "ports/store_registry.hpp"
#include "ports/sync_store.hpp"

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

void SyncJobs::Refresh() {
    std::vector<domain::Store> stores;
    database_.Read([&](ports::Transaction& tx) {
        stores = tx.stores().List();
        for (const auto& store : stores) {
            const auto health = tx.sync().LoadHealth(store.id);
            if (health && health->last_success_at) {
                const auto age = (clock_.Now() - *health->last_success_at).seconds();
                base::SetMetric("sync_last_good_age_seconds", static_cast<double>(age),
                                {{"store", store.code}});
            }
        }
    });
    std::set<std::int64_t> active;
    for (const auto& store : stores) {
        if (store.is_active && !store.is_archived) {
            active.insert(store.id.value);
            if (!known_.contains(store.id.value)) {
                AddJobs(store);
            }
        }
    }
    for (const auto id : known_) {
        if (!active.contains(id)) {
            timetable_.Remove(SyncName(id));
            timetable_.Remove(SweepName(id));
        }
    }
    known_ = active;
}

void SyncJobs::AddJobs(const domain::Store& store) {
    const auto id = store.id;
    const std::string sync_name = SyncName(id.value);
    const std::string sweep_name = SweepName(id.value);
    SetDue(sync_name, clock_.Now());
    SetDue(sweep_name, clock_.Now() + kFirstSweepAfter);
    timetable_.Add({sync_name, [this, sync_name] { return DueOf(sync_name); },
                    [this, id](const jobs::JobRun& run) { RunSync(id, run); }});
    timetable_.Add({sweep_name, [this, sweep_name] { return DueOf(sweep_name); },
                    [this, id](const jobs::JobRun& run) { RunSweep(id, run); }});
}

void SyncJobs::RunSync(domain::StoreId id, const jobs::JobRun& run) {
    const auto store = LoadActive(id);
    if (!store) {
        return;
    }
    const auto report = sync_.RunOnce(*store, run.lease(), run.stop(), TakeReason(id));
    SetDue(SyncName(id.value),
           clock_.Now() + base::Duration::Seconds(report.next_run_after_seconds));
}

void SyncJobs::RunSweep(domain::StoreId id, const jobs::JobRun& run) {
    const auto store = LoadActive(id);
    if (!store) {
        return;
    }
    const auto report = sync_.RunSweep(*store, run.lease(), run.stop());
    const auto pause =
        report.is_caught_up ? kSweepEvery : base::Duration::Seconds(report.next_run_after_seconds);
    SetDue(SweepName(id.value), clock_.Now() + pause);
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

std::optional<domain::Store> SyncJobs::LoadActive(domain::StoreId id) const {
    std::optional<domain::Store> store;
    database_.Read([&](ports::Transaction& tx) { store = tx.stores().Load(id); });
    return store && store->is_active && !store->is_archived ? store : std::nullopt;
}

std::optional<base::Instant> SyncJobs::DueOf(const std::string& job) const {
    const std::scoped_lock lock(mutex_);
    const auto due = due_.find(job);
    return due == due_.end() ? std::nullopt : std::optional(due->second);
}

void SyncJobs::SetDue(const std::string& job, base::Instant at) {
    const std::scoped_lock lock(mutex_);
    due_[job] = at;
}

}  // namespace orderyard::app
