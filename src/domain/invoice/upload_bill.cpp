// Once the channel has a file or may have it, a second one of the same number is never offered: the
// channel would keep both.
#include "domain/invoice/upload_bill.hpp"

#include <algorithm>

namespace orderyard::domain {
namespace {

// Channels want the invoice within a day of shipping.
constexpr base::Duration kWantedWithin = base::Duration::Hours(24);

bool TakesBills(const Order& order, const std::vector<std::string>& marketplaces) {
    return std::find(marketplaces.begin(), marketplaces.end(), order.channel->marketplace_id) !=
           marketplaces.end();
}

std::optional<Refusal> WhyNotAgain(const FollowUp* latest) {
    if (latest == nullptr) {
        return std::nullopt;
    }
    switch (latest->state) {
        case FollowUpState::kWaiting:
        case FollowUpState::kQueued:
        case FollowUpState::kSending:
        case FollowUpState::kSent:
        case FollowUpState::kAccepted:
        case FollowUpState::kUnknown:
            return Refusal{"being_uploaded",
                           "The file is on its way to the channel; wait for its answer."};
        case FollowUpState::kParked:
            return Refusal{"being_uploaded",
                           "Nobody knows whether the channel has the file; decide about that "
                           "message first."};
        case FollowUpState::kSeen:
            return Refusal{"uploaded", "The channel has the file already; there is nothing to do."};
        case FollowUpState::kRejected:
        case FollowUpState::kWithdrawn: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

Bill BillOf(const FollowUp& follow_up) {
    return {follow_up.invoice_id, follow_up.credit_memo_id};
}

const std::string* BillNumber(const OrderFile& file, const Bill& bill) {
    if (const Invoice* invoice = FindInvoice(file, bill.invoice_id)) {
        return &invoice->increment_id;
    }
    const CreditMemo* memo = FindCreditMemo(file, bill.credit_memo_id);
    return memo == nullptr ? nullptr : &memo->increment_id;
}

bool IsTakenBack(const OrderFile& file, const Bill& bill) {
    if (const Invoice* invoice = FindInvoice(file, bill.invoice_id)) {
        return invoice->state == InvoiceState::kCanceled;
    }
    const CreditMemo* memo = FindCreditMemo(file, bill.credit_memo_id);
    return memo == nullptr || memo->state != CreditMemoState::kIssued;
}

const FollowUp* LatestUpload(const OrderFile& file, const Bill& bill) {
    const auto found =
        std::find_if(file.follow_ups.rbegin(), file.follow_ups.rend(), [&](const FollowUp& each) {
            return each.kind == FollowUpKind::kUploadVatInvoice && BillOf(each) == bill;
        });
    return found == file.follow_ups.rend() ? nullptr : &*found;
}

std::optional<Refusal> WhyNotUpload(const OrderFile& file, const Store* store,
                                    const std::vector<std::string>& marketplaces,
                                    const Bill& bill) {
    const Order& order = file.order;
    if (!order.channel) {
        return Refusal{"no_channel", "The order came from no channel; send the file by mail."};
    }
    if (store == nullptr || !store->is_active || store->is_archived) {
        return Refusal{"store_off", "The store is not connected; activate or connect it first."};
    }
    if (store->settings.invoice_upload == InvoiceUpload::kOff) {
        return Refusal{"upload_off",
                       "The store gives no invoices to the channel; change that in its settings."};
    }
    if (!TakesBills(order, marketplaces)) {
        return Refusal{"marketplace",
                       "This marketplace takes no invoices from sellers; send the file by mail."};
    }
    if (IsTakenBack(file, bill)) {
        return Refusal{"void", "The document is not valid any more; make a new one instead."};
    }
    return WhyNotAgain(LatestUpload(file, bill));
}

FollowUp UploadOf(const Order& order, const Bill& bill, base::Instant now) {
    FollowUp follow_up = FollowUpOf(order, FollowUpKind::kUploadVatInvoice, now);
    follow_up.invoice_id = bill.invoice_id;
    follow_up.credit_memo_id = bill.credit_memo_id;
    follow_up.due_at = now + kWantedWithin;
    follow_up.next = "The file is given to the channel.";
    return follow_up;
}

base::Result<OrderChange> DecideUpload(const OrderFile& file, const Store* store,
                                       const std::vector<std::string>& marketplaces,
                                       const Bill& bill, const Scene& scene) {
    const std::string* number = BillNumber(file, bill);
    if (number == nullptr) {
        return base::Fail(base::NotFound("The order has no such document."));
    }
    if (const auto refusal = WhyNotUpload(file, store, marketplaces, bill)) {
        return base::Fail(ToError(*refusal));
    }
    OrderChange change;
    change.file = file;
    change.file.follow_ups.push_back(UploadOf(file.order, bill, scene.now));
    std::erase_if(change.file.order.exceptions,
                  [](const auto& each) { return each.code == "invoice_refused"; });
    change.history.push_back(Note(scene, "invoice_upload_asked", "", "", *number));
    Finish(change, scene);
    return change;
}

bool LeavesByItself(const Order& order, const Store& store,
                    const std::vector<std::string>& marketplaces, base::Instant now) {
    return order.channel && store.is_active && !store.is_archived &&
           store.settings.invoice_upload == InvoiceUpload::kAutomatic &&
           TakesBills(order, marketplaces) && now <= order.placed_at + kUploadsByItselfFor;
}

void WithdrawUploads(OrderChange& change, const Bill& bill, base::Instant now) {
    for (FollowUp& each : change.file.follow_ups) {
        if (each.kind == FollowUpKind::kUploadVatInvoice && BillOf(each) == bill &&
            HasNotLeft(each.state)) {
            Withdraw(each, "The document was taken back.", now);
            change.changed_follow_ups.push_back(each.id);
        }
    }
}

}  // namespace orderyard::domain
