// The order side of a follow-up's end.
#include "actions/end_follow_up.hpp"

#include <algorithm>

#include "actions/order_step.hpp"
#include "actions/save_order_change.hpp"
#include "actions/settle_channel_order.hpp"
#include "domain/invoice/upload_bill.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::actions {
namespace {

const domain::Actor kSync{domain::ActorKind::kChannel, "sync"};

// The order with its documents; `change` edits the file and appends to the history.
template <class Edit>
void EditFile(ports::Transaction& tx, domain::OrderId id, base::Instant now, Edit edit) {
    const auto file = LoadFile(tx, id);
    if (!file) {
        return;
    }
    const StoredStatuses statuses(tx);
    const domain::Scene scene{statuses, kSync, now};
    domain::OrderChange change;
    change.file = *file;
    if (edit(change, scene)) {
        domain::Finish(change, scene);
        SaveOrderChange(tx, &*file, change, now);
    }
}

void Raise(domain::Order& order, const char* code, const std::string& text, base::Instant now) {
    if (!order.HasException(code)) {
        order.exceptions.push_back({code, "", text, now});
    }
}

}  // namespace

void CancelEnded(ports::Transaction& tx, const domain::FollowUp& follow_up, bool is_done,
                 const std::string& why, base::Instant now) {
    if (is_done) {
        return;  // the channel's news cancel the order, and end what was pending
    }
    const auto file = LoadFile(tx, follow_up.order_id);
    if (!file || !file->order.pending_cancel) {
        return;
    }
    const StoredStatuses statuses(tx);
    auto change = domain::DecideEndPendingCancel(*file, why, {statuses, kSync, now});
    if (change) {
        Raise(change->file.order, "cancel_refused", "The channel refused to cancel: " + why, now);
        SaveOrderChange(tx, &*file, *change, now);
    }
}

void RefundEnded(ports::Transaction& tx, const domain::FollowUp& follow_up, bool is_done,
                 const std::string& why, base::Instant now) {
    EditFile(tx, follow_up.order_id, now, [&](domain::OrderChange& change, const auto& scene) {
        auto& memos = change.file.credit_memos;
        const auto memo = std::find_if(memos.begin(), memos.end(), [&](const auto& each) {
            return each.id == follow_up.credit_memo_id;
        });
        if (memo == memos.end() || memo->state == domain::CreditMemoState::kVoid) {
            return false;
        }
        if (is_done) {
            change.history.push_back(
                domain::Note(scene, "refund_accepted", memo->increment_id, "", ""));
            return true;
        }
        memo->state = domain::CreditMemoState::kRejected;
        memo->updated_at = now;
        change.changed_credit_memos.push_back(memo->id);
        Raise(change.file.order, "refund_refused",
              "The channel refused credit memo " + memo->increment_id + ": " + why, now);
        change.history.push_back(
            domain::Note(scene, "refund_refused", why, memo->increment_id, ""));
        return true;
    });
}

void UploadEnded(ports::Transaction& tx, const domain::FollowUp& follow_up, bool is_done,
                 const std::string& why, base::Instant now) {
    EditFile(tx, follow_up.order_id, now, [&](domain::OrderChange& change, const auto& scene) {
        const std::string* number = domain::BillNumber(change.file, domain::BillOf(follow_up));
        if (number == nullptr || follow_up.state == domain::FollowUpState::kWithdrawn) {
            return false;
        }
        if (is_done) {
            change.history.push_back(domain::Note(scene, "invoice_uploaded", "", "", *number));
            return true;
        }
        Raise(change.file.order, "invoice_refused",
              "The channel refused the file of " + *number + ": " + why, now);
        change.history.push_back(domain::Note(scene, "invoice_upload_refused", why, *number, ""));
        return true;
    });
}

void ShipmentEnded(ports::Transaction& tx, const domain::FollowUp& follow_up, bool is_done,
                   const std::string& why, base::Instant now) {
    EditFile(tx, follow_up.order_id, now, [&](domain::OrderChange& change, const auto& scene) {
        if (is_done) {
            change.history.push_back(domain::Note(scene, "shipment_seen_at_channel"));
            return true;
        }
        Raise(change.file.order, "shipment_refused",
              "The channel did not take the shipment: " + why, now);
        change.history.push_back(domain::Note(scene, "shipment_refused", why));
        return true;
    });
}

}  // namespace orderyard::actions
