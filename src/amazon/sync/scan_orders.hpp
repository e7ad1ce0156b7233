// Walks a stream of changes window by window, page by page, into the inbox (sync-protocol.md
// section 3).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "amazon/client/call_budget.hpp"
#include "amazon/sync/sync_run.hpp"
#include "ports/inbox_store.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::amazon {

struct Stream {
    std::string name;
    Priority priority;
    bool is_by_creation;            // else by last update
    std::int64_t span_seconds;      // of one window, at first
    std::int64_t span_seconds_max;  // a stream with few orders a window widens it up to here
    std::int64_t overlap_seconds;
    bool has_goal;  // ends at the cursor's goal; without one there is nothing to do
};

const Stream& OrdersStream();    // what is new, for ever
const Stream& SweepStream();     // the last two days again
const Stream& BackfillStream();  // orders placed since a date

struct ScanResult {
    bool is_caught_up = false;           // the stream's end was reached
    std::optional<CallFailure> failure;  // why not, unless the time was up
    int scan_failures = 0;               // scans given up in a row
};

// `after_page` runs after each stored page. LeaseLost when the lease is gone.
ScanResult ScanOrders(Run& run, const Stream& stream, const std::function<void()>& after_page);

// Makes inbox rows of orders; for lists and for looks.
ports::InboxRow InboxRowOf(const Run& run, wire::OrderText order, bool is_authoritative);

// Forgets the open window; the watermark stays.
void CloseScan(ports::SyncCursor& cursor);
// Sets a stream with a goal on its way, dropping what was open.
void StartStream(const Run& run, const Stream& stream, base::Instant from, base::Instant goal);
std::optional<ports::SyncCursor> LoadCursor(const Run& run, const std::string& stream);

}  // namespace orderyard::amazon
