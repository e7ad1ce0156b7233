// The streams, how one is set on its way, and what their pages put into the inbox.
#include "actions/start_backfill.hpp"
#include "amazon/sync/scan_orders.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"

namespace orderyard::amazon {

namespace limits = base::limits;

const Stream& OrdersStream() {
    static const Stream kStream{"orders",
                                Priority::kNewOrders,
                                false,
                                limits::kScanSpanSecondsMax,
                                limits::kScanSpanSecondsMax,
                                limits::kScanOverlapSeconds,
                                false};
    return kStream;
}

const Stream& SweepStream() {
    static const Stream kStream{"sweep",
                                Priority::kSweep,
                                false,
                                limits::kScanSpanSecondsMax,
                                limits::kScanSpanSecondsMax,
                                60,
                                true};
    return kStream;
}

const Stream& BackfillStream() {
    // One call per window at least, and a call is 180 s of budget: years of few orders need wide
    // windows.
    static const Stream kStream{
        actions::kBackfillStream, Priority::kSweep, true, 7 * 86'400, 64 * 86'400, 60, true};
    return kStream;
}

std::optional<ports::SyncCursor> LoadCursor(const Run& run, const std::string& stream) {
    std::optional<ports::SyncCursor> cursor;
    run.tools.database.Read(
        [&](ports::Transaction& tx) { cursor = tx.sync().LoadCursor(run.store.id, stream); });
    return cursor;
}

void CloseScan(ports::SyncCursor& cursor) {
    cursor.scan_id.clear();
    cursor.page_token.clear();
    cursor.page_no = 0;
    cursor.pages_hash.clear();
    cursor.fruitless_pages = 0;
}

void StartStream(const Run& run, const Stream& stream, base::Instant from, base::Instant goal) {
    run.Write([&](ports::Transaction& tx) {
        auto cursor = tx.sync().LoadCursor(run.store.id, stream.name).value_or(ports::SyncCursor{});
        cursor.store_id = run.store.id;
        cursor.stream = stream.name;
        CloseScan(cursor);
        cursor.watermark = from;
        cursor.goal = goal;
        cursor.failures = 0;
        cursor.span_seconds = 0;
        tx.sync().SaveCursor(cursor);
    });
}

ports::InboxRow InboxRowOf(const Run& run, wire::OrderText order, bool is_authoritative) {
    ports::InboxRow row;
    row.store_id = run.store.id;
    row.order_number = std::move(order.number);
    row.version_at = order.updated_at;
    row.content_hash = std::move(order.content_hash);
    row.payload = std::move(order.text);
    row.is_authoritative = is_authoritative;
    row.received_at = run.tools.clock.Now();
    row.next_try_at = row.received_at;
    return row;
}

}  // namespace orderyard::amazon
