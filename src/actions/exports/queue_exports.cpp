// The decision is domain/exports'; here it is stored.
#include "actions/exports/queue_exports.hpp"

#include "ports/export_store.hpp"

namespace orderyard::actions {
namespace {

constexpr int kBatch = 100;

// Whether there is a run to make.
bool Store(ports::Transaction& tx, domain::SavedExport& saved, domain::DueExport& due) {
    tx.exports().Put(saved);
    if (due.widen) {
        tx.exports().SaveRun(*due.widen, due.widen->state, due.widen->attempts);
        return true;
    }
    return due.insert && tx.exports().InsertRun(*due.insert);
}

}  // namespace

int QueueDueExports(ports::Transaction& tx, base::Instant now) {
    int count = 0;
    for (domain::SavedExport& saved : tx.exports().Due(now, kBatch)) {
        auto due = domain::DecideDueExport(saved, tx.exports().OpenRun(saved.id), now);
        count += Store(tx, saved, due) ? 1 : 0;
    }
    return count;
}

base::Result<domain::ExportRun> QueueExport(ports::Transaction& tx, domain::ExportId id,
                                            base::Instant now, std::string asked_by) {
    auto saved = tx.exports().Find(id);
    if (!saved) {
        return base::Fail(base::NotFound("There is no such export."));
    }
    auto due = domain::DecideExportNow(*saved, tx.exports().OpenRun(id), now, std::move(asked_by));
    if (!Store(tx, *saved, due)) {
        return base::Fail(base::Conflict("A run of this export was asked for in this moment."));
    }
    const domain::ExportRunId run = due.widen ? due.widen->id : due.insert->id;
    return *tx.exports().FindRun(run);
}

void TakeUpLeftExports(ports::Transaction& tx, base::Instant now) {
    for (domain::ExportRun& run : tx.exports().RunsIn(domain::ExportRunState::kRunning, kBatch)) {
        run.state = domain::ExportRunState::kWaiting;
        run.not_before = now;
        tx.exports().SaveRun(run, domain::ExportRunState::kRunning, run.attempts);
    }
    for (domain::ExportRun& run : tx.exports().NoticesIn(domain::ExportNotice::kSending, kBatch)) {
        run.notice = domain::ExportNotice::kDoubtful;
        tx.exports().SaveRun(run, run.state, run.attempts);
    }
}

}  // namespace orderyard::actions
