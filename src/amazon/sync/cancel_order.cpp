// Two ways to Amazon, one guard in front of both, one proof behind both: the order read back.
#include "amazon/sync/cancel_order.hpp"

#include "amazon/map/reasons.hpp"
#include "amazon/sync/read_back.hpp"
#include "amazon/wire/feed_xml.hpp"
#include "ports/order_store.hpp"

namespace orderyard::amazon {

using domain::FollowUp;
using domain::FollowUpKind;
using domain::FollowUpState;

namespace {

constexpr base::Duration kPendingPause = base::Duration::Minutes(30);

Seen Judge(FollowUpRun& r, const FollowUp& follow_up, const domain::ChannelOrder& shown) {
    if (follow_up.kind == FollowUpKind::kCancelOrder) {
        return JudgeCancel(shown);
    }
    std::optional<domain::Order> ours;
    std::vector<FollowUp> all;
    r.run.tools.database.Read([&](ports::Transaction& tx) {
        ours = tx.orders().Load(follow_up.order_id);
        all = tx.follow_ups().ForOrder(follow_up.order_id);
    });
    return JudgeLinesCancel(shown, follow_up, ours.value_or(domain::Order{}), all);
}

void SettleIn(FollowUpRun& r, const FollowUp& follow_up, FollowUpState state,
              const std::string& why) {
    r.Change(follow_up,
             [&](ports::Transaction&, FollowUp& row) { Settle(row, state, why, r.Now()); });
}

std::optional<std::string_view> ReasonForCall(const FollowUp& follow_up) {
    const auto reason = domain::CancelReasonFrom(follow_up.reason);
    return reason ? CancelReasonForCall(*reason) : std::nullopt;
}

}  // namespace

bool IsCancelAllowedNow(FollowUpRun& r, const FollowUp& follow_up) {
    const auto shown = ReadBack(r, follow_up);
    if (!shown) {
        return false;
    }
    const Seen seen = Judge(r, follow_up, *shown);
    if (seen.sight == Sight::kSeen) {
        SettleIn(r, follow_up, FollowUpState::kSeen, "Amazon shows it as canceled already");
        return false;
    }
    if (seen.sight == Sight::kShipped) {
        SettleIn(r, follow_up, FollowUpState::kRejected, seen.text);
        return false;
    }
    const bool is_sold = shown->status == domain::ChannelStatus::kUnshipped ||
                         (follow_up.kind == FollowUpKind::kCancelLines &&
                          shown->status == domain::ChannelStatus::kPartiallyShipped);
    if (!is_sold) {
        r.Change(follow_up, [&](ports::Transaction&, FollowUp& row) {
            row.not_before = r.Now() + kPendingPause;
            row.next = "Amazon shows the order as " + std::string(domain::ToString(shown->status)) +
                       "; it can be canceled when it is unshipped; looked at again at " +
                       row.not_before.ToIso();
        });
        return false;
    }
    return true;
}

bool GoesByCall(const FollowUpRun& r, const FollowUp& follow_up) {
    return r.options.has_cancel_order && follow_up.kind == FollowUpKind::kCancelOrder &&
           ReasonForCall(follow_up).has_value();
}

void SendCancel(FollowUpRun& r, const FollowUp& follow_up) {
    if (!r.MayAct() || !IsCancelAllowedNow(r, follow_up) || !r.MayAct()) {
        return;
    }
    std::optional<FollowUp> sent;
    r.Change(follow_up, [&](ports::Transaction&, FollowUp& row) {
        if (!row.body.starts_with('{')) {  // else it is the text of an earlier attempt
            row.body = wire::WriteCancellation(std::string(*ReasonForCall(row)));
        }
        row.state = FollowUpState::kSending;
        row.attempts += 1;
        row.looks = 0;
        row.sent_at = r.Now();
        row.next = "the answer of Amazon is awaited";
        sent = row;
    });
    if (!sent || !r.MayAct()) {
        return;
    }
    const auto result = r.SendPatiently<WriteReceipt>([&] {
        return r.writes.CancelOrder(r.run.store, sent->channel_number, sent->body, r.run.stop);
    });
    const bool is_counted = result || result.error().outcome != WriteOutcome::kNotProcessed;
    r.report.sent += is_counted ? 1 : 0;
    if (result) {
        r.Change(*sent, [&](ports::Transaction&, FollowUp& row) {
            row.answer_status = result->http_status;
            row.request_id = result->request_id;
            LookLater(row, FollowUpState::kAccepted, "", r.Now() + kFirstLook);
        });
        return;
    }
    const CallFailure& call = result.error().call;
    const WriteOutcome outcome = result.error().outcome;
    const base::Instant later =
        outcome == WriteOutcome::kNotProcessed ? r.Later(call, sent->attempts) : base::Instant{};
    r.Change(*sent, [&](ports::Transaction&, FollowUp& row) {
        NoteAnswer(row, call);
        switch (outcome) {
            case WriteOutcome::kNotProcessed:
                row.state = FollowUpState::kQueued;
                row.error = InWords(call);
                row.not_before = later;
                row.next = "sent again at " + later.ToIso();
                return;
            case WriteOutcome::kNoEffect:
                Settle(row, FollowUpState::kRejected, InWords(call), r.Now());
                return;
            case WriteOutcome::kStateDiffers:
            case WriteOutcome::kAmbiguous:
                LookLater(row, FollowUpState::kUnknown, InWords(call), r.Now() + kFirstLook);
                return;
        }
    });
}

void LookForCancel(FollowUpRun& r, const FollowUp& follow_up) {
    const auto shown = ReadBack(r, follow_up);
    if (!shown) {
        return;
    }
    const Seen seen = Judge(r, follow_up, *shown);
    if (seen.sight == Sight::kSeen) {
        return SettleIn(r, follow_up, FollowUpState::kSeen, "");
    }
    if (seen.sight != Sight::kNotThere) {
        return SettleIn(r, follow_up, FollowUpState::kParked, seen.text);
    }
    // The pieces of a second message would be canceled on top; a whole order is canceled once.
    const bool may_repeat =
        follow_up.kind == FollowUpKind::kCancelOrder && follow_up.attempts < kSendsMax;
    r.Change(follow_up, [&](ports::Transaction&, FollowUp& row) {
        row.looks += 1;
        if (row.looks < kLooksMax) {
            LookLater(row, row.state, seen.text, r.Now() + NextLookAfter(row.looks));
        } else if (may_repeat) {
            row.state = FollowUpState::kQueued;
            row.error = seen.text;
            row.looks = 0;
            row.feed_reference.clear();
            row.not_before = r.Now();
            row.next = "sent again";
        } else {
            Settle(row, FollowUpState::kParked, seen.text, r.Now());
        }
    });
}

base::Result<std::string> CancelPayload(ports::Transaction& tx, const FollowUp& follow_up) {
    const auto order = tx.orders().Load(follow_up.order_id);
    const auto reason = domain::CancelReasonFrom(follow_up.reason);
    if (!order || !reason) {
        return base::Fail(base::NotAllowed("the order or the reason to cancel it is missing"));
    }
    if (follow_up.kind == FollowUpKind::kCancelOrder) {
        wire::OrderCancellation cancellation;
        cancellation.order_id = follow_up.channel_number;
        cancellation.reason = std::string(CancelReasonForFeed(*reason));
        for (const domain::OrderItem& item : order->items) {
            if (!item.channel_item_number.empty()) {
                cancellation.item_ids.push_back(item.channel_item_number);
            }
        }
        if (cancellation.item_ids.empty()) {
            return base::Fail(base::NotAllowed("the order has no line that Amazon knows"));
        }
        return wire::WriteCancellation(cancellation);
    }
    wire::OrderAdjustment adjustment;
    adjustment.order_id = follow_up.channel_number;
    adjustment.is_cancel = true;
    for (std::size_t i = 0; i < follow_up.pieces.size(); ++i) {
        const domain::FollowUpPieces& pieces = follow_up.pieces[i];
        if (pieces.quantity <= 0 || pieces.channel_item_number.empty()) {
            return base::Fail(base::NotAllowed("a line to cancel is not one of Amazon's"));
        }
        wire::AdjustedItem item;
        item.item_id = pieces.channel_item_number;
        item.adjustment_id =
            "fu" + std::to_string(follow_up.id.value) + "-" + std::to_string(i + 1);
        item.reason = std::string(CancelReasonForAdjustment(*reason));
        item.quantity_cancelled = pieces.quantity;
        adjustment.items.push_back(std::move(item));
    }
    if (adjustment.items.empty()) {
        return base::Fail(base::NotAllowed("there is nothing to cancel"));
    }
    return wire::WriteAdjustment(adjustment);
}

}  // namespace orderyard::amazon
