// The wish is a row of the queue, like the mails that come with a change of an order.
#include "actions/send_mail.hpp"

#include "domain/mail/mail_rule.hpp"
#include "ports/order_store.hpp"

namespace orderyard::actions {

base::Result<std::optional<domain::Refusal>> AskForMail(const Step& step, domain::OrderId id,
                                                        MailWish wish) {
    const auto order = step.tx.orders().Load(id);
    if (!order) {
        return base::Fail(base::NotFound("There is no order with this id."));
    }
    wish.occasion = std::to_string(order->version) + "/asked";
    if (wish.kind == domain::MailKind::kMessage || domain::IsCommentMail(wish.kind)) {
        // Two texts are two mails, even in the same second.
        wish.occasion += "/" + std::to_string(step.now.micros);
    }
    wish.asked_by = step.actor.name;
    auto refusal = QueueMail(step.tx, *order, wish, step.now);
    if (step.trail != nullptr && !refusal) {
        step.trail->Say(id, "mail " + std::string(ToString(wish.kind)) + " queued");
    }
    return refusal;
}

base::Result<bool> SendMail(const Step& step, domain::OrderId order, domain::MailKind kind,
                            std::int64_t document) {
    MailWish wish;
    wish.kind = kind;
    wish.document = document;
    return AskForMail(step, order, wish).map([](const auto& refusal) { return !refusal; });
}

}  // namespace orderyard::actions
