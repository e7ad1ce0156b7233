// One paper as a PDF.
#include "actions/order_step.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/papers/endpoints.hpp"
#include "api/v1/papers/paper_files.hpp"
#include "api/v1/query_reader.hpp"
#include "api/view_trail.hpp"

namespace orderyard::api::v1 {
namespace {

using OrderOf = std::function<base::Result<domain::OrderId>(ports::Transaction&)>;

// A label without a name is a parcel that does not arrive.
base::Result<> CheckMaySeePeople(const Call& call) {
    if (call.caller.May(kPersonalDataRight)) {
        return {};
    }
    return base::Fail({base::ErrorCode::kForbidden,
                       "Labels take the right to %resource.",
                       {{"resource", kPersonalDataRight}},
                       ""});
}

std::string NumberOf(const domain::OrderFile& file, PaperKind kind, std::int64_t document) {
    const auto find = [document](const auto& documents) {
        for (const auto& each : documents) {
            if (each.id.value == document) {
                return each.increment_id;
            }
        }
        return std::string();
    };
    switch (kind) {
        case PaperKind::kInvoice: return find(file.invoices);
        case PaperKind::kCreditMemo: return find(file.credit_memos);
        case PaperKind::kPackingSlip:
        case PaperKind::kLabel:
            return document == 0 ? file.order.increment_id : find(file.shipments);
    }
    return "";
}

// Also of documents that were canceled: their paper says so.
Answer ShowPaper(const Call& call, PaperKind kind, std::int64_t document, const OrderOf& order_of) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"download"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto download = query.Int("download", 0, 0, 1);
    if (!download) {
        return base::Fail(download.error());
    }
    base::Result<domain::OrderFile> file;
    documents::Letterhead head;
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto order = order_of(tx);
        file = order ? ReadOrderFile(tx, *order)
                     : base::Result<domain::OrderFile>(base::Fail(order.error()));
        if (file) {
            head = Letterheads().Of(tx, file->order.store_view_id);
        }
    });
    if (!file) {
        return base::Fail(file.error());
    }
    const PaperOf paper{kind, document, NumberOf(*file, kind, document)};
    const std::string stem = FileStem(kind, paper.number);
    documents::PaperStack stack(stem, head.settings.language);
    AddPaper(stack, head, *file, paper);
    return FileResponse(stack.Finish(), {stem + ".pdf", "application/pdf", *download == 1});
}

template <class Id>
Answer ShowPaperOf(const Call& call, PaperKind kind, const char* name) {
    const Id id(IdOf(call.request, name));
    return ShowPaper(call, kind, id.value,
                     [&](ports::Transaction& tx) { return actions::OrderOf(tx, id); });
}

}  // namespace

Answer ShowInvoicePdf(const Call& call) {
    return ShowPaperOf<domain::InvoiceId>(call, PaperKind::kInvoice, "invoice");
}

Answer ShowCreditMemoPdf(const Call& call) {
    return ShowPaperOf<domain::CreditMemoId>(call, PaperKind::kCreditMemo, "memo");
}

Answer ShowShipmentSlip(const Call& call) {
    return ShowPaperOf<domain::ShipmentId>(call, PaperKind::kPackingSlip, "shipment");
}

Answer ShowShipmentLabel(const Call& call) {
    if (const auto may = CheckMaySeePeople(call); !may) {
        return base::Fail(may.error());
    }
    return ShowPaperOf<domain::ShipmentId>(call, PaperKind::kLabel, "shipment");
}

Answer ShowOrderSlip(const Call& call) {
    return ShowPaper(call, PaperKind::kPackingSlip, 0,
                     [&](ports::Transaction& tx) { return OrderIdOf(tx, call.request); });
}

}  // namespace orderyard::api::v1
