// Texts are made when a mail is sent, not when it is queued: a shipment's mail then shows the
// tracking number that came a minute later.
#include <algorithm>

#include "mail/mail_delivery.hpp"
#include "mail/templates/builtin_templates.hpp"
#include "mail/templates/render.hpp"
#include "ports/document_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::mail {
namespace {

using domain::MailKind;

std::optional<ports::DocumentKind> DocumentKindOf(MailKind kind) {
    switch (kind) {
        case MailKind::kInvoice: return ports::DocumentKind::kInvoice;
        case MailKind::kShipment: return ports::DocumentKind::kShipment;
        case MailKind::kCreditMemo: return ports::DocumentKind::kCreditMemo;
        case MailKind::kOrder:
        case MailKind::kOrderComment:
        case MailKind::kInvoiceComment:
        case MailKind::kShipmentComment:
        case MailKind::kCreditMemoComment:
        case MailKind::kMessage: return std::nullopt;
    }
    return std::nullopt;
}

// What was said to the buyer when the document was made.
std::string RemarkWith(ports::Transaction& tx, const ports::Mail& mail) {
    const auto kind = DocumentKindOf(mail.kind);
    if (!kind || mail.document == 0) {
        return {};
    }
    for (const auto& comment : tx.documents().Comments(*kind, mail.document)) {
        if (comment.is_customer_notified) {
            return comment.text;
        }
    }
    return {};
}

std::string StatusLabel(ports::Transaction& tx, const std::string& code) {
    for (const auto& status : tx.stores().ListStatuses()) {
        if (status.code == code && !status.label.empty()) {
            return status.label;
        }
    }
    return code;
}

}  // namespace

std::optional<MailDraft> DraftMail(ports::Transaction& tx, const domain::OrderFile& file,
                                   const ports::Mail& mail, bool has_logo) {
    const auto views = tx.stores().ListViews();
    const auto view = std::find_if(views.begin(), views.end(), [&](const domain::StoreView& each) {
        return each.id == file.order.store_view_id;
    });
    if (view == views.end()) {
        return std::nullopt;
    }
    const bool is_guest = !file.order.customer_id.IsSet();
    const auto audience = is_guest ? domain::MailAudience::kGuest : domain::MailAudience::kCustomer;
    MailDraft draft;
    draft.rule = tx.mails().RuleFor(view->id, mail.kind);
    MailContent content(file);
    content.kind = mail.kind;
    content.document = mail.document;
    content.note = mail.note.empty() ? RemarkWith(tx, mail) : mail.note;
    content.message_subject = mail.subject;
    content.language = draft.rule.language;
    content.store_name = view->name;
    content.status_label = StatusLabel(tx, file.order.status);
    content.zone = view->zone;
    content.is_guest = is_guest;
    content.has_logo = has_logo;
    const auto own = tx.mails().TemplateFor(view->id, mail.kind, audience);
    draft.made = Render(own ? *own : BuiltinTemplate(mail.kind, draft.rule.language), content);
    return draft;
}

}  // namespace orderyard::mail
