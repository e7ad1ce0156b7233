// Texts are read and mapped between two transactions: the write lock is held for writing only.
#include "amazon/sync/apply_inbox.hpp"

#include <span>

#include "amazon/map/channel_order_from_amazon.hpp"
#include "amazon/sync/backoff.hpp"
#include "amazon/wire/read_order.hpp"
#include "base/check.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/text.hpp"
#include "ports/inbox_store.hpp"

namespace orderyard::amazon {

namespace {

struct ReadyRow {
    ports::InboxRow row;
    base::Result<domain::ChannelOrder> order;
};

struct Counts {
    int applied = 0;
    int stale = 0;
    int failed = 0;
    int poison = 0;
};

base::Result<domain::ChannelOrder> ReadAndMap(const ports::InboxRow& row) {
    wire::ReadNotes notes;
    auto order = wire::ReadOrder(row.payload, &notes);
    if (!order) {
        return base::Fail(order.error());
    }
    if (notes.unknown_count > 0) {
        base::CountMetric("amazon_unknown_members_total", {}, notes.unknown_count);
        base::LogDebug("amazon_unknown_members",
                       {{"order", row.order_number}, {"first", notes.unknown_paths.front()}});
    }
    if (notes.coercion_count > 0) {
        base::CountMetric("amazon_coerced_values_total", {}, notes.coercion_count);
    }
    return ChannelOrderFromAmazon(std::move(*order), row.store_id);
}

void MarkTrouble(ports::Transaction& tx, const Run& run, const ports::InboxRow& row,
                 const std::string& reason, Counts& counts) {
    const std::string error(base::TruncateUtf8(reason, base::limits::kShortTextBytesMax));
    const int attempts = row.attempts + 1;
    if (const auto delay = RetryDelayOfRow(attempts)) {
        tx.inbox().MarkFailed(row.id, attempts, run.tools.clock.Now() + *delay, error);
        counts.failed += 1;
    } else {
        tx.inbox().MarkPoison(row.id, attempts, error);
        counts.poison += 1;
    }
    base::LogWarn("order_not_applied", {{"store", run.store.code},
                                        {"order", row.order_number},
                                        {"attempts", attempts},
                                        {"error", error}});
}

// A row of a batch failed in a way that is its own: the batch is run again with a part for each
// row.
struct RowFailed {};

enum class Parts { kNone, kEach };

void ApplyRow(ports::Transaction& tx, const Run& run, const ReadyRow& ready, Parts parts,
              Counts& counts) {
    const ports::InboxRow& row = ready.row;
    if (!ready.order) {
        MarkTrouble(tx, run, row, ready.order.error().Text(), counts);
        return;
    }
    auto outcome = actions::ApplyOutcome::kApplied;
    const auto work = [&] {
        actions::IncomingChannelOrder incoming;
        incoming.order = *ready.order;
        incoming.content_hash = row.content_hash;
        incoming.payload = row.payload;
        incoming.is_authoritative = row.is_authoritative;
        outcome =
            run.tools.options.apply(tx, run.store, std::move(incoming), run.tools.clock.Now());
        const bool is_done = outcome == actions::ApplyOutcome::kApplied ||
                             outcome == actions::ApplyOutcome::kUnchanged;
        // An order that needs a look gets a new text from Amazon; this one has had its say.
        tx.inbox().MarkDone(row.id,
                            is_done ? ports::InboxState::kApplied : ports::InboxState::kStale);
    };
    try {
        if (parts == Parts::kEach) {
            tx.Part(work);
        } else {
            work();
        }
    } catch (const ports::VersionConflict&) {
        throw;  // the transaction is run again as a whole
    } catch (const ports::DatabaseUnavailable&) {
        throw;
    } catch (const std::exception& e) {
        if (parts == Parts::kNone) {
            throw RowFailed{};
        }
        MarkTrouble(tx, run, row, e.what(), counts);
        return;
    }
    switch (outcome) {
        case actions::ApplyOutcome::kApplied:
        case actions::ApplyOutcome::kUnchanged: counts.applied += 1; return;
        case actions::ApplyOutcome::kStale:
        case actions::ApplyOutcome::kNeedsLook: counts.stale += 1; return;
    }
    base::Check(false, "unknown ApplyOutcome");
}

Counts WriteRows(const Run& run, std::span<const ReadyRow> rows, Parts parts) {
    Counts counts;
    std::vector<const domain::ChannelOrder*> orders;
    for (const ReadyRow& row : rows) {
        if (row.order) {
            orders.push_back(&*row.order);
        }
    }
    run.Write([&](ports::Transaction& tx) {
        counts = {};
        if (run.tools.options.expect) {
            run.tools.options.expect(tx, run.store, orders);
        }
        for (const ReadyRow& row : rows) {
            ApplyRow(tx, run, row, parts, counts);
        }
    });
    return counts;
}

void ApplyRows(Run& run, std::span<const ReadyRow> rows) {
    Counts counts;
    try {
        // Nearly always nothing fails, and parts cost a savepoint and a round trip for each row.
        counts = WriteRows(run, rows, Parts::kNone);
    } catch (const RowFailed&) {
        counts = WriteRows(run, rows, Parts::kEach);
    }
    run.report.applied += counts.applied;
    run.report.stale += counts.stale;
    run.report.failed += counts.failed;
    run.report.poison += counts.poison;
    base::CountMetric("amazon_inbox_rows_total", {{"outcome", "applied"}}, counts.applied);
    base::CountMetric("amazon_inbox_rows_total", {{"outcome", "stale"}}, counts.stale);
    base::CountMetric("amazon_inbox_rows_total", {{"outcome", "failed"}}, counts.failed);
    base::CountMetric("amazon_inbox_rows_total", {{"outcome", "poison"}}, counts.poison);
}

// A conflict that outlived the database's own repeats: alone, the rows at fault are found.
void ApplyOneByOne(Run& run, const std::vector<ReadyRow>& rows) {
    for (const ReadyRow& row : rows) {
        try {
            ApplyRows(run, {&row, 1});
        } catch (const ports::VersionConflict& conflict) {
            Counts counts;
            const std::string reason = conflict.what();
            run.Write([&](ports::Transaction& tx) {
                counts = {};
                MarkTrouble(tx, run, row.row, reason, counts);
            });
            run.report.failed += counts.failed;
            run.report.poison += counts.poison;
        }
    }
}

std::vector<ReadyRow> ClaimBatch(const Run& run) {
    std::vector<ports::InboxRow> rows;
    run.Write([&](ports::Transaction& tx) {
        rows = tx.inbox().ClaimDue(run.store.id, run.tools.clock.Now(),
                                   base::limits::kInboxBatchRowsMax);
    });
    std::vector<ReadyRow> ready;
    ready.reserve(rows.size());
    for (ports::InboxRow& row : rows) {
        auto order = ReadAndMap(row);
        ready.push_back({std::move(row), std::move(order)});
    }
    return ready;
}

}  // namespace

bool ApplyInbox(Run& run, std::int64_t deadline_millis) {
    while (true) {
        const std::vector<ReadyRow> rows = ClaimBatch(run);
        if (rows.empty()) {
            return true;
        }
        try {
            ApplyRows(run, rows);
        } catch (const ports::VersionConflict&) {
            ApplyOneByOne(run, rows);
        }
        if (run.stop.stop_requested() || run.tools.clock.MonotonicMillis() >= deadline_millis) {
            return false;
        }
    }
}

}  // namespace orderyard::amazon
