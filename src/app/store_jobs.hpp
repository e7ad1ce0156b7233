// Keeps the timetable in step with the connected stores: each active store has its jobs, a store
// that ended has none.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "domain/channel/store.hpp"
#include "jobs/timetable.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::app {

// When jobs run next, by name; asked by the timetable from another thread.
class DueTimes {
  public:
    std::optional<base::Instant> Of(const std::string& job) const;
    void Set(const std::string& job, base::Instant at);

  private:
    mutable std::mutex mutex_;
    std::map<std::string, base::Instant> due_;
};

class StoreJobs {
  public:
    using JobsOf = std::function<std::vector<jobs::Job>(const domain::Store&)>;

    // All must outlive it.
    StoreJobs(ports::Database& database, const ports::Clock& clock, jobs::Timetable& timetable)
        : database_(database), clock_(clock), timetable_(timetable) {}

    // Before the first Refresh.
    void On(JobsOf jobs_of) { makers_.push_back(std::move(jobs_of)); }
    // Reads the stores again: adds jobs for new ones, removes those of stores that ended. Cheap.
    void Refresh();

  private:
    std::vector<domain::Store> ListStores();

    ports::Database& database_;
    const ports::Clock& clock_;
    jobs::Timetable& timetable_;
    std::vector<JobsOf> makers_;
    std::map<std::int64_t, std::vector<std::string>> known_;  // job names by store
};

// The store, unless it is inactive or archived.
std::optional<domain::Store> LoadActive(ports::Database& database, domain::StoreId id);

}  // namespace orderyard::app
