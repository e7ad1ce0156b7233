// What the steps of one run share. Internal to amazon/sync.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <unordered_set>

#include "amazon/client/orders_client.hpp"
#include "amazon/sync/store_sync.hpp"

namespace orderyard::amazon {

// Another holder has taken over: nothing more may be committed.
struct LeaseLost : std::runtime_error {
    LeaseLost() : std::runtime_error("the lease of the sync is lost") {}
};

// What this process has seen of an open scan; tells a page loop. Losing it with the process only
// delays that.
struct ScanMemory {
    std::string scan_id;
    std::unordered_set<std::string> numbers;  // in this scan
    std::unordered_set<std::string> tokens;   // in this scan
    std::unordered_set<std::string> swept;    // in all scans of this sweep
};

struct SyncTools {
    ports::Database& database;
    const ports::Clock& clock;
    OrdersClient& client;
    const StoreSyncOptions& options;
    std::mutex& memory_mutex;
    std::map<std::pair<domain::StoreId, std::string>, ScanMemory>& memories;

    // The reference stays good; one run per store and stream uses it at a time.
    ScanMemory& Memory(domain::StoreId store_id, const std::string& stream) const;
};

struct Run {
    const SyncTools& tools;
    const domain::Store& store;
    const ports::Lease* lease = nullptr;  // null: a single look, harmless whoever else is at work
    std::stop_token stop;
    std::int64_t deadline_millis = 0;
    SyncReport report;
    int new_rows = 0;  // inbox rows that were not there before

    bool IsOver() const;
    // A transaction that is undone (LeaseLost) when the lease is gone. `work` may run more than
    // once.
    void Write(const std::function<void(ports::Transaction&)>& work) const;
    // True after a short sleep when the failure is a budget that fills soon; false: end the run.
    // `sleeps` counts the sleeps in a row for one call.
    bool WaitShortly(const CallFailure& failure, int& sleeps) const;
};

void AppendProblem(const Run& run, const CallFailure& failure);

}  // namespace orderyard::amazon
