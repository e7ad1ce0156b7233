// The wish goes through the outbox, like the mails that come with a change of an order.
#include "actions/send_mail.hpp"

#include "domain/order/mail_policy.hpp"
#include "ports/order_store.hpp"
#include "ports/outbox_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {

base::Result<bool> SendMail(const Step& step, domain::OrderId id, domain::MailKind kind,
                            std::int64_t document) {
    const auto order = step.tx.orders().Load(id);
    if (!order) {
        return base::Fail(base::NotFound("There is no order with this id."));
    }
    const auto store =
        order->channel ? step.tx.stores().Load(order->channel->store_id) : std::nullopt;
    if (domain::WhyNotMail(kind, *order, store ? &*store : nullptr)) {
        return false;
    }
    ports::OutboxMessage message;
    message.kind = "send_mail";
    message.subject = order->increment_id;
    message.body = std::string(ToString(kind)) + " " + std::to_string(id.value);
    if (document != 0) {
        message.body += " " + std::to_string(document);
    }
    message.dedupe_key =
        message.kind + "/" + message.body + "/" + std::to_string(order->version) + "/asked";
    message.created_at = step.now;
    message.not_before = step.now;
    step.tx.outbox().Enqueue(message);
    return true;
}

}  // namespace orderyard::actions
