// Puts a mail into the queue, if the rules allow it. Internal to actions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/order/mail_policy.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

struct MailWish {
    domain::MailKind kind = domain::MailKind::kOrder;
    std::int64_t document = 0;  // the invoice, shipment or credit memo it is about; 0: the order
    // Tells two mails about the same thing apart; one that is still on its way is not queued twice.
    std::string occasion;
    std::string note = {};      // the remark or the message it carries
    std::string subject = {};   // of a message
    std::string asked_by = {};  // empty: it comes with a change of the order
    bool is_to_buyer = true;    // false: only the seller's own copies, each by itself
};

// Writes a row for each mail of its own that is to go out; its text is made when it is sent.
// nullopt: queued, or on its way already. Else why not: the order's channel, the lack of an
// address (domain::WhyNotMail), or the kind is switched off.
std::optional<domain::Refusal> QueueMail(ports::Transaction& tx, const domain::Order& order,
                                         const MailWish& wish, base::Instant now);

// The same without queuing anything.
std::optional<domain::Refusal> WhyNotQueueMail(ports::Transaction& tx, const domain::Order& order,
                                               domain::MailKind kind);

}  // namespace orderyard::actions
