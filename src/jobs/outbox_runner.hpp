// Delivers the messages of the outbox to the handlers registered for their kinds. Knows messages,
// not their meaning.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>

#include "base/result.hpp"
#include "jobs/back_off.hpp"
#include "jobs/job.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/outbox_store.hpp"

namespace orderyard::jobs {

// Delivering twice must do no harm: after a crash a message comes again.
// - a value: done;
// - kThrottled, kUnavailable, kConflict, kUnauthorized: tried again later (params may hold
// retry_after_seconds);
// - any other error: parked for a person;
// - an exception: tried again later.
using MessageHandler = std::function<base::Result<>(const ports::OutboxMessage&, const JobRun&)>;

// What becomes of a message once it is done.
enum class AfterDone {
    kKept,    // for good: the proof of what was sent to a channel
    kPruned,  // deleted after limits::kDoneMessageDaysMax: it had no effect outside
};

class OutboxRunner {
  public:
    // `database` and `clock` must outlive it.
    OutboxRunner(ports::Database& database, const ports::Clock& clock,
                 Random random = SystemRandom);

    // Before the first run. A second handler for a kind is our bug (Check).
    void On(const std::string& kind, MessageHandler handler,
            AfterDone after_done = AfterDone::kKept);

    // Delivers what is due until nothing is, the run is asked to stop or its lease gets too short
    // for another call; what was claimed and not tried is put back. Returns how many were tried.
    int Run(const JobRun& run);

    // Run() as a job: due at once when messages are pending, and every few minutes to find those of
    // an owner that is gone. Wake it after enqueuing to save the wait. The runner must outlive the
    // timetable.
    Job AsJob(std::string name);

    // Deletes the old done messages of kinds that are kPruned, in batches, until none is left or
    // the run is asked to stop; how many. Of every other kind nothing is ever deleted.
    int Prune(const JobRun& run);

  private:
    enum class Verdict { kDone, kRetry, kParked };
    struct Delivery {
        Verdict verdict = Verdict::kRetry;
        std::string error;
        std::optional<base::Duration> retry_after;
    };

    int RunBatch(const JobRun& run, const std::string& owner);
    Delivery Deliver(const ports::OutboxMessage& message, const JobRun& run) const;
    void Record(const ports::OutboxMessage& message, const Delivery& delivery);
    void PutBack(const ports::OutboxMessage& message, base::Instant not_before);
    std::optional<base::Instant> NextDue();

    ports::Database& database_;
    const ports::Clock& clock_;
    const Random random_;
    std::map<std::string, MessageHandler> handlers_;
    std::set<std::string> pruned_kinds_;
    std::mutex mutex_;
    std::optional<base::Instant> last_run_at_;
};

}  // namespace orderyard::jobs
