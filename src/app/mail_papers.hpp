// The documents that leave the house by themselves. What goes with a mail: the document it is about
// as PDF, and the store view's logo.
#pragma once

#include "domain/invoice/upload_bill.hpp"
#include "mail/mail_delivery.hpp"

namespace orderyard::app {

// nullopt: mails of this kind are about no document on paper.
std::optional<ports::MailAttachment> PaperForMail(ports::Transaction& tx,
                                                  const domain::OrderFile& file,
                                                  domain::MailKind kind, std::int64_t document);
// The PDF that the channel gets of an invoice or credit memo; empty: there is no such document.
std::string PaperOfBill(ports::Transaction& tx, const domain::OrderFile& file,
                        const domain::Bill& bill);
// The PDF that goes to a buyer with a message of the channel's; nullopt: it is canceled or gone.
std::optional<ports::MailAttachment> InvoiceFile(ports::Transaction& tx, domain::OrderId order,
                                                 domain::InvoiceId invoice);
// For "cid:logo" in the HTML. nullopt: the view has none.
std::optional<ports::MailAttachment> LogoForMail(ports::Transaction& tx, domain::StoreViewId view);

}  // namespace orderyard::app
