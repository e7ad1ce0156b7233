// What the API may tell of this process: the jobs of its timetable, its database and its copies.
#pragma once

#include "app/config.hpp"
#include "jobs/timetable.hpp"
#include "ports/clock.hpp"
#include "ports/system_watch.hpp"
#include "storage/open_database.hpp"

namespace orderyard::app {

// When the newest copy in this folder was written; nullopt: there is none.
std::optional<base::Instant> NewestBackupAt(const std::string& folder);

class RunningSystem final : public ports::SystemWatch {
  public:
    // All must outlive it.
    RunningSystem(const Config& config, const ports::Clock& clock,
                  const storage::OpenedDatabase& database, jobs::Timetable& timetable);

    std::vector<ports::JobLine> Jobs() const override;
    base::Result<> RunNow(const std::string& job) override;
    ports::SystemState State(bool with_self_check) const override;

  private:
    const Config& config_;
    const storage::OpenedDatabase& database_;
    jobs::Timetable& timetable_;
    base::Instant started_at_;
};

}  // namespace orderyard::app
