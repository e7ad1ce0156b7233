// Puts a mail into the outbox, if the rules allow it. Internal to actions.
#pragma once

#include <cstdint>
#include <string>

#include "domain/order/mail_policy.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

inline constexpr const char* kSendMail = "send_mail";  // kind of the message

// `document`: the id of the invoice, shipment or credit memo that the mail is about; 0: the order.
// `occasion` tells two mails about the same thing apart; one that is still on its way is not queued
// twice. False: the order's channel or the lack of an address forbids it (domain::WhyNotMail).
bool QueueMail(ports::Transaction& tx, const domain::Order& order, domain::MailKind kind,
               std::int64_t document, const std::string& occasion, base::Instant now);

}  // namespace orderyard::actions
