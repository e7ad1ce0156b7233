// The message names what the mail is about; its text is made when it is sent.
#include "actions/queue_mail.hpp"

#include "ports/outbox_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {

bool QueueMail(ports::Transaction& tx, const domain::Order& order, domain::MailKind kind,
               std::int64_t document, const std::string& occasion, base::Instant now) {
    const auto store = order.channel ? tx.stores().Load(order.channel->store_id) : std::nullopt;
    if (domain::WhyNotMail(kind, order, store ? &*store : nullptr)) {
        return false;
    }
    ports::OutboxMessage message;
    message.kind = kSendMail;
    message.subject = order.increment_id;
    message.body = std::string(ToString(kind)) + " " + std::to_string(order.id.value);
    if (document != 0) {
        message.body += " " + std::to_string(document);
    }
    message.dedupe_key = message.kind + "/" + message.body + "/" + occasion;
    message.created_at = now;
    message.not_before = now;
    tx.outbox().Enqueue(message);
    return true;
}

}  // namespace orderyard::actions
