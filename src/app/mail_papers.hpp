// What goes with a mail: the document it is about as PDF, and the store view's logo.
#pragma once

#include "mail/mail_delivery.hpp"

namespace orderyard::app {

// nullopt: mails of this kind are about no document on paper.
std::optional<ports::MailAttachment> PaperForMail(ports::Transaction& tx,
                                                  const domain::OrderFile& file,
                                                  domain::MailKind kind, std::int64_t document);
// For "cid:logo" in the HTML. nullopt: the view has none.
std::optional<ports::MailAttachment> LogoForMail(ports::Transaction& tx, domain::StoreViewId view);

}  // namespace orderyard::app
