// Keeps the timetable in step with the connected stores: a sync job and a sweep job for each active
// one.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "amazon/sync/store_sync.hpp"
#include "base/result.hpp"
#include "jobs/timetable.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::app {

class SyncJobs {
  public:
    // All must outlive it.
    SyncJobs(ports::Database& database, const ports::Clock& clock, amazon::StoreSync& sync,
             jobs::Timetable& timetable);

    // Reads the stores again: adds jobs for new ones, removes those of stores that ended. Cheap.
    void Refresh();
    // kNotFound when the store is not connected or not active.
    base::Result<> WakeSync(domain::StoreId store);

  private:
    void AddJobs(const domain::Store& store);
    void RunSync(domain::StoreId id, const jobs::JobRun& run);
    void RunSweep(domain::StoreId id, const jobs::JobRun& run);
    std::optional<domain::Store> LoadActive(domain::StoreId id) const;
    std::optional<base::Instant> DueOf(const std::string& job) const;
    amazon::RunReason TakeReason(domain::StoreId id);
    void SetDue(const std::string& job, base::Instant at);

    ports::Database& database_;
    const ports::Clock& clock_;
    amazon::StoreSync& sync_;
    jobs::Timetable& timetable_;
    mutable std::mutex mutex_;
    std::map<std::string, base::Instant> due_;  // by job name
    std::set<std::int64_t> asked_;              // stores a person wants synced now
    std::set<std::int64_t> known_;              // stores that have jobs; of Refresh only
};

}  // namespace orderyard::app
