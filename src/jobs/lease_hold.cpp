// Our own count of the lease starts before the question goes out: the database's starts later, so
// we always believe to hold it for a shorter time than it grants.
#include "jobs/lease_hold.hpp"

#include <exception>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

namespace orderyard::jobs {
namespace {

constexpr std::int64_t kLeaseMillis = std::int64_t{base::limits::kLeaseSeconds} * 1'000;
constexpr std::int64_t kRenewMillis = std::int64_t{base::limits::kLeaseRenewSeconds} * 1'000;
constexpr std::size_t kLoggedErrorBytesMax = 500;

std::optional<ports::Lease> Acquire(ports::Database& database, const std::string& name,
                                    const std::string& owner, base::Instant now) {
    std::optional<ports::Lease> lease;
    database.Write([&](ports::Transaction& tx) {
        lease = tx.leases().Acquire(name, owner, base::limits::kLeaseSeconds, now);
    });
    return lease;
}

}  // namespace

std::unique_ptr<LeaseHold> LeaseHold::Take(ports::Database& database, const ports::Clock& clock,
                                           const std::string& name, const std::string& owner) {
    const std::int64_t asked_at_millis = clock.MonotonicMillis();
    auto lease = Acquire(database, name, owner, clock.Now());
    if (!lease) {
        return nullptr;
    }
    return std::unique_ptr<LeaseHold>(
        new LeaseHold(database, clock, std::move(*lease), asked_at_millis));
}

LeaseHold::LeaseHold(ports::Database& database, const ports::Clock& clock, ports::Lease lease,
                     std::int64_t taken_at_millis)
    : database_(database),
      clock_(clock),
      lease_(std::move(lease)),
      renewed_at_millis_(taken_at_millis),
      ends_at_millis_(taken_at_millis + kLeaseMillis) {}

void LeaseHold::Renew() {
    const std::lock_guard lock(mutex_);
    const std::int64_t asked_at_millis = clock_.MonotonicMillis();
    if (is_given_back_ || is_lost_.load() || asked_at_millis - renewed_at_millis_ < kRenewMillis) {
        return;
    }
    try {
        const auto renewed = Acquire(database_, lease_.name, lease_.owner, clock_.Now());
        if (!renewed || renewed->epoch != lease_.epoch) {
            Lose("taken by another owner");
            return;
        }
        renewed_at_millis_ = asked_at_millis;
        ends_at_millis_.store(asked_at_millis + kLeaseMillis);
    } catch (const std::exception& e) {
        base::LogWarn(
            "lease_not_renewed",
            {{"lease", lease_.name}, {"what", base::TruncateUtf8(e.what(), kLoggedErrorBytesMax)}});
        // Not lost yet: the next tick asks again, until our own count has run out.
        if (clock_.MonotonicMillis() >= ends_at_millis_.load()) {
            Lose("could not be renewed in time");
        }
    }
}

void LeaseHold::GiveBack() {
    const std::lock_guard lock(mutex_);
    is_given_back_ = true;
    if (is_lost_.load()) {
        return;
    }
    try {
        database_.Write([&](ports::Transaction& tx) { tx.leases().Release(lease_); });
    } catch (const std::exception& e) {
        // It ends by itself.
        base::LogWarn(
            "lease_not_given_back",
            {{"lease", lease_.name}, {"what", base::TruncateUtf8(e.what(), kLoggedErrorBytesMax)}});
    }
}

void LeaseHold::Lose(const char* why) {
    is_lost_.store(true);
    ends_at_millis_.store(clock_.MonotonicMillis());
    stop_.request_stop();
    base::LogWarn("lease_lost", {{"lease", lease_.name}, {"why", why}});
}

}  // namespace orderyard::jobs
