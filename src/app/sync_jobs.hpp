// The jobs that bring a store's orders in: the sync and the nightly sweep.
#pragma once

#include <mutex>
#include <set>
#include <vector>

#include "amazon/sync/store_sync.hpp"
#include "app/store_jobs.hpp"
#include "base/result.hpp"

namespace orderyard::app {

class SyncJobs {
  public:
    // All must outlive it.
    SyncJobs(ports::Database& database, const ports::Clock& clock, amazon::StoreSync& sync,
             jobs::Timetable& timetable);

    std::vector<jobs::Job> JobsOf(const domain::Store& store);
    // kNotFound when the store is not connected or not active.
    base::Result<> WakeSync(domain::StoreId store);

  private:
    void RunSync(domain::StoreId id, const jobs::JobRun& run);
    void RunSweep(domain::StoreId id, const jobs::JobRun& run);
    amazon::RunReason TakeReason(domain::StoreId id);

    ports::Database& database_;
    const ports::Clock& clock_;
    amazon::StoreSync& sync_;
    jobs::Timetable& timetable_;
    DueTimes due_;
    std::mutex mutex_;
    std::set<std::int64_t> asked_;  // stores a person wants synced now
};

}  // namespace orderyard::app
