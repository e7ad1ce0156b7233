// Only the cursor is moved: whoever syncs the store goes on from there, also another process.
#include "actions/start_backfill.hpp"

#include "base/limits.hpp"
#include "base/log.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::actions {
namespace {

// A scan of the walk that was under way does not go on.
ports::SyncCursor WithoutScan(ports::SyncCursor cursor) {
    cursor.scan_id.clear();
    cursor.page_token.clear();
    cursor.page_no = 0;
    cursor.pages_hash.clear();
    cursor.fruitless_pages = 0;
    return cursor;
}

}  // namespace

base::Result<> StartBackfill(ports::Transaction& tx, const domain::Store& store, base::Instant from,
                             base::Instant now) {
    const auto health = tx.sync().LoadHealth(store.id);
    const auto channel_now = now + base::Duration::Millis(health ? health->clock_offset_millis : 0);
    const auto newest = channel_now - base::Duration::Seconds(base::limits::kScanTrailSeconds);
    if (from >= newest) {
        return base::Fail(base::InvalidInput("from", "The day must be in the past."));
    }
    if (from < channel_now - base::Duration::Days(base::limits::kBackfillDaysMax)) {
        return base::Fail(
            base::InvalidInput("from", "Amazon gives orders of the last two years only."));
    }
    auto cursor =
        WithoutScan(tx.sync().LoadCursor(store.id, kBackfillStream).value_or(ports::SyncCursor{}));
    cursor.store_id = store.id;
    cursor.stream = kBackfillStream;
    cursor.watermark = from;
    cursor.goal = newest;
    cursor.goal_from = from;
    cursor.failures = 0;
    cursor.span_seconds = 0;
    tx.sync().SaveCursor(cursor);
    base::LogInfo("backfill_started", {{"store", store.code}, {"from", from.ToIso()}});
    return {};
}

void StopBackfill(ports::Transaction& tx, const domain::Store& store) {
    auto found = tx.sync().LoadCursor(store.id, kBackfillStream);
    if (!found || !found->goal) {
        return;
    }
    auto cursor = WithoutScan(std::move(*found));
    cursor.goal.reset();
    tx.sync().SaveCursor(cursor);
}

}  // namespace orderyard::actions
