// A row of the queue of mails: the log, its states and what a person may decide are the same.
#include "actions/write_channel_message.hpp"

#include "domain/mail/channel_message.hpp"
#include "ports/mail_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::actions {

base::Result<> WriteChannelMessage(const Step& step, domain::OrderId id, const std::string& kind,
                                   const std::string& text) {
    if (auto checked = domain::CheckChannelMessage(kind, text); !checked) {
        return checked;
    }
    const auto order = step.tx.orders().Load(id);
    if (!order) {
        return base::Fail(base::NotFound("There is no order with this id."));
    }
    if (!order->channel) {
        return base::Fail(
            base::NotAllowed("The order came from no channel; write a mail instead."));
    }
    ports::Mail message;
    message.order_id = id;
    message.store_view_id = order->store_view_id;
    message.kind = domain::MailKind::kMessage;
    message.channel = order->channel->store_id;
    message.channel_action = kind;
    message.asked_by = step.actor.name;
    message.note = text;
    message.created_at = step.now;
    message.not_before = step.now;
    message.dedupe_key = "channel/" + std::to_string(id.value) + "/" + kind;
    if (!step.tx.mails().Queue(message)) {
        return base::Fail(base::Conflict("A message of this kind is on its way already."));
    }
    return {};
}

}  // namespace orderyard::actions
