// Bills pieces of an order, and what can be done to an invoice afterwards.
#pragma once

#include <string>

#include "actions/order_step.hpp"
#include "domain/invoice/decide_invoice.hpp"

namespace orderyard::actions {

Processed InvoiceOrder(const Step& step, domain::OrderId order,
                       const domain::InvoiceRequest& request);
Processed PayInvoice(const Step& step, domain::InvoiceId invoice);
Processed CancelInvoice(const Step& step, domain::InvoiceId invoice);

}  // namespace orderyard::actions
