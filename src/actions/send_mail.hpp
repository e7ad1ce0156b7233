// Asks for a mail about an order or one of its documents, apart from any change to it.
#pragma once

#include <cstdint>
#include <optional>

#include "actions/order_step.hpp"
#include "actions/queue_mail.hpp"

namespace orderyard::actions {

// nullopt: it is on its way; else why it must not go (QueueMail). Asking twice while the first mail
// is on its way queues nothing more. `wish.occasion` and `asked_by` are filled here. kNotFound: no
// such order.
base::Result<std::optional<domain::Refusal>> AskForMail(const Step& step, domain::OrderId order,
                                                        MailWish wish);

// Likewise, and false for whatever forbids it. `document`: the id of the invoice, shipment or
// credit memo that the mail is about; 0: the order.
base::Result<bool> SendMail(const Step& step, domain::OrderId order, domain::MailKind kind,
                            std::int64_t document = 0);

}  // namespace orderyard::actions
