// The way into the sync with Amazon, for the timetable and the outbox: everything that keeps a
// store's orders here the same as at Amazon. Protocol: docs/sync-protocol.md; exactly once in
// effect, whatever fails in between.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "actions/apply_channel_order.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/channel/store.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/quota_store.hpp"

namespace orderyard::amazon {

class Transport;

struct SyncReport {
    int pages = 0;
    int orders_seen = 0;  // in the pages and looks of this run, repeats counted
    int applied = 0;      // inbox rows, news or not
    int stale = 0;        // inbox rows older than what is stored, or sent to be looked at
    int failed = 0;       // inbox rows that will be tried again
    int poison = 0;       // inbox rows given up: a person must act
    bool is_caught_up = false;
    std::int64_t next_run_after_seconds = 0;
    std::optional<base::Error> error;  // not for an empty budget: that is everyday life
};

enum class RunReason { kTimetable, kPerson };

struct StoreSyncOptions {
    std::string version = "0.1";
    int run_seconds_max = 20;
    // Where the first scan of a new store starts. Older orders come by StartBackfill.
    std::int64_t first_look_back_seconds = 48 * 3600;
    int open_looks_max = 200;  // per sweep

    // For tests; empty: the real thing.
    std::function<actions::ApplyOutcome(ports::Transaction&, const domain::Store&,
                                        actions::IncomingChannelOrder, base::Instant)>
        apply;
    std::function<void(ports::Transaction&, const domain::Store&,
                       const std::vector<const domain::ChannelOrder*>&)>
        expect;
    std::function<void(domain::StoreId)> decide_due;
    std::function<double()> random;  // in [0, 1)
    std::function<void(base::Duration, std::stop_token)> sleep;
};

// One object for all stores of the process; one run per store at a time, which the lease sees to.
// Every commit of a run is void once the lease is lost. DatabaseUnavailable comes out as an
// exception.
class StoreSync {
  public:
    StoreSync(ports::Database& database, const ports::Clock& clock, Transport& transport,
              StoreSyncOptions options = {});
    ~StoreSync();

    // Scans new changes as far as the call budget and run_seconds_max allow, goes on with an open
    // back-fill, applies the inbox, decides what was due. By timetable a store is asked only every
    // sync_interval_seconds, however often this is called; a person is not made to wait for that.
    SyncReport RunOnce(const domain::Store& store, const ports::Lease& lease, std::stop_token stop,
                       RunReason reason = RunReason::kTimetable);

    // The nightly sweep: all changes of the last 48 h once more, then known open orders that were
    // not among them, one by one. Not caught up: call again after next_run_after_seconds to go on;
    // caught up: the sweep is done.
    SyncReport RunSweep(const domain::Store& store, const ports::Lease& lease,
                        std::stop_token stop);

    // From now on RunOnce also walks through the orders placed since `from`. kInvalidInput for a
    // future date.
    base::Result<> StartBackfill(const domain::Store& store, base::Instant from);

    // Asks Amazon about one order and takes the answer as the truth. kNotFound when Amazon does not
    // know it.
    base::Result<> LookAt(const domain::Store& store, const std::string& order_number,
                          std::stop_token stop = {});

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace orderyard::amazon
