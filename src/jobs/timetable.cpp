// Three kinds of threads: one watches the clock and hands jobs to the workers, the workers run
// them, one renews the leases of what runs. Jobs are shared pointers, so that a removed one lives
// until its run has ended.
#include "jobs/timetable.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

#include "base/check.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/text.hpp"
#include "jobs/lease_hold.hpp"

namespace orderyard::jobs {

bool JobRun::HasLeaseForCall() const {
    return LeaseRestMillis() >= std::int64_t{base::limits::kLeaseRestSecondsMin} * 1'000;
}

namespace {

constexpr std::size_t kJobIdBytes = 8;
constexpr std::size_t kLoggedErrorBytesMax = 500;
// Between two runs of one job that is always due: a next_due that never moves on must not burn the
// machine.
constexpr base::Duration kRestBetweenRuns = base::Duration::Seconds(1);

struct Entry {
    explicit Entry(Job given) : job(std::move(given)) {}

    const Job job;
    // The rest is guarded by the timetable's mutex.
    bool is_woken = false;
    bool is_owed = false;   // a wake that met another owner's lease: served after the rest
    bool is_taken = false;  // handed to a worker, until its run has ended
    bool is_removed = false;
    int failures = 0;
    std::optional<base::Instant> resting_until;
    std::optional<base::Instant> last_started_at, last_ended_at;
    std::string last_outcome, last_error;
};

enum class Outcome { kDone, kFailed, kElsewhere, kStopped };

std::string_view ToString(Outcome outcome) {
    switch (outcome) {
        case Outcome::kDone: return "done";
        case Outcome::kFailed: return "failed";
        case Outcome::kElsewhere: return "elsewhere";
        case Outcome::kStopped: return "stopped";
    }
    return "";
}

void LogFailure(const std::string& job, std::string_view what) {
    base::LogError("job_failed",
                   {{"job", job}, {"what", base::TruncateUtf8(what, kLoggedErrorBytesMax)}});
}

}  // namespace

struct Timetable::Impl {
    Impl(ports::Database& given_database, const ports::Clock& given_clock,
         TimetableOptions given_options)
        : database(given_database), clock(given_clock), options(std::move(given_options)) {}

    void Watch();
    void Work();
    void RenewLeases();
    bool IsDue(Entry& entry, base::Instant now);
    Outcome Run(Entry& entry, std::string& failure);
    bool RunUnderLease(Entry& entry, std::shared_ptr<LeaseHold>& hold);
    void Settle(Entry& entry, Outcome outcome, bool was_wish);

    ports::Database& database;
    const ports::Clock& clock;
    const TimetableOptions options;

    mutable std::mutex mutex;
    std::condition_variable changed;  // for the watcher
    std::condition_variable has_work;
    std::condition_variable stopping;  // for the renewer
    std::map<std::string, std::shared_ptr<Entry>> entries;
    std::deque<std::shared_ptr<Entry>> queue;
    // By name, from before the lease is taken until after it is given back; removed jobs stay until
    // they have left.
    std::map<std::string, std::shared_ptr<LeaseHold>> running;
    bool was_woken = false;
    bool is_started = false;
    bool is_stopping = false;
    bool has_workers_ended = false;
    std::vector<std::thread> workers;
    std::thread watcher;
    std::thread renewer;
};

// Asks outside the mutex: next_due may read the database.
bool Timetable::Impl::IsDue(Entry& entry, base::Instant now) {
    try {
        const std::optional<base::Instant> due =
            entry.job.next_due ? entry.job.next_due() : std::nullopt;
        return due && *due <= now;
    } catch (const std::exception& e) {
        LogFailure(entry.job.name, e.what());
    } catch (...) {
        LogFailure(entry.job.name, "an exception of unknown type");
    }
    const std::lock_guard lock(mutex);
    ++entry.failures;
    entry.resting_until = now + BackOff(entry.failures, options.random);
    return false;
}

void Timetable::Impl::Watch() {
    std::unique_lock lock(mutex);
    while (!is_stopping) {
        was_woken = false;
        std::vector<std::shared_ptr<Entry>> candidates;
        for (const auto& [name, entry] : entries) {
            if (!entry->is_taken && !running.contains(name)) {
                candidates.push_back(entry);
            }
        }
        for (const std::shared_ptr<Entry>& entry : candidates) {
            const base::Instant now = clock.Now();
            const bool is_resting = entry->resting_until && now < *entry->resting_until;
            bool is_wanted = entry->is_woken || (entry->is_owed && !is_resting);
            if (!is_wanted && !is_resting) {
                lock.unlock();
                is_wanted = IsDue(*entry, now);
                lock.lock();
            }
            if (is_wanted && !entry->is_removed && !is_stopping) {
                entry->is_taken = true;
                queue.push_back(entry);
                has_work.notify_one();
            }
        }
        changed.wait_for(lock, std::chrono::milliseconds(options.tick_millis),
                         [this] { return is_stopping || was_woken; });
    }
}

void Timetable::Impl::Work() {
    std::unique_lock lock(mutex);
    while (true) {
        has_work.wait(lock, [this] { return is_stopping || !queue.empty(); });
        if (is_stopping) {
            return;
        }
        const std::shared_ptr<Entry> entry = std::move(queue.front());
        queue.pop_front();
        if (entry->is_removed) {
            continue;
        }
        const bool was_wish = entry->is_woken || entry->is_owed;
        entry->is_woken = false;  // a wake from now on means one more run
        entry->is_owed = false;
        running[entry->job.name] = nullptr;
        entry->last_started_at = clock.Now();
        lock.unlock();
        std::string failure;
        const Outcome outcome = Run(*entry, failure);
        lock.lock();
        running.erase(entry->job.name);
        entry->last_ended_at = clock.Now();
        entry->last_outcome = ToString(outcome);
        entry->last_error = outcome == Outcome::kFailed ? failure : "";
        Settle(*entry, outcome, was_wish);
    }
}

Outcome Timetable::Impl::Run(Entry& entry, std::string& failure) {
    const base::LogScope scope("job_id", base::RandomToken(kJobIdBytes));
    const std::int64_t started_at_millis = clock.MonotonicMillis();
    Outcome outcome = Outcome::kFailed;
    std::shared_ptr<LeaseHold> hold;
    try {
        outcome = RunUnderLease(entry, hold) ? Outcome::kDone : Outcome::kElsewhere;
    } catch (const std::exception& e) {
        failure = base::TruncateUtf8(e.what(), kLoggedErrorBytesMax);
    } catch (...) {
        failure = "an exception of unknown type";
    }
    if (hold != nullptr) {
        hold->GiveBack();
        // Asked to leave: an exception is then how it left.
        outcome = hold->stop().stop_requested() ? Outcome::kStopped : outcome;
    }
    if (outcome == Outcome::kFailed) {
        LogFailure(entry.job.name, failure);
    }
    base::CountMetric("job_runs_total", {{"outcome", ToString(outcome)}});
    base::ObserveSeconds("job_run_seconds",
                         static_cast<double>(clock.MonotonicMillis() - started_at_millis) / 1'000);
    return outcome;
}

// False: another owner has the lease.
bool Timetable::Impl::RunUnderLease(Entry& entry, std::shared_ptr<LeaseHold>& hold) {
    hold = LeaseHold::Take(database, clock, entry.job.name, options.owner);
    if (hold == nullptr) {
        return false;
    }
    {
        const std::lock_guard lock(mutex);
        running[entry.job.name] = hold;
        if (is_stopping || entry.is_removed) {
            hold->AskToStop();
        }
    }
    entry.job.run(JobRun(hold->stop(), hold->lease(), clock, hold->ends_at_millis()));
    return true;
}

// With the mutex held.
void Timetable::Impl::Settle(Entry& entry, Outcome outcome, bool was_wish) {
    const base::Instant now = clock.Now();
    switch (outcome) {
        case Outcome::kDone:
            entry.failures = 0;
            entry.resting_until = now + kRestBetweenRuns;
            break;
        case Outcome::kFailed:
            ++entry.failures;
            entry.resting_until = now + BackOff(entry.failures, options.random);
            break;
        case Outcome::kElsewhere:
        case Outcome::kStopped:
            // Somebody else has the lease, or took it.
            entry.resting_until = now + base::Duration::Seconds(base::limits::kLeaseRenewSeconds);
            entry.is_owed = was_wish;
            break;
    }
    entry.is_taken = false;
    was_woken = was_woken || entry.is_woken;
    changed.notify_one();
}

void Timetable::Impl::RenewLeases() {
    std::unique_lock lock(mutex);
    while (!has_workers_ended) {
        std::vector<std::shared_ptr<LeaseHold>> holds;
        for (const auto& [name, hold] : running) {
            if (hold != nullptr) {
                holds.push_back(hold);
            }
        }
        lock.unlock();
        for (const std::shared_ptr<LeaseHold>& hold : holds) {
            hold->Renew();
        }
        holds.clear();
        lock.lock();
        stopping.wait_for(lock, std::chrono::milliseconds(options.tick_millis),
                          [this] { return has_workers_ended; });
    }
}

Timetable::Timetable(ports::Database& database, const ports::Clock& clock, TimetableOptions options)
    : impl_(std::make_unique<Impl>(database, clock, std::move(options))) {}

Timetable::~Timetable() {
    Stop();
}

void Timetable::Add(Job job) {
    const std::lock_guard lock(impl_->mutex);
    auto entry = std::make_shared<Entry>(std::move(job));
    const std::string& name = entry->job.name;
    base::Check(impl_->entries.emplace(name, std::move(entry)).second, "two jobs of one name");
    impl_->was_woken = true;
    impl_->changed.notify_one();
}

bool Timetable::Remove(const std::string& name) {
    const std::lock_guard lock(impl_->mutex);
    const auto found = impl_->entries.find(name);
    if (found == impl_->entries.end()) {
        return false;
    }
    found->second->is_removed = true;
    const auto run = impl_->running.find(name);
    if (run != impl_->running.end() && run->second != nullptr) {
        run->second->AskToStop();
    }
    impl_->entries.erase(found);
    return true;
}

bool Timetable::Wake(const std::string& name) {
    const std::lock_guard lock(impl_->mutex);
    const auto found = impl_->entries.find(name);
    if (found == impl_->entries.end()) {
        return false;
    }
    found->second->is_woken = true;
    impl_->was_woken = true;
    impl_->changed.notify_one();
    return true;
}

std::vector<JobState> Timetable::States() const {
    std::vector<JobState> states;
    std::vector<std::shared_ptr<Entry>> asked;
    {
        const std::lock_guard lock(impl_->mutex);
        for (const auto& [name, entry] : impl_->entries) {
            states.push_back({name, impl_->running.contains(name), entry->failures,
                              entry->resting_until, std::nullopt, entry->last_started_at,
                              entry->last_ended_at, entry->last_outcome, entry->last_error});
            asked.push_back(entry);
        }
    }
    // Outside the mutex: next_due may read the database.
    for (std::size_t i = 0; i < states.size(); ++i) {
        try {
            states[i].next_due = asked[i]->job.next_due ? asked[i]->job.next_due() : std::nullopt;
        } catch (const std::exception& e) {
            LogFailure(states[i].name, e.what());
        }
    }
    return states;
}

void Timetable::Start() {
    const std::lock_guard lock(impl_->mutex);
    base::Check(!impl_->is_started, "a timetable starts once");
    impl_->is_started = true;
    Impl* impl = impl_.get();
    for (int i = 0; i < std::max(impl->options.worker_count, 1); ++i) {
        impl->workers.emplace_back([impl] { impl->Work(); });
    }
    impl->watcher = std::thread([impl] { impl->Watch(); });
    impl->renewer = std::thread([impl] { impl->RenewLeases(); });
}

void Timetable::Stop() {
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->is_stopping = true;
        for (const auto& [name, hold] : impl_->running) {
            if (hold != nullptr) {
                hold->AskToStop();
            }
        }
        impl_->changed.notify_all();
        impl_->has_work.notify_all();
    }
    // The renewer goes last: a job that takes its time to leave must keep its lease until it has
    // left.
    if (impl_->watcher.joinable()) {
        impl_->watcher.join();
    }
    for (std::thread& worker : impl_->workers) {
        if (worker.joinable()) {
            worker.join();
        }
    }
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->has_workers_ended = true;
        impl_->stopping.notify_all();
    }
    if (impl_->renewer.joinable()) {
        impl_->renewer.join();
    }
}

}  // namespace orderyard::jobs
