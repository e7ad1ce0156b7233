// The order of writing follows the foreign keys: order, documents, follow-ups, then what only
// refers to them.
#include "actions/save_order_change.hpp"

#include <algorithm>

#include "actions/queue_mail.hpp"
#include "actions/settle_channel_order.hpp"
#include "actions/upload_bill.hpp"
#include "actions/webhooks/webhook_events.hpp"
#include "base/check.hpp"
#include "domain/mail/mail_rule.hpp"
#include "ports/document_store.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/ledger_store.hpp"
#include "ports/order_store.hpp"
#include "ports/product_store.hpp"
#include "ports/sequence_store.hpp"

namespace orderyard::actions {
namespace {

using domain::FollowUpKind;

template <class Document>
const Document* FindById(const std::vector<Document>& documents, decltype(Document::id) id) {
    const auto found = std::find_if(documents.begin(), documents.end(),
                                    [&](const Document& each) { return each.id == id; });
    return found == documents.end() ? nullptr : &*found;
}

std::string NextNumber(ports::Transaction& tx, const char* kind, domain::StoreViewId view) {
    return FormatIncrementId(view, tx.sequences().Next(kind, view));
}

// Ties a new document to its order and gives it a number.
template <class Document>
void Number(ports::Transaction& tx, const domain::Order& order, const char* kind,
            Document& document) {
    document.order_id = order.id;
    document.store_view_id = order.store_view_id;
    document.increment_id = NextNumber(tx, kind, order.store_view_id);
    tx.documents().Insert(document);
}

void SaveInvoices(ports::Transaction& tx, const domain::OrderFile& before,
                  domain::OrderChange& change, base::Instant now) {
    for (const auto id : change.changed_invoices) {
        domain::Invoice invoice = *FindById(change.file.invoices, id);
        const auto state_before = FindById(before.invoices, id)->state;
        tx.documents().Save(invoice);
        if (invoice.state == state_before) {
            continue;
        }
        if (invoice.state == domain::InvoiceState::kCanceled) {
            const bool was_paid = state_before == domain::InvoiceState::kPaid;
            tx.ledger().Append(domain::PostInvoiceCancel(invoice, was_paid, now));
        } else if (invoice.state == domain::InvoiceState::kPaid) {
            tx.ledger().Append(domain::PostPayment(invoice, now));
        }
    }
}

void SaveCreditMemos(ports::Transaction& tx, const domain::OrderFile& before,
                     domain::OrderChange& change, base::Instant now) {
    for (const auto id : change.changed_credit_memos) {
        domain::CreditMemo memo = *FindById(change.file.credit_memos, id);
        tx.documents().Save(memo);
        if (FindById(before.credit_memos, id)->Counts() && !memo.Counts()) {
            tx.ledger().Append(domain::PostCreditMemoVoid(memo, now));
        }
    }
}

void SaveShipments(ports::Transaction& tx, domain::OrderChange& change) {
    for (const auto id : change.changed_shipments) {
        auto& shipments = change.file.shipments;
        const auto shipment = std::find_if(shipments.begin(), shipments.end(),
                                           [&](const auto& each) { return each.id == id; });
        tx.documents().Save(*shipment);
    }
}

const domain::Package* FindPackage(const domain::OrderFile& file, std::int64_t reference) {
    for (const auto& shipment : file.shipments) {
        for (const auto& package : shipment.packages) {
            if (package.reference == reference) {
                return &package;
            }
        }
    }
    return nullptr;
}

// A new follow-up was decided before its package or memo had an id; now it gets tied to it.
void Tie(domain::FollowUp& follow_up, const domain::OrderFile& file, std::size_t earlier) {
    const domain::Order& order = file.order;
    follow_up.order_id = order.id;
    follow_up.store_id = order.channel->store_id;
    follow_up.channel_number = order.channel->number;
    const auto key = [&](const char* what, std::int64_t id) {
        return std::string(what) + "/" + std::to_string(id);
    };
    switch (follow_up.kind) {
        case FollowUpKind::kConfirmShipment: {
            if (!follow_up.package_id.IsSet()) {
                const auto* package = FindPackage(file, std::stoll(follow_up.reason));
                base::Check(package != nullptr, "a follow-up about a package of the order");
                follow_up.package_id = package->id;
            }
            follow_up.reason.clear();
            follow_up.dedupe_key =
                key("shipment", follow_up.package_id.value) + "/" + std::to_string(earlier + 1);
            return;
        }
        case FollowUpKind::kRefund: {
            if (!follow_up.credit_memo_id.IsSet()) {
                follow_up.credit_memo_id = file.credit_memos.back().id;
            }
            // Asked again by a person after the channel refused it: a key of its own.
            const auto again = std::count_if(
                file.follow_ups.begin(), file.follow_ups.end(), [&](const auto& each) {
                    return each.id.IsSet() && each.kind == FollowUpKind::kRefund &&
                           each.credit_memo_id == follow_up.credit_memo_id;
                });
            follow_up.dedupe_key = key("refund", follow_up.credit_memo_id.value) +
                                   (again > 0 ? "/" + std::to_string(again + 1) : "");
            return;
        }
        case FollowUpKind::kUploadVatInvoice: {
            const auto again = std::count_if(
                file.follow_ups.begin(), file.follow_ups.end(), [&](const auto& each) {
                    return each.id.IsSet() && each.kind == follow_up.kind &&
                           domain::BillOf(each) == domain::BillOf(follow_up);
                });
            follow_up.dedupe_key = (follow_up.invoice_id.IsSet()
                                        ? key("bill/invoice", follow_up.invoice_id.value)
                                        : key("bill/credit_memo", follow_up.credit_memo_id.value)) +
                                   "/" + std::to_string(again + 1);
            return;
        }
        case FollowUpKind::kCancelOrder:
        case FollowUpKind::kCancelLines:
            follow_up.dedupe_key =
                key("cancel", order.id.value) + "/" + std::to_string(earlier + 1);
            return;
    }
}

// How many follow-ups of the same thing there were before: part of the key.
std::size_t CountEarlier(const domain::OrderFile& file, const domain::FollowUp& follow_up,
                         domain::PackageId package) {
    const auto is_cancel = [](FollowUpKind kind) {
        return kind == FollowUpKind::kCancelOrder || kind == FollowUpKind::kCancelLines;
    };
    const auto same = [&](const domain::FollowUp& each) {
        if (!each.id.IsSet()) {
            return false;
        }
        return is_cancel(follow_up.kind)
                   ? is_cancel(each.kind)
                   : each.kind == follow_up.kind && package.IsSet() && each.package_id == package;
    };
    return static_cast<std::size_t>(
        std::count_if(file.follow_ups.begin(), file.follow_ups.end(), same));
}

void SaveFollowUps(ports::Transaction& tx, const domain::OrderFile& before,
                   domain::OrderChange& change) {
    for (const auto id : change.changed_follow_ups) {
        const auto* now_so = FindById(change.file.follow_ups, id);
        const auto* was_so = FindById(before.follow_ups, id);
        if (!tx.follow_ups().Move(*now_so, was_so->state)) {
            throw ports::VersionConflict("a follow-up moved on");
        }
    }
    for (auto& follow_up : change.file.follow_ups) {
        if (!follow_up.id.IsSet()) {
            Tie(follow_up, change.file, CountEarlier(change.file, follow_up, follow_up.package_id));
            base::Check(tx.follow_ups().Insert(follow_up), "a follow-up has a key of its own");
        }
    }
}

std::int64_t DocumentOf(const domain::OrderFile& file, domain::MailKind kind) {
    switch (kind) {
        case domain::MailKind::kOrder:
        case domain::MailKind::kOrderComment:
        case domain::MailKind::kMessage: return 0;
        case domain::MailKind::kInvoice:
        case domain::MailKind::kInvoiceComment: return file.invoices.back().id.value;
        case domain::MailKind::kShipment:
        case domain::MailKind::kShipmentComment: return file.shipments.back().id.value;
        case domain::MailKind::kCreditMemo:
        case domain::MailKind::kCreditMemoComment: return file.credit_memos.back().id.value;
    }
    return 0;
}

std::string RemarkOf(const domain::OrderChange& change) {
    for (const auto& entry : change.history) {
        if (entry.event == "comment") {
            return entry.comment;
        }
    }
    return {};
}

bool QueueOne(ports::Transaction& tx, const domain::OrderChange& change, domain::MailKind kind,
              bool is_to_buyer, base::Instant now) {
    MailWish wish;
    wish.kind = kind;
    wish.document = DocumentOf(change.file, kind);
    wish.occasion = std::to_string(change.file.order.version);
    wish.is_to_buyer = is_to_buyer;
    if (domain::IsCommentMail(kind)) {
        wish.note = RemarkOf(change);
    }
    return !QueueMail(tx, change.file.order, wish, now);
}

// What must not go out is not said to have gone: the history then tells of no notice. Of a remark
// that the buyer is not told the seller's own copies go out all the same.
void QueueMails(ports::Transaction& tx, domain::OrderChange& change, base::Instant now) {
    bool is_all_queued = true;
    for (const auto kind : change.mails) {
        is_all_queued = QueueOne(tx, change, kind, true, now) && is_all_queued;
    }
    if (change.mails.empty() && !RemarkOf(change).empty()) {
        QueueOne(tx, change, domain::MailKind::kOrderComment, false, now);
    }
    for (auto& entry : change.history) {
        entry.is_customer_notified = entry.is_customer_notified && is_all_queued;
    }
}

}  // namespace

void BindItems(domain::OrderFile& file, const std::vector<domain::OrderItem>& before) {
    const auto bind = [&](domain::OrderItemId& id) {
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (before[i].id == id) {
                id = file.order.items[i].id;
                return;
            }
        }
        base::Check(false, "a document line of one of the order's items");
    };
    for (auto& invoice : file.invoices) {
        for (auto& line : invoice.lines) {
            bind(line.order_item_id);
        }
    }
    for (auto& shipment : file.shipments) {
        for (auto& package : shipment.packages) {
            for (auto& line : package.lines) {
                bind(line.order_item_id);
            }
        }
    }
}

void StoreNewDocuments(ports::Transaction& tx, domain::OrderFile& file, base::Instant now) {
    for (auto& invoice : file.invoices) {
        if (!invoice.id.IsSet()) {
            Number(tx, file.order, "invoice", invoice);
            tx.ledger().Append(domain::PostInvoice(invoice, now));
        }
    }
    for (auto& shipment : file.shipments) {
        if (!shipment.id.IsSet()) {
            Number(tx, file.order, "shipment", shipment);
        }
    }
    for (auto& memo : file.credit_memos) {
        if (!memo.id.IsSet()) {
            Number(tx, file.order, "creditmemo", memo);
            tx.ledger().Append(domain::PostCreditMemo(memo, now));
        }
    }
}

void SaveOrderChange(ports::Transaction& tx, const domain::OrderFile* before,
                     domain::OrderChange& change, base::Instant now) {
    domain::Order& order = change.file.order;
    if (before == nullptr) {
        const auto items_before = order.items;
        tx.orders().Insert(order);
        BindItems(change.file, items_before);
    } else {
        tx.orders().Save(order);
        SaveInvoices(tx, *before, change, now);
        SaveCreditMemos(tx, *before, change, now);
        SaveShipments(tx, change);
    }
    StoreNewDocuments(tx, change.file, now);
    QueueNewBills(tx, before, change, now);
    SaveFollowUps(tx, before == nullptr ? domain::OrderFile{} : *before, change);
    for (auto& move : change.moves) {
        move.order_id = order.id;
        tx.products().Apply(move, now);
    }
    QueueMails(tx, change, now);
    for (auto& entry : change.history) {
        entry.order_id = order.id;
        entry.order_version = order.version;
        tx.orders().AppendHistory(entry);
    }
    QueueWebhooks(tx, before, change.file, now);
}

}  // namespace orderyard::actions
