// Whom a mail goes to is settled here, in the transaction of what it tells of; a bcc is part of the
// buyer's mail, a separate copy a row of its own, with its own end.
#include "actions/queue_mail.hpp"

#include "domain/mail/mail_rule.hpp"
#include "ports/mail_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

std::optional<domain::Refusal> WhyNot(ports::Transaction& tx, const domain::Order& order,
                                      domain::MailKind kind) {
    const auto store = order.channel ? tx.stores().Load(order.channel->store_id) : std::nullopt;
    return domain::WhyNotMail(kind, order, store ? &*store : nullptr);
}

domain::Refusal SwitchedOff() {
    return {"kind_off",
            "Mails of this kind are switched off; switch them on in the mail settings."};
}

}  // namespace

std::optional<domain::Refusal> WhyNotQueueMail(ports::Transaction& tx, const domain::Order& order,
                                               domain::MailKind kind) {
    if (auto refusal = WhyNot(tx, order, kind)) {
        return refusal;
    }
    return tx.mails().RuleFor(order.store_view_id, kind).is_enabled ? std::nullopt
                                                                    : std::optional(SwitchedOff());
}

std::optional<domain::Refusal> QueueMail(ports::Transaction& tx, const domain::Order& order,
                                         const MailWish& wish, base::Instant now) {
    if (auto refusal = WhyNot(tx, order, wish.kind)) {
        return refusal;
    }
    const domain::MailRule rule = tx.mails().RuleFor(order.store_view_id, wish.kind);
    if (!rule.is_enabled) {
        return SwitchedOff();
    }
    ports::Mail mail;
    mail.order_id = order.id;
    mail.store_view_id = order.store_view_id;
    mail.kind = wish.kind;
    mail.document = wish.document;
    mail.asked_by = wish.asked_by;
    mail.note = wish.note;
    mail.subject = wish.subject;
    mail.created_at = now;
    mail.not_before = now;
    const std::string key = std::string(ToString(wish.kind)) + "/" +
                            std::to_string(order.id.value) + "/" + std::to_string(wish.document) +
                            "/" + wish.occasion;
    const bool is_separate = !wish.is_to_buyer || rule.copy_method == domain::CopyMethod::kSeparate;
    if (wish.is_to_buyer) {
        mail.dedupe_key = key;
        mail.recipient = order.personal.buyer_email;
        if (!is_separate) {
            mail.blind_copies = rule.copy_to;
        }
        tx.mails().Queue(mail);
    }
    mail.is_copy = true;
    mail.blind_copies.clear();
    for (std::size_t i = 0; is_separate && i < rule.copy_to.size(); ++i) {
        mail.dedupe_key = key + "/copy/" + std::to_string(i);
        mail.recipient = rule.copy_to[i];
        tx.mails().Queue(mail);
    }
    return std::nullopt;
}

}  // namespace orderyard::actions
