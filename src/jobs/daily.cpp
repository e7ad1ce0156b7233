// The time of the last good run is kept in memory only: after a restart the work is looked at
// again, which costs little when there is none.
#include "jobs/daily.hpp"

#include <memory>
#include <mutex>
#include <utility>

namespace orderyard::jobs {
namespace {

constexpr base::Duration kEvery = base::Duration::Days(1);

// Shared by the two functions of a job, which run in different threads.
struct LastRun {
    std::mutex mutex;
    std::optional<base::Instant> at;
};

}  // namespace

Job Daily(std::string name, const ports::Clock& clock, std::function<void(const JobRun&)> run) {
    auto last = std::make_shared<LastRun>();
    const auto next_due = [last]() -> std::optional<base::Instant> {
        const std::lock_guard lock(last->mutex);
        return last->at ? *last->at + kEvery : base::Instant{};
    };
    const auto run_once = [last, &clock, work = std::move(run)](const JobRun& job_run) {
        work(job_run);
        if (!job_run.stop().stop_requested()) {
            const std::lock_guard lock(last->mutex);
            last->at = clock.Now();
        }
    };
    return {std::move(name), next_due, run_once};
}

}  // namespace orderyard::jobs
