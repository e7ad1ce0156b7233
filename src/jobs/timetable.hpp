// Runs named jobs when they are due or woken: different names in parallel, each name once over all
// processes, failures with growing pauses, and a graceful end.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "jobs/back_off.hpp"
#include "jobs/job.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::jobs {

struct TimetableOptions {
    std::string owner;                 // of the leases; unique to this process
    int worker_count = 4;              // jobs running at the same time
    std::int64_t tick_millis = 1'000;  // real time between two looks at the clock and the due times
    Random random = SystemRandom;
};

struct JobState {
    std::string name;
    bool is_running = false;
    int failures = 0;                            // in a row
    std::optional<base::Instant> resting_until;  // not before, unless woken
    std::optional<base::Instant> next_due;       // as the job says itself
    // Of this process since its start.
    std::optional<base::Instant> last_started_at;
    std::optional<base::Instant> last_ended_at;
    std::string last_outcome;  // "done", "failed", "elsewhere", "stopped"; empty: no run yet
    std::string last_error;    // why the last run failed; empty after any other
};

class Timetable {
  public:
    // `database` and `clock` must outlive it.
    Timetable(ports::Database& database, const ports::Clock& clock, TimetableOptions options);
    ~Timetable();  // stops
    Timetable(const Timetable&) = delete;
    Timetable& operator=(const Timetable&) = delete;

    // At any time. A name that is there already is our bug (Check).
    void Add(Job job);
    // The job is not started again; a run that is under way is asked to stop. False: no such job.
    bool Remove(const std::string& name);
    // Runs it as soon as a worker is free, whatever its due time or pause after failures; if it
    // runs just now, once more after that. False: no such job.
    bool Wake(const std::string& name);
    std::vector<JobState> States() const;

    void Start();
    // Starts nothing any more, asks running jobs to stop and waits for them. Idempotent; not from a
    // job.
    void Stop();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace orderyard::jobs
