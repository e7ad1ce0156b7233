// A row of the queue of mails: the log, its states and what a person may decide are the same.
#include "actions/write_channel_message.hpp"

#include "ports/document_store.hpp"
#include "ports/mail_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::actions {

namespace {

base::Result<> Check(const ChannelMessage& message, ports::Transaction& tx, domain::OrderId id) {
    if (auto checked = domain::CheckChannelMessage(message.kind, message.text); !checked) {
        return checked;
    }
    const bool has_document = message.invoice_id.IsSet();
    if (auto checked = domain::CheckMessageFile(message.kind, has_document,
                                                message.file ? &*message.file : nullptr);
        !checked) {
        return checked;
    }
    if (has_document) {
        const auto invoice = tx.documents().FindInvoice(message.invoice_id);
        if (!invoice || invoice->order_id != id ||
            invoice->state == domain::InvoiceState::kCanceled) {
            return base::Fail(
                base::InvalidInput("invoice_id", "The order has no such invoice that is valid."));
        }
    }
    return {};
}

}  // namespace

base::Result<> WriteChannelMessage(const Step& step, domain::OrderId id,
                                   const ChannelMessage& message) {
    const auto order = step.tx.orders().Load(id);
    if (!order) {
        return base::Fail(base::NotFound("There is no order with this id."));
    }
    if (auto checked = Check(message, step.tx, id); !checked) {
        return checked;
    }
    if (!order->channel) {
        return base::Fail(
            base::NotAllowed("The order came from no channel; write a mail instead."));
    }
    ports::Mail mail;
    mail.order_id = id;
    mail.store_view_id = order->store_view_id;
    mail.kind = domain::MailKind::kMessage;
    mail.document = message.invoice_id.value;
    mail.channel = order->channel->store_id;
    mail.channel_action = message.kind;
    mail.asked_by = step.actor.name;
    mail.note = message.text;
    mail.created_at = step.now;
    mail.not_before = step.now;
    mail.dedupe_key = "channel/" + std::to_string(id.value) + "/" + message.kind;
    if (!step.tx.mails().Queue(mail)) {
        return base::Fail(base::Conflict("A message of this kind is on its way already."));
    }
    if (message.file) {
        step.tx.mails().PutFile(
            mail, {message.file->name, std::string(domain::MediaTypeOf(message.file->bytes)),
                   message.file->bytes});
    }
    return {};
}

}  // namespace orderyard::actions
