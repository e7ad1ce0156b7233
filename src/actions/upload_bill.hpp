// Gives the file of an invoice or credit memo to the order's channel, asked for by a person or by
// the store's settings.
#pragma once

#include <optional>

#include "actions/order_step.hpp"
#include "domain/invoice/upload_bill.hpp"

namespace orderyard::actions {

// kNotFound: no such document; kNotAllowed as WhyNotUploadBill says.
Processed UploadInvoice(const Step& step, domain::InvoiceId invoice);
Processed UploadCreditMemo(const Step& step, domain::CreditMemoId memo);

// `store`: the order's; nullptr for our own orders.
std::optional<domain::Refusal> WhyNotUploadBill(const domain::OrderFile& file,
                                                const domain::Store* store,
                                                const domain::Bill& bill);

// Adds a message for each document that is new in `change` and leaves by itself. The documents
// have their ids, the messages are not stored yet.
void QueueNewBills(ports::Transaction& tx, const domain::OrderFile* before,
                   domain::OrderChange& change, base::Instant now);

}  // namespace orderyard::actions
