// Which mails may go to whom. An order of a channel has a relay address of that channel: nothing
// goes there unless the store allows that kind of mail.
#pragma once

#include "domain/channel/store.hpp"
#include "domain/order/order_change.hpp"
#include "domain/order/order_rules.hpp"

namespace orderyard::domain {

// `store` is the order's channel store, null for orders of our own.
std::optional<Refusal> WhyNotMail(MailKind kind, const Order& order, const Store* store);

}  // namespace orderyard::domain
