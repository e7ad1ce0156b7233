// The rules about mails, in their order of precedence.
#include "domain/order/mail_policy.hpp"

#include <algorithm>

namespace orderyard::domain {

std::optional<Refusal> WhyNotMail(MailKind kind, const Order& order, const Store* store) {
    if (order.channel) {
        const std::string word(ToString(kind));
        const bool is_allowed =
            store != nullptr &&
            std::find(store->settings.mail_kinds.begin(), store->settings.mail_kinds.end(), word) !=
                store->settings.mail_kinds.end();
        if (!is_allowed) {
            return Refusal{"channel_mail",
                           "The channel writes to its buyers itself; allow this kind of mail in "
                           "the store's settings if its rules permit it."};
        }
    }
    if (kind == MailKind::kOrder && order.state == OrderState::kCanceled) {
        return Refusal{"canceled", "A canceled order is not confirmed; write a comment instead."};
    }
    if (order.personal.buyer_email.empty()) {
        return Refusal{"no_address", "The order has no e-mail address; reach the buyer otherwise."};
    }
    return std::nullopt;
}

}  // namespace orderyard::domain
