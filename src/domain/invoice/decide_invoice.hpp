// New invoices, and what can be done to one afterwards. Pure.
#pragma once

#include "domain/order/process_order.hpp"

namespace orderyard::domain {

struct InvoiceRequest {
    // Empty: everything left. A line not listed: 0; one listed twice is summed.
    std::vector<LinePieces> lines;
    bool is_paid = true;  // false: open, to be paid later
    std::string comment;
    bool append_comment = false;  // to the mail
    bool notify = false;
    bool is_comment_visible = false;
};
base::Result<OrderChange> DecideInvoice(const OrderFile& file, const InvoiceRequest& request,
                                        const Scene& scene);
base::Result<OrderChange> DecidePayInvoice(const OrderFile& file, InvoiceId invoice,
                                           const Scene& scene);
base::Result<OrderChange> DecideCancelInvoice(const OrderFile& file, InvoiceId invoice,
                                              const Scene& scene);

// A paid or open invoice over the lowest free pieces of each line, without any rule about states.
// Quantities must fit. For import too.
Invoice MakeInvoice(const OrderFile& file, const std::vector<LinePieces>& lines, bool is_paid,
                    base::Instant now);

}  // namespace orderyard::domain
