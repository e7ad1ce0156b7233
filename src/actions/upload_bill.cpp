// The rules are in domain/invoice/upload_bill.hpp.
#include "actions/upload_bill.hpp"

#include <algorithm>

#include "actions/settle_channel_order.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

using domain::Bill;
using domain::OrderFile;

const std::vector<std::string>& Marketplaces() {
    return AmazonProfile().bill_marketplaces;
}

std::optional<domain::Store> StoreOf(ports::Transaction& tx, const domain::Order& order) {
    return order.channel ? tx.stores().Load(order.channel->store_id) : std::nullopt;
}

template <class Id>
Processed Upload(const Step& step, Id document, const Bill& bill) {
    const auto order = OrderOf(step.tx, document);
    if (!order) {
        return base::Fail(order.error());
    }
    return Process(step, *order, [&](const OrderFile& file, const domain::Scene& scene) {
        const auto store = StoreOf(step.tx, file.order);
        return domain::DecideUpload(file, store ? &*store : nullptr, Marketplaces(), bill, scene);
    });
}

template <class Document>
bool IsNew(const std::vector<Document>& before, const Document& document) {
    return std::none_of(before.begin(), before.end(),
                        [&](const Document& each) { return each.id == document.id; });
}

std::vector<Bill> NewBills(const OrderFile& before, const OrderFile& now) {
    std::vector<Bill> bills;
    for (const auto& invoice : now.invoices) {
        if (IsNew(before.invoices, invoice)) {
            bills.push_back({invoice.id, {}});
        }
    }
    for (const auto& memo : now.credit_memos) {
        if (IsNew(before.credit_memos, memo)) {
            bills.push_back({{}, memo.id});
        }
    }
    return bills;
}

}  // namespace

Processed UploadInvoice(const Step& step, domain::InvoiceId invoice) {
    return Upload(step, invoice, {invoice, {}});
}

Processed UploadCreditMemo(const Step& step, domain::CreditMemoId memo) {
    return Upload(step, memo, {{}, memo});
}

std::optional<domain::Refusal> WhyNotUploadBill(const OrderFile& file, const domain::Store* store,
                                                const Bill& bill) {
    return domain::WhyNotUpload(file, store, Marketplaces(), bill);
}

void QueueNewBills(ports::Transaction& tx, const OrderFile* before, domain::OrderChange& change,
                   base::Instant now) {
    const domain::Order& order = change.file.order;
    if (!order.channel || now > order.placed_at + domain::kUploadsByItselfFor) {
        return;  // before the store is asked for: most of a long import ends here
    }
    const auto bills = NewBills(before == nullptr ? OrderFile{} : *before, change.file);
    if (bills.empty()) {
        return;
    }
    const auto store = StoreOf(tx, order);
    if (!store || !domain::LeavesByItself(order, *store, Marketplaces(), now)) {
        return;
    }
    for (const Bill& bill : bills) {
        change.file.follow_ups.push_back(domain::UploadOf(order, bill, now));
    }
}

}  // namespace orderyard::actions
