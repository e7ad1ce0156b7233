// The choice of documents, and how files are named.
#include "api/v1/papers/paper_files.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr std::array kKinds = {PaperKind::kInvoice, PaperKind::kCreditMemo, PaperKind::kPackingSlip,
                               PaperKind::kLabel};

template <class Document>
const Document* FindById(const std::vector<Document>& documents, std::int64_t id) {
    const auto found = std::find_if(documents.begin(), documents.end(),
                                    [id](const Document& each) { return each.id.value == id; });
    return found == documents.end() ? nullptr : &*found;
}

}  // namespace

std::string_view ToString(PaperKind kind) {
    switch (kind) {
        case PaperKind::kInvoice: return "invoice";
        case PaperKind::kCreditMemo: return "credit_memo";
        case PaperKind::kPackingSlip: return "packing_slip";
        case PaperKind::kLabel: return "label";
    }
    return "";
}

std::optional<PaperKind> PaperKindFrom(std::string_view text) {
    const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                    [text](PaperKind kind) { return ToString(kind) == text; });
    return found == kKinds.end() ? std::nullopt : std::optional(*found);
}

std::string FileStem(PaperKind kind, std::string_view number) {
    std::string stem(ToString(kind));
    std::replace(stem.begin(), stem.end(), '_', '-');
    stem += '-';
    for (const char c : number.substr(0, 60)) {
        const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                              (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        stem += is_plain ? c : '_';
    }
    return stem;
}

void SetFileHeaders(http::Response& response, const FileAnswer& file) {
    response.content_type = file.content_type;
    response.Set("Content-Disposition", std::string(file.is_download ? "attachment" : "inline") +
                                            "; filename=\"" + file.name + "\"");
    response.Set("X-Content-Type-Options", "nosniff");
}

http::Response FileResponse(std::string bytes, const FileAnswer& file) {
    http::Response response;
    response.body = std::move(bytes);
    SetFileHeaders(response, file);
    return response;
}

std::vector<PaperOf> PapersOf(const domain::OrderFile& file, PaperKind kind) {
    std::vector<PaperOf> papers;
    switch (kind) {
        case PaperKind::kInvoice:
            for (const auto& invoice : file.invoices) {
                if (invoice.state != domain::InvoiceState::kCanceled) {
                    papers.push_back({kind, invoice.id.value, invoice.increment_id});
                }
            }
            return papers;
        case PaperKind::kCreditMemo:
            for (const auto& memo : file.credit_memos) {
                if (memo.Counts()) {
                    papers.push_back({kind, memo.id.value, memo.increment_id});
                }
            }
            return papers;
        case PaperKind::kPackingSlip:
        case PaperKind::kLabel:
            for (const auto& shipment : file.shipments) {
                if (!shipment.is_void) {
                    papers.push_back({kind, shipment.id.value, shipment.increment_id});
                }
            }
            if (papers.empty() && file.order.state != domain::OrderState::kCanceled) {
                papers.push_back({kind, 0, file.order.increment_id});
            }
            return papers;
    }
    return papers;
}

void AddPaper(documents::PaperStack& stack, const documents::Letterhead& head,
              const domain::OrderFile& file, const PaperOf& paper) {
    switch (paper.kind) {
        case PaperKind::kInvoice: {
            const auto* invoice = FindById(file.invoices, paper.document);
            base::Check(invoice != nullptr, "an invoice of another order");
            stack.AddInvoice(head, file, *invoice);
            return;
        }
        case PaperKind::kCreditMemo: {
            const auto* memo = FindById(file.credit_memos, paper.document);
            base::Check(memo != nullptr, "a credit memo of another order");
            stack.AddCreditMemo(head, file, *memo);
            return;
        }
        case PaperKind::kPackingSlip:
            stack.AddPackingSlip(head, file.order, FindById(file.shipments, paper.document));
            return;
        case PaperKind::kLabel: stack.AddLabel(head, file.order, paper.number); return;
    }
}

}  // namespace orderyard::api::v1
