// Asks for a mail about an order or one of its documents, apart from any change to it.
#pragma once

#include <cstdint>

#include "actions/order_step.hpp"

namespace orderyard::actions {

// `document`: the id of the invoice, shipment or credit memo that the mail is about; 0: the order.
// False: the order's channel or the lack of an address forbids it (domain::WhyNotMail). Asking
// twice while the first mail is on its way queues nothing more and is true. kNotFound: no such
// order.
base::Result<bool> SendMail(const Step& step, domain::OrderId order, domain::MailKind kind,
                            std::int64_t document = 0);

}  // namespace orderyard::actions
