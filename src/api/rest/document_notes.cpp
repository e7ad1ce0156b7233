// Comments on invoices, shipments and credit memos, and the wish to mail a document once more.
#include "actions/comment_document.hpp"
#include "actions/send_mail.hpp"
#include "api/errors.hpp"
#include "api/rest/change.hpp"
#include "api/rest/document_shape.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/input.hpp"
#include "api/rest/parent_criteria.hpp"
#include "ports/document_store.hpp"

namespace orderyard::api::rest {
namespace {

using actions::Step;
using ports::DocumentKind;

base::Result<domain::OrderId> OrderOf(ports::Transaction& tx, DocumentKind kind, std::int64_t id) {
    switch (kind) {
        case DocumentKind::kInvoice: return actions::OrderOf(tx, domain::InvoiceId(id));
        case DocumentKind::kShipment: return actions::OrderOf(tx, domain::ShipmentId(id));
        case DocumentKind::kCreditMemo: return actions::OrderOf(tx, domain::CreditMemoId(id));
    }
    return base::Fail(MagentoNoSuchEntity());
}

domain::MailKind MailOf(DocumentKind kind) {
    switch (kind) {
        case DocumentKind::kInvoice: return domain::MailKind::kInvoice;
        case DocumentKind::kShipment: return domain::MailKind::kShipment;
        case DocumentKind::kCreditMemo: return domain::MailKind::kCreditMemo;
    }
    return domain::MailKind::kInvoice;
}

Answer ListComments(const Call& call, DocumentKind kind) {
    const auto id = call.PathId();
    if (!id) {
        return base::Fail(id.error());
    }
    std::optional<std::vector<domain::DocumentComment>> comments;
    call.context.database.Read([&](ports::Transaction& tx) {
        comments.reset();
        if (OrderOf(tx, kind, *id)) {
            comments = tx.documents().Comments(kind, *id);
        }
    });
    if (!comments) {
        return base::Fail(MagentoNoSuchEntity());
    }
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject().Key("items").BeginArray();
    for (const domain::DocumentComment& comment : *comments) {
        WriteComment(json, *id, comment);
    }
    json.EndArray();
    WriteParentCriteria(json, *id, static_cast<std::int64_t>(comments->size()));
    json.EndObject();
    return json.Take();
}

// `refusal`: whatever is wrong with the comment or its document.
Answer Comment(const Call& call, DocumentKind kind, std::optional<std::int64_t> document,
               const char* refusal) {
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    actions::DocumentRemark remark;
    if (auto given = input->NeededObject("entity", "entity")) {
        remark.text = given->Text("comment").value_or("");
        remark.notify = given->IntFlag("is_customer_notified");
        remark.is_visible_on_front = given->IntFlag("is_visible_on_front");
        if (!document) {
            document = given->Int("parent_id").value_or(0);
        }
    }
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    return Change(call, [&](const Step& step) -> Answer {
        const auto order = OrderOf(step.tx, kind, *document);
        if (!order) {
            return base::Fail(Refused(refusal));
        }
        const auto comment = actions::CommentDocument(step, {*order, kind, *document}, remark);
        if (!comment) {
            return base::Fail(Refused(refusal));
        }
        JsonWriter json(JsonWriter::Style::kMagento);
        WriteComment(json, *document, *comment);
        return json.Take();
    });
}

// The path's document, whatever the body says of its parent.
Answer CommentByPath(const Call& call, DocumentKind kind, const char* refusal) {
    const auto id = call.PathId();
    return id ? Comment(call, kind, *id, refusal) : base::Fail(id.error());
}

Answer Mail(const Call& call, DocumentKind kind) {
    const auto id = call.PathId();
    const auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    if (!id) {
        return base::Fail(id.error());
    }
    return Change(call, [&](const Step& step) -> Answer {
        const auto order = OrderOf(step.tx, kind, *id);
        const auto sent = order ? actions::SendMail(step, *order, MailOf(kind), *id)
                                : base::Result<bool>(base::Fail(order.error()));
        return sent ? Answer(*sent ? "true" : "false") : base::Fail(MagentoNoSuchEntity());
    });
}

}  // namespace

Answer ListInvoiceComments(const Call& call) {
    return ListComments(call, DocumentKind::kInvoice);
}

Answer CommentInvoice(const Call& call) {
    return Comment(call, DocumentKind::kInvoice, std::nullopt,
                   "Could not save the invoice comment.");
}

Answer MailInvoice(const Call& call) {
    return Mail(call, DocumentKind::kInvoice);
}

Answer ListShipmentComments(const Call& call) {
    return ListComments(call, DocumentKind::kShipment);
}

Answer CommentShipment(const Call& call) {
    return CommentByPath(call, DocumentKind::kShipment, "Could not save the shipment comment.");
}

Answer MailShipment(const Call& call) {
    return Mail(call, DocumentKind::kShipment);
}

Answer ListCreditMemoComments(const Call& call) {
    return ListComments(call, DocumentKind::kCreditMemo);
}

Answer CommentCreditMemo(const Call& call) {
    return CommentByPath(call, DocumentKind::kCreditMemo, "Could not save the creditmemo comment.");
}

Answer MailCreditMemo(const Call& call) {
    return Mail(call, DocumentKind::kCreditMemo);
}

}  // namespace orderyard::api::rest
