// POST /api/v1/invoices/{invoice}/comments, /shipments/{shipment}/comments and
// /credit-memos/{memo}/comments: {comment, notify, is_visible_on_front, version}.
#include "actions/comment_document.hpp"
#include "api/v1/orders/endpoints.hpp"
#include "api/v1/orders/process.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "ports/document_store.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kStatusCreated = 201;

template <class Id>
Answer Comment(const Call& call, Id id, ports::DocumentKind kind) {
    const auto allowed = QueryReader(call.request).Allow({});
    auto body = allowed ? BodyReader::Of(call.request) : base::Fail(allowed.error());
    if (!body) {
        return base::Fail(body.error());
    }
    const auto version = ReadVersion(*body);
    actions::DocumentRemark remark;
    remark.text = body->NeededText("comment", base::limits::kCommentBytesMax);
    remark.notify = body->Flag("notify", false);
    remark.is_visible_on_front = body->Flag("is_visible_on_front", false);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    const auto find = [id](ports::Transaction& tx) { return actions::OrderOf(tx, id); };
    const OrderWork work = [&](const actions::Step& step,
                               domain::OrderId order) -> actions::Processed {
        const auto said = actions::CommentDocument(step, {order, kind, id.value}, remark);
        auto file = said ? ReadOrderFile(step.tx, order) : base::Fail(said.error());
        if (!file) {
            return base::Fail(file.error());
        }
        domain::OrderChange change;
        change.file = std::move(*file);
        return change;
    };
    return Process(call, version, find, work, kStatusCreated);
}

}  // namespace

Answer CommentInvoice(const Call& call) {
    return Comment(call, domain::InvoiceId(IdOf(call.request, "invoice")),
                   ports::DocumentKind::kInvoice);
}

Answer CommentShipment(const Call& call) {
    return Comment(call, domain::ShipmentId(IdOf(call.request, "shipment")),
                   ports::DocumentKind::kShipment);
}

Answer CommentCreditMemo(const Call& call) {
    return Comment(call, domain::CreditMemoId(IdOf(call.request, "memo")),
                   ports::DocumentKind::kCreditMemo);
}

}  // namespace orderyard::api::v1
