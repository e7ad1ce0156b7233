// Every job looks by itself at what is due, so that starting one by hand can do no harm.
#include "app/running_system.hpp"

#include <chrono>
#include <filesystem>

namespace orderyard::app {

namespace {

namespace fs = std::filesystem;

// Copies are files that end so: the ones made before a migration, and those of `orderyard backup`.
constexpr const char* kCopyEnding = ".db";

base::Instant WrittenAt(const fs::directory_entry& file) {
    const auto at = fs::file_time_type::clock::to_sys(file.last_write_time());
    return base::Instant::FromMicros(
        std::chrono::duration_cast<std::chrono::microseconds>(at.time_since_epoch()).count());
}

void CountBackups(const std::string& folder, ports::SystemState& state) {
    std::error_code failed;
    for (const auto& file : fs::directory_iterator(folder, failed)) {
        if (!file.is_regular_file(failed) || file.path().extension() != kCopyEnding) {
            continue;
        }
        ++state.backup_count;
        const base::Instant at = WrittenAt(file);
        if (!state.last_backup_at || *state.last_backup_at < at) {
            state.last_backup_at = at;
        }
    }
}

}  // namespace

std::optional<base::Instant> NewestBackupAt(const std::string& folder) {
    ports::SystemState state;
    CountBackups(folder, state);
    return state.last_backup_at;
}

RunningSystem::RunningSystem(const Config& config, const ports::Clock& clock,
                             const storage::OpenedDatabase& database, jobs::Timetable& timetable)
    : config_(config), database_(database), timetable_(timetable), started_at_(clock.Now()) {}

std::vector<ports::JobLine> RunningSystem::Jobs() const {
    std::vector<ports::JobLine> lines;
    for (const jobs::JobState& state : timetable_.States()) {
        ports::JobLine& line = lines.emplace_back();
        line.name = state.name;
        line.is_running = state.is_running;
        line.failures = state.failures;
        // After a good run there is a second's rest, too; only a pause after failures is news.
        line.resting_until = state.failures > 0 ? state.resting_until : std::nullopt;
        line.next_due = state.next_due;
        line.last_started_at = state.last_started_at;
        line.last_ended_at = state.last_ended_at;
        line.last_outcome = state.last_outcome;
        line.last_error = state.last_error;
        line.can_run_now = !state.is_running;
    }
    return lines;
}

base::Result<> RunningSystem::RunNow(const std::string& job) {
    if (!timetable_.Wake(job)) {
        return base::Fail(base::NotFound("There is no job of this name on this server."));
    }
    return {};
}

ports::SystemState RunningSystem::State(bool with_self_check) const {
    ports::SystemState state;
    state.version = ORDERYARD_VERSION;
    state.started_at = started_at_;
    state.engine = database_.EngineName();
    state.engine_version = database_.EngineVersion();
    state.schema = database_.Schema().current;
    state.database_bytes = database_.SizeBytes();
    std::error_code failed;
    const fs::space_info space = fs::space(config_.data_dir, failed);
    if (!failed) {
        state.disk_free_bytes = static_cast<std::int64_t>(space.available);
    }
    CountBackups(config_.BackupDir(), state);
    if (with_self_check) {
        state.findings = database_.Diagnose();
    }
    return state;
}

}  // namespace orderyard::app
