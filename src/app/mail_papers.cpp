// The same papers that people print: the file's name is of its number alone, never of a person.
#include "app/mail_papers.hpp"

#include <algorithm>

#include "actions/order_step.hpp"
#include "api/v1/papers/letterheads.hpp"
#include "documents/paper_stack.hpp"
#include "ports/paper_store.hpp"

namespace orderyard::app {
namespace {

template <class Document>
const Document* Find(const std::vector<Document>& documents, std::int64_t id) {
    const auto found = std::find_if(documents.begin(), documents.end(),
                                    [id](const Document& each) { return each.id.value == id; });
    return found == documents.end() ? nullptr : &*found;
}

ports::MailAttachment Pdf(const char* what, const std::string& number,
                          documents::PaperStack& stack) {
    return {std::string(what) + "-" + number + ".pdf", "application/pdf", stack.Finish()};
}

}  // namespace

std::optional<ports::MailAttachment> PaperForMail(ports::Transaction& tx,
                                                  const domain::OrderFile& file,
                                                  domain::MailKind kind, std::int64_t document) {
    api::v1::Letterheads heads;
    const documents::Letterhead& head = heads.Of(tx, file.order.store_view_id);
    documents::PaperStack stack(file.order.increment_id, head.settings.language);
    switch (kind) {
        case domain::MailKind::kInvoice:
            if (const auto* invoice = Find(file.invoices, document)) {
                stack.AddInvoice(head, file, *invoice);
                return Pdf("invoice", invoice->increment_id, stack);
            }
            return std::nullopt;
        case domain::MailKind::kShipment:
            if (const auto* shipment = Find(file.shipments, document)) {
                stack.AddPackingSlip(head, file.order, shipment);
                return Pdf("packing-slip", shipment->increment_id, stack);
            }
            return std::nullopt;
        case domain::MailKind::kCreditMemo:
            if (const auto* memo = Find(file.credit_memos, document)) {
                stack.AddCreditMemo(head, file, *memo);
                return Pdf("credit-memo", memo->increment_id, stack);
            }
            return std::nullopt;
        case domain::MailKind::kOrder:
        case domain::MailKind::kOrderComment:
        case domain::MailKind::kInvoiceComment:
        case domain::MailKind::kShipmentComment:
        case domain::MailKind::kCreditMemoComment:
        case domain::MailKind::kMessage: return std::nullopt;
    }
    return std::nullopt;
}

std::string PaperOfBill(ports::Transaction& tx, const domain::OrderFile& file,
                        const domain::Bill& bill) {
    const bool is_invoice = bill.invoice_id.IsSet();
    auto paper = PaperForMail(
        tx, file, is_invoice ? domain::MailKind::kInvoice : domain::MailKind::kCreditMemo,
        is_invoice ? bill.invoice_id.value : bill.credit_memo_id.value);
    return paper ? std::move(paper->bytes) : std::string();
}

std::optional<ports::MailAttachment> InvoiceFile(ports::Transaction& tx, domain::OrderId order,
                                                 domain::InvoiceId invoice) {
    const auto file = actions::ReadFile(tx, order);
    if (!file || domain::IsTakenBack(*file, {invoice, {}})) {
        return std::nullopt;
    }
    return PaperForMail(tx, *file, domain::MailKind::kInvoice, invoice.value);
}

std::optional<ports::MailAttachment> LogoForMail(ports::Transaction& tx, domain::StoreViewId view) {
    std::string bytes = tx.papers().Logo(view);
    if (bytes.empty()) {
        return std::nullopt;
    }
    return ports::MailAttachment{"logo", "image/png", std::move(bytes)};
}

}  // namespace orderyard::app
