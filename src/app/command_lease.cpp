// A renewal by another thread, since the work itself may wait long for Amazon.
#include "app/command_lease.hpp"

#include <optional>

#include "amazon/client/orders_client.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"

namespace orderyard::app {
namespace {

constexpr int kSignalPollMillis = 200;

ports::Lease Take(ports::Database& database, const ports::Clock& clock, const std::string& name) {
    std::optional<ports::Lease> lease;
    const std::string owner = "cli-" + base::RandomToken(6);
    database.Write([&](ports::Transaction& tx) {
        lease = tx.leases().Acquire(name, owner, base::limits::kLeaseSeconds, clock.Now());
    });
    if (!lease) {
        throw LeaseTaken("the server does this for the store just now; its log tells more");
    }
    return *lease;
}

}  // namespace

LeaseKeeper::LeaseKeeper(ports::Database& database, const ports::Clock& clock,
                         const std::string& name, std::stop_source& stop)
    : database_(database),
      clock_(clock),
      lease_(Take(database, clock, name)),
      stop_(stop),
      thread_([this](std::stop_token ended) { Keep(ended); }) {}

LeaseKeeper::~LeaseKeeper() {
    thread_ = {};
    database_.Write([&](ports::Transaction& tx) { tx.leases().Release(lease_); });
}

void LeaseKeeper::Keep(std::stop_token ended) {
    for (;;) {
        amazon::SleepUnlessStopped(base::Duration::Seconds(base::limits::kLeaseRenewSeconds),
                                   ended);
        if (ended.stop_requested()) {
            return;
        }
        database_.Write([&](ports::Transaction& tx) {
            const auto kept = tx.leases().Acquire(lease_.name, lease_.owner,
                                                  base::limits::kLeaseSeconds, clock_.Now());
            if (!kept || kept->epoch != lease_.epoch) {
                stop_.request_stop();
            }
        });
    }
}

std::jthread StopAtSignal(const StopSignal& signal, std::stop_source& stop) {
    return std::jthread([&signal, &stop](std::stop_token ended) {
        while (!ended.stop_requested()) {
            if (signal.WaitFor(kSignalPollMillis)) {
                stop.request_stop();
                return;
            }
        }
    });
}

}  // namespace orderyard::app
