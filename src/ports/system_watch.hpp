// How the running program is doing: its jobs, its database, its last copies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace orderyard::ports {

// One job of the timetable, as this process has seen it since its start.
struct JobLine {
    std::string name;
    bool is_running = false;
    int failures = 0;                            // in a row
    std::optional<base::Instant> resting_until;  // after failures
    std::optional<base::Instant> next_due;       // empty: when it is woken
    std::optional<base::Instant> last_started_at;
    std::optional<base::Instant> last_ended_at;
    std::string last_outcome;  // "done", "failed", "elsewhere", "stopped"; empty: not run yet
    std::string last_error;    // of the last run that failed; empty after a good one
    bool can_run_now = false;  // whether a person may start it
};

struct SystemState {
    std::string version;
    base::Instant started_at;
    std::string engine;  // "sqlite", "postgresql"
    std::string engine_version;
    int schema = 0;
    std::optional<std::int64_t> database_bytes;
    std::optional<std::int64_t> disk_free_bytes;  // where the data lives
    std::optional<base::Instant> last_backup_at;  // of the copies in the backup folder
    std::int64_t backup_count = 0;
    std::vector<std::string> findings;  // of the database's self-check; empty: all well
};

class SystemWatch {
  public:
    virtual ~SystemWatch() = default;
    virtual std::vector<JobLine> Jobs() const = 0;
    // kNotFound: no such job; kNotAllowed: not one that a person starts.
    virtual base::Result<> RunNow(const std::string& job) = 0;
    // Not inside a transaction. `with_self_check` reads the whole database.
    virtual SystemState State(bool with_self_check) const = 0;
};

}  // namespace orderyard::ports
