// Papers as files: their names, and the answers that carry them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/v1/papers/letterheads.hpp"
#include "documents/paper_stack.hpp"
#include "domain/order/order_file.hpp"
#include "http/message.hpp"

namespace orderyard::api::v1 {

enum class PaperKind { kInvoice, kCreditMemo, kPackingSlip, kLabel };
std::string_view ToString(PaperKind kind);  // "invoice", "credit_memo", "packing_slip", "label"
std::optional<PaperKind> PaperKindFrom(std::string_view text);

// "invoice-000000017": of a number alone, never of a person.
std::string FileStem(PaperKind kind, std::string_view number);

struct FileAnswer {
    std::string name;  // "invoices.pdf"
    std::string content_type;
    bool is_download = true;  // else browsers show it
};
http::Response FileResponse(std::string bytes, const FileAnswer& file);
// Only the head, for a body that is streamed.
void SetFileHeaders(http::Response& response, const FileAnswer& file);

// One paper of an order that can be printed.
struct PaperOf {
    PaperKind kind;
    std::int64_t document = 0;  // the id's value; 0: of the order itself (slip, label)
    std::string number;         // of the document, else of the order
};
// What of this kind there is to print for an order, oldest first: nothing that was canceled or
// made void. Slips and labels are the shipments', or the order's own while it has none.
std::vector<PaperOf> PapersOf(const domain::OrderFile& file, PaperKind kind);
void AddPaper(documents::PaperStack& stack, const documents::Letterhead& head,
              const domain::OrderFile& file, const PaperOf& paper);

}  // namespace orderyard::api::v1
