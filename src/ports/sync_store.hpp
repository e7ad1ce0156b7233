// Where each stream of a store's sync stands: watermark, open scan, and the age of the last good
// run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/ids.hpp"

namespace orderyard::ports {

// One stream is one walk through time: "orders" (by last update), "sweep", "backfill" (by
// creation).
struct SyncCursor {
    domain::StoreId store_id;
    std::string stream;
    std::optional<base::Instant> watermark;  // channel time; everything before it is in the inbox
    std::string scan_id;                     // empty: no open scan
    base::Instant scan_from, scan_to;
    std::string page_token;                  // the next page of the open scan; empty: its first
    std::int64_t page_no = 0;                // pages stored in this scan
    std::string pages_hash;                  // tells a repeated page
    int fruitless_pages = 0;                 // pages in a row without a new order
    int failures = 0;                        // scans given up in a row
    std::int64_t span_seconds = 0;           // halved after a failure; 0: the usual
    std::optional<base::Instant> goal;       // where a back-fill ends; empty: it has ended
    std::optional<base::Instant> goal_from;  // where the last one began
    std::int64_t version = 0;                // 0: not stored yet
};

struct SyncHealth {
    domain::StoreId store_id;
    std::optional<base::Instant> last_attempt_at;
    std::optional<base::Instant> last_success_at;  // last time the scan reached its end
    std::string last_error_code;                   // empty when the last attempt was good
    std::string last_error;
    int failures = 0;  // attempts in a row
    std::optional<base::Instant> next_run_at;
    bool is_catching_up = false;
    std::int64_t orders_seen = 0;          // since the store was added
    std::int64_t clock_offset_millis = 0;  // the channel's clock minus ours
};

// One line of the communication log: a failed call, with what to do.
struct SyncProblem {
    domain::StoreId store_id;
    base::Instant at;
    std::string operation;
    int http_status = 0;
    std::string code;
    std::string text;
    std::string request_id;
};

class SyncStore {
  public:
    virtual ~SyncStore() = default;
    virtual std::optional<SyncCursor> LoadCursor(domain::StoreId store,
                                                 const std::string& stream) = 0;
    virtual void SaveCursor(SyncCursor& cursor) = 0;  // by version; VersionConflict
    virtual std::optional<SyncHealth> LoadHealth(domain::StoreId store) = 0;
    virtual void SaveHealth(const SyncHealth& health) = 0;
    virtual void AppendProblem(const SyncProblem& problem) = 0;
    virtual std::vector<SyncProblem> Problems(domain::StoreId store,
                                              int limit) = 0;  // newest first
};

}  // namespace orderyard::ports
