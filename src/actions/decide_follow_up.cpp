// A retry is a new follow-up with a key of its own: what the channel answered to the first one
// stays on record, and a machine never sends it again.
#include "actions/decide_follow_up.hpp"

#include <algorithm>

#include "domain/invoice/upload_bill.hpp"
#include "domain/order/process_order.hpp"
#include "ports/follow_up_store.hpp"

namespace orderyard::actions {
namespace {

using domain::FollowUp;
using domain::FollowUpKind;
using domain::FollowUpState;
using domain::OrderFile;
using domain::Refusal;

// The exception that a refusal of this kind raises (end_follow_up.cpp).
const char* ExceptionOf(FollowUpKind kind) {
    switch (kind) {
        case FollowUpKind::kConfirmShipment: return "shipment_refused";
        case FollowUpKind::kCancelOrder:
        case FollowUpKind::kCancelLines: return "cancel_refused";
        case FollowUpKind::kRefund: return "refund_refused";
        case FollowUpKind::kUploadVatInvoice: return "invoice_refused";
    }
    return "";
}

bool IsCancel(const FollowUp& follow_up) {
    return follow_up.kind == FollowUpKind::kCancelOrder ||
           follow_up.kind == FollowUpKind::kCancelLines;
}

bool IsSameThing(const FollowUp& a, const FollowUp& b) {
    return IsCancel(a) ? IsCancel(b)
                       : a.kind == b.kind && a.package_id == b.package_id &&
                             a.credit_memo_id == b.credit_memo_id && a.invoice_id == b.invoice_id;
}

// The memo whose money is to be given back; of its file, and of anything else, nullptr.
const domain::CreditMemo* MemoOf(const OrderFile& file, const FollowUp& follow_up) {
    if (follow_up.kind != FollowUpKind::kRefund) {
        return nullptr;
    }
    const auto& memos = file.credit_memos;
    const auto found = std::find_if(memos.begin(), memos.end(), [&](const auto& memo) {
        return memo.id == follow_up.credit_memo_id;
    });
    return found == memos.end() ? nullptr : &*found;
}

bool IsTakenBack(const OrderFile& file, const FollowUp& follow_up) {
    if (follow_up.kind == FollowUpKind::kRefund) {
        const auto* memo = MemoOf(file, follow_up);
        return memo == nullptr || memo->state == domain::CreditMemoState::kVoid;
    }
    if (follow_up.kind == FollowUpKind::kUploadVatInvoice) {
        return domain::IsTakenBack(file, domain::BillOf(follow_up));
    }
    if (follow_up.kind != FollowUpKind::kConfirmShipment) {
        return false;
    }
    return std::none_of(file.shipments.begin(), file.shipments.end(), [&](const auto& shipment) {
        const auto& packages = shipment.packages;
        return !shipment.is_void &&
               std::any_of(packages.begin(), packages.end(),
                           [&](const auto& package) { return package.id == follow_up.package_id; });
    });
}

std::optional<Refusal> WhyNotDecide(const FollowUp& follow_up) {
    if (follow_up.state != FollowUpState::kRejected && follow_up.state != FollowUpState::kParked) {
        return Refusal{"not_decidable",
                       "Only a message that was refused or parked needs a decision; wait, or look "
                       "at the order's other messages."};
    }
    return std::nullopt;
}

std::optional<Refusal> WhyNotTwice(const OrderFile& file, const FollowUp& follow_up) {
    const bool is_repeated =
        std::any_of(file.follow_ups.begin(), file.follow_ups.end(), [&](const FollowUp& each) {
            return each.seq > follow_up.seq && IsSameThing(each, follow_up);
        });
    if (is_repeated) {
        return Refusal{"repeated", "A later message about the same is there; decide about that."};
    }
    return std::nullopt;
}

FollowUp* Find(OrderFile& file, domain::FollowUpId id) {
    const auto found = std::find_if(file.follow_ups.begin(), file.follow_ups.end(),
                                    [&](const FollowUp& each) { return each.id == id; });
    return found == file.follow_ups.end() ? nullptr : &*found;
}

base::Result<domain::OrderId> OrderOf(ports::Transaction& tx, domain::FollowUpId id) {
    const auto found = tx.follow_ups().Find(id);
    if (!found) {
        return base::Fail(base::NotFound("There is no follow-up with this id."));
    }
    return found->order_id;
}

// Ends a parked one; a rejected one has ended already.
void Withdraw(domain::OrderChange& change, FollowUp& follow_up, const std::string& why,
              base::Instant now) {
    if (follow_up.state == FollowUpState::kParked) {
        domain::Withdraw(follow_up, why, now);
        change.changed_follow_ups.push_back(follow_up.id);
    }
}

// What the refusal left behind on the order.
void EndException(domain::OrderChange& change, const FollowUp& follow_up, base::Instant now) {
    std::erase_if(change.file.order.exceptions,
                  [&](const auto& each) { return each.code == ExceptionOf(follow_up.kind); });
    for (auto& memo : change.file.credit_memos) {
        if (follow_up.kind == FollowUpKind::kRefund && memo.id == follow_up.credit_memo_id &&
            memo.state == domain::CreditMemoState::kRejected) {
            memo.state = domain::CreditMemoState::kIssued;
            memo.updated_at = now;
            change.changed_credit_memos.push_back(memo.id);
        }
    }
}

std::string NameOf(const FollowUp& follow_up) {
    return std::string(ToString(follow_up.kind)) + " " + std::to_string(follow_up.seq);
}

FollowUp NewOf(const FollowUp& old, base::Instant now) {
    FollowUp fresh;
    fresh.kind = old.kind;
    fresh.package_id = old.package_id;
    fresh.credit_memo_id = old.credit_memo_id;
    fresh.invoice_id = old.invoice_id;
    fresh.pieces = old.pieces;
    fresh.reason = old.reason;
    fresh.state = FollowUpState::kQueued;
    fresh.created_at = now;
    fresh.not_before = now;
    fresh.due_at = old.due_at;
    fresh.next = "A person has asked to send it again.";
    return fresh;
}

Processed Retry(const OrderFile& file, const domain::Scene& scene, domain::FollowUpId id) {
    domain::OrderChange change;
    change.file = file;
    FollowUp* old = Find(change.file, id);
    if (const auto refusal = WhyNotRetry(file, *old)) {
        return base::Fail(domain::ToError(*refusal));
    }
    const FollowUp fresh = NewOf(*old, scene.now);
    Withdraw(change, *old, "A person has sent it again.", scene.now);
    EndException(change, fresh, scene.now);
    if (IsCancel(fresh)) {
        change.file.order.pending_cancel =
            domain::PendingCancel{fresh.reason, scene.actor.name, scene.now};
    }
    change.history.push_back(domain::Note(scene, "follow_up_retried", "", NameOf(*old), ""));
    change.file.follow_ups.push_back(fresh);
    domain::Finish(change, scene);
    return change;
}

Processed Resolve(const OrderFile& file, const domain::Scene& scene, domain::FollowUpId id,
                  const std::string& reason) {
    domain::OrderChange change;
    change.file = file;
    const FollowUp old = *Find(change.file, id);
    if (const auto refusal = WhyNotResolve(file, old)) {
        return base::Fail(domain::ToError(*refusal));
    }
    if (IsCancel(old) && file.order.pending_cancel) {
        Processed ended = domain::DecideEndPendingCancel(file, reason, scene);
        if (!ended) {
            return ended;
        }
        change = std::move(*ended);
    }
    Withdraw(change, *Find(change.file, id), reason, scene.now);
    EndException(change, old, scene.now);
    change.history.push_back(domain::Note(scene, "follow_up_resolved", reason, NameOf(old), ""));
    domain::Finish(change, scene);
    return change;
}

}  // namespace

std::optional<Refusal> WhyNotRetry(const OrderFile& file, const FollowUp& follow_up) {
    if (auto refusal = WhyNotDecide(follow_up)) {
        return refusal;
    }
    if (auto refusal = WhyNotTwice(file, follow_up)) {
        return refusal;
    }
    if (IsTakenBack(file, follow_up)) {
        return Refusal{"void", "What the message was about is void; make it anew instead."};
    }
    // While it was parked the cancel stayed pending, and nothing contrary could be begun.
    const bool is_pending = IsCancel(follow_up) && file.order.pending_cancel.has_value();
    return IsCancel(follow_up) && !is_pending ? WhyNot(domain::OrderVerb::kCancel, file)
                                              : std::nullopt;
}

std::optional<Refusal> WhyNotResolve(const OrderFile& file, const FollowUp& follow_up) {
    if (auto refusal = WhyNotDecide(follow_up)) {
        return refusal;
    }
    // A parked one holds up the later one, such as a corrected tracking number: it must be possible
    // to end it.
    if (follow_up.state == FollowUpState::kRejected) {
        if (auto refusal = WhyNotTwice(file, follow_up)) {
            return refusal;
        }
    }
    const auto* memo = MemoOf(file, follow_up);
    const bool is_left = file.order.HasException(ExceptionOf(follow_up.kind)) ||
                         (memo != nullptr && memo->state == domain::CreditMemoState::kRejected);
    if (follow_up.state == FollowUpState::kRejected && !is_left) {
        return Refusal{"resolved", "This was settled already; there is nothing left to do."};
    }
    return std::nullopt;
}

Processed RetryFollowUp(const Step& step, domain::FollowUpId id) {
    const auto order = OrderOf(step.tx, id);
    if (!order) {
        return base::Fail(order.error());
    }
    return Process(step, *order, [&](const OrderFile& file, const domain::Scene& scene) {
        return Retry(file, scene, id);
    });
}

Processed ResolveFollowUp(const Step& step, domain::FollowUpId id, const std::string& reason) {
    const auto order = OrderOf(step.tx, id);
    if (!order) {
        return base::Fail(order.error());
    }
    return Process(step, *order, [&](const OrderFile& file, const domain::Scene& scene) {
        return Resolve(file, scene, id, reason);
    });
}

}  // namespace orderyard::actions
