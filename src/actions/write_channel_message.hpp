// Puts a message to a buyer, which the order's channel carries itself, into the queue.
#pragma once

#include <optional>
#include <string>

#include "actions/order_step.hpp"
#include "domain/mail/channel_message.hpp"

namespace orderyard::actions {

// Of domain/mail/channel_message.hpp.
struct ChannelMessage {
    std::string kind;
    std::string text;
    domain::InvoiceId invoice_id;            // set: the PDF of this invoice goes with it
    std::optional<domain::ChosenFile> file;  // or this one
};

// Whether the channel allows the message is seen when it is sent. kNotFound: no such order;
// kNotAllowed: not an order of a channel; kInvalidInput names "kind", "text", "file" or
// "invoice_id"; kConflict: one of this kind is on its way.
base::Result<> WriteChannelMessage(const Step& step, domain::OrderId order,
                                   const ChannelMessage& message);

}  // namespace orderyard::actions
