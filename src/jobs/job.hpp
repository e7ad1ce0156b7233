// A named piece of background work, and what one run of it may know: when to stop, and how long its
// lease lasts.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "base/instant.hpp"
#include "ports/clock.hpp"
#include "ports/quota_store.hpp"

namespace orderyard::jobs {

class JobRun {
  public:
    JobRun(std::stop_token stop, ports::Lease lease, const ports::Clock& clock,
           const std::atomic<std::int64_t>& lease_ends_at_millis)
        : stop_(std::move(stop)),
          lease_(std::move(lease)),
          clock_(clock),
          lease_ends_at_(lease_ends_at_millis) {}

    // Asked to stop: the program ends, or another owner may have the lease. Leave soon, without
    // writing results.
    const std::stop_token& stop() const { return stop_; }
    // To be checked with LeaseStore::IsHeld in the transaction of a result.
    const ports::Lease& lease() const { return lease_; }
    // What is left of the lease, by our own monotonic clock; <= 0 once it may be somebody else's.
    // Do not start a call to the outside with less than limits::kLeaseRestSecondsMin.
    std::int64_t LeaseRestMillis() const {
        return lease_ends_at_.load() - clock_.MonotonicMillis();
    }
    bool HasLeaseForCall() const;

  private:
    std::stop_token stop_;
    ports::Lease lease_;
    const ports::Clock& clock_;
    const std::atomic<std::int64_t>& lease_ends_at_;
};

struct Job {
    std::string name;  // also the name of its lease: one run at a time over all processes
    // When it wants to run next; nullopt: only when woken. Asked often and from another thread than
    // `run`: cheap.
    std::function<std::optional<base::Instant>()> next_due;
    // Throws to say it failed: it is then tried again later, with growing pauses, for ever.
    std::function<void(const JobRun&)> run;
};

}  // namespace orderyard::jobs
