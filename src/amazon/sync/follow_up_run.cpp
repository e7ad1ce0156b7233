// The guarded changes of follow-ups: lease, state and attempt are checked where the row is written.
#include "amazon/sync/follow_up_run.hpp"

#include <algorithm>

#include "amazon/sync/backoff.hpp"
#include "base/check.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/text.hpp"
#include "ports/order_store.hpp"

namespace orderyard::amazon {

using domain::FollowUp;
using domain::FollowUpKind;
using domain::FollowUpState;

namespace {

void TellOrder(const FollowUpRunnerOptions& options, ports::Transaction& tx,
               const FollowUp& follow_up, base::Instant now) {
    const bool is_done = follow_up.state == FollowUpState::kSeen;
    const std::string& why = follow_up.error;
    switch (follow_up.kind) {
        case FollowUpKind::kConfirmShipment:
            options.shipment_ended(tx, follow_up, is_done, why, now);
            return;
        case FollowUpKind::kCancelOrder:
        case FollowUpKind::kCancelLines:
            options.cancel_ended(tx, follow_up, is_done, why, now);
            return;
        case FollowUpKind::kUploadVatInvoice:
            options.upload_ended(tx, follow_up, is_done, why, now);
            return;
        case FollowUpKind::kRefund: options.refund_ended(tx, follow_up, is_done, why, now); return;
    }
    base::Check(false, "unknown FollowUpKind");
}

void Count(FollowUpReport& report, FollowUpState state) {
    report.seen += state == FollowUpState::kSeen ? 1 : 0;
    report.rejected += state == FollowUpState::kRejected ? 1 : 0;
    report.unknown += state == FollowUpState::kUnknown ? 1 : 0;
    report.parked += state == FollowUpState::kParked ? 1 : 0;
}

}  // namespace

base::Duration NextLookAfter(int looks) {
    return looks <= 1 ? base::Duration::Minutes(8) : base::Duration::Minutes(20);
}

bool FollowUpRun::MayAct() {
    if (IsOver() || !has_lease_for_call()) {
        is_ended = true;
        return false;
    }
    return true;
}

bool FollowUpRun::ChangeIn(ports::Transaction& tx, const FollowUp& seen, const Edit& edit) const {
    // Whoever processes the order holds it, too: an edit of a track and its sending never mix.
    (void)tx.orders().LoadForUpdate(seen.order_id);
    auto stored = tx.follow_ups().Find(seen.id);
    if (!stored || stored->state != seen.state || stored->attempts != seen.attempts) {
        return false;
    }
    edit(tx, *stored);
    FollowUpState from = seen.state;
    if (!domain::CanMove(from, stored->state)) {
        // Sent again: through the queue, in this same transaction, so that nobody can withdraw on
        // the way what may have arrived.
        FollowUp queued = *stored;
        queued.state = FollowUpState::kQueued;
        (void)tx.follow_ups().Move(queued, from);
        from = FollowUpState::kQueued;
    }
    if (!tx.follow_ups().Move(*stored, from)) {
        throw ports::VersionConflict("a follow-up changed meanwhile");
    }
    if (domain::IsFinal(stored->state)) {
        TellOrder(options, tx, *stored, Now());
    }
    return true;
}

bool FollowUpRun::Change(const FollowUp& seen, const Edit& edit) {
    bool is_changed = false;
    FollowUpState state = seen.state;
    run.Write([&](ports::Transaction& tx) {
        is_changed = ChangeIn(tx, seen, [&](ports::Transaction& inner, FollowUp& stored) {
            edit(inner, stored);
            state = stored.state;
        });
    });
    if (is_changed && state != seen.state) {
        Count(report, state);
        base::CountMetric("amazon_follow_ups_total", {{"kind", domain::ToString(seen.kind)},
                                                      {"state", domain::ToString(state)}});
        base::LogInfo("follow_up_moved", {{"store", run.store.code},
                                          {"order", seen.channel_number},
                                          {"kind", domain::ToString(seen.kind)},
                                          {"from", domain::ToString(seen.state)},
                                          {"to", domain::ToString(state)}});
    }
    return is_changed;
}

base::Instant FollowUpRun::Later(const CallFailure& failure, int failures) {
    if (failure.kind == FailureKind::kCredentials || failure.kind == FailureKind::kForbidden ||
        failure.kind == FailureKind::kStopped) {
        is_ended = true;  // the next call would say the same
        report.error = failure.ToError();
    }
    const auto delay = DelayAfterFailure(failure, std::max(failures, 1), run.tools.client.Random());
    return Now() + std::max(delay, base::Duration::Seconds(1));
}

void Settle(FollowUp& follow_up, FollowUpState state, std::string error, base::Instant now) {
    follow_up.state = state;
    follow_up.error = base::TruncateUtf8(base::CleanUtf8(error), base::limits::kShortTextBytesMax);
    follow_up.next = state == FollowUpState::kParked ? "a person must decide" : "";
    follow_up.not_before = now;
    if (domain::IsFinal(state)) {
        follow_up.ended_at = now;
    }
}

void LookLater(FollowUp& follow_up, FollowUpState state, std::string why, base::Instant at) {
    follow_up.state = state;
    follow_up.error = base::TruncateUtf8(base::CleanUtf8(why), base::limits::kShortTextBytesMax);
    follow_up.not_before = at;
    follow_up.next = "Amazon is asked at " + at.ToIso() + " whether it shows it";
}

void NoteAnswer(FollowUp& follow_up, const CallFailure& failure) {
    follow_up.answer_status = failure.http_status;
    follow_up.request_id = failure.request_id;
}

std::string InWords(const CallFailure& failure) {
    return failure.amazon_code.empty() ? failure.text
                                       : failure.text + " (" + failure.amazon_code + ")";
}

bool IsCancel(const FollowUp& follow_up) {
    return follow_up.kind == FollowUpKind::kCancelOrder ||
           follow_up.kind == FollowUpKind::kCancelLines;
}

}  // namespace orderyard::amazon
