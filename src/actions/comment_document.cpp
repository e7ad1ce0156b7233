// The comment is the document's; the order's history only says that there is one.
#include "actions/comment_document.hpp"

#include "actions/send_mail.hpp"
#include "base/text.hpp"
#include "domain/order/asked_pieces.hpp"

namespace orderyard::actions {
namespace {

struct Words {
    const char* event;
    domain::MailKind mail;
};

Words WordsOf(ports::DocumentKind kind) {
    switch (kind) {
        case ports::DocumentKind::kInvoice:
            return {"invoice_commented", domain::MailKind::kInvoiceComment};
        case ports::DocumentKind::kShipment:
            return {"shipment_commented", domain::MailKind::kShipmentComment};
        case ports::DocumentKind::kCreditMemo:
            return {"creditmemo_commented", domain::MailKind::kCreditMemoComment};
    }
    return {"commented", domain::MailKind::kOrderComment};
}

}  // namespace

base::Result<domain::DocumentComment> CommentDocument(const Step& step, const DocumentRef& document,
                                                      const DocumentRemark& remark) {
    if (base::Trim(remark.text).empty()) {
        return base::Fail(base::InvalidInput("comment", "A comment has a text."));
    }
    if (const auto checked = domain::CheckComment(remark.text); !checked) {
        return base::Fail(checked.error());
    }
    const Words words = WordsOf(document.kind);
    const auto change =
        Process(step, document.order,
                [&](const domain::OrderFile& file, const domain::Scene& scene) -> Processed {
                    domain::OrderChange noted;
                    noted.file = file;
                    noted.history.push_back(domain::Note(scene, words.event));
                    domain::Finish(noted, scene);
                    return noted;
                });
    if (!change) {
        return base::Fail(change.error());
    }
    MailWish wish;
    wish.kind = words.mail;
    wish.document = document.id;
    wish.note = remark.text;
    wish.is_to_buyer = remark.notify;
    const auto refusal = AskForMail(step, document.order, wish);
    const bool is_notified = remark.notify && refusal && !*refusal;
    domain::DocumentComment comment;
    comment.at = step.now;
    comment.author = step.actor;
    comment.text = remark.text;
    comment.is_customer_notified = is_notified;
    comment.is_visible_on_front = remark.is_visible_on_front;
    step.tx.documents().AddComment(document.kind, document.id, comment);
    return comment;
}

}  // namespace orderyard::actions
