// A lease while a job runs under it: taken, renewed from another thread, given back, or found lost.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/quota_store.hpp"

namespace orderyard::jobs {

class LeaseHold {
  public:
    // nullptr: another owner has it. Throws what the database throws.
    static std::unique_ptr<LeaseHold> Take(ports::Database& database, const ports::Clock& clock,
                                           const std::string& name, const std::string& owner);

    // When limits::kLeaseRenewSeconds have passed since the last time: renews. A lease that went to
    // another owner, or that could not be renewed before its time ran out, is lost: asks the run to
    // stop. Never throws.
    void Renew();
    // To be called when the run has ended, never before. A lost lease is left alone. Never throws.
    void GiveBack();

    void AskToStop() { stop_.request_stop(); }
    std::stop_token stop() const { return stop_.get_token(); }
    bool IsLost() const { return is_lost_.load(); }
    const ports::Lease& lease() const { return lease_; }
    const std::atomic<std::int64_t>& ends_at_millis() const { return ends_at_millis_; }

  private:
    LeaseHold(ports::Database& database, const ports::Clock& clock, ports::Lease lease,
              std::int64_t taken_at_millis);
    void Lose(const char* why);

    ports::Database& database_;
    const ports::Clock& clock_;
    const ports::Lease lease_;
    std::mutex
        mutex_;  // one question to the database at a time, and none after the lease was given back
    bool is_given_back_ = false;
    std::int64_t renewed_at_millis_;
    std::atomic<std::int64_t> ends_at_millis_;  // monotonic, counted from before we asked
    std::atomic<bool> is_lost_ = false;
    std::stop_source stop_;
};

}  // namespace orderyard::jobs
