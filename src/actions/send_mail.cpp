// The wish goes through the outbox, like the mails that come with a change of an order.
#include "actions/send_mail.hpp"

#include "actions/queue_mail.hpp"
#include "ports/order_store.hpp"

namespace orderyard::actions {

base::Result<bool> SendMail(const Step& step, domain::OrderId id, domain::MailKind kind,
                            std::int64_t document) {
    const auto order = step.tx.orders().Load(id);
    if (!order) {
        return base::Fail(base::NotFound("There is no order with this id."));
    }
    return QueueMail(step.tx, *order, kind, document, std::to_string(order->version) + "/asked",
                     step.now);
}

}  // namespace orderyard::actions
