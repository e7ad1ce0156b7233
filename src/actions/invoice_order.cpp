// The rules are in domain/invoice/decide_invoice.hpp.
#include "actions/invoice_order.hpp"

namespace orderyard::actions {

Processed InvoiceOrder(const Step& step, domain::OrderId order,
                       const domain::InvoiceRequest& request) {
    auto change =
        Process(step, order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
            return domain::DecideInvoice(file, request, scene);
        });
    if (change) {
        KeepComment(step, ports::DocumentKind::kInvoice, change->file.invoices.back().id.value,
                    {request.comment, request.notify && request.append_comment,
                     request.is_comment_visible});
    }
    return change;
}

Processed PayInvoice(const Step& step, domain::InvoiceId invoice) {
    const auto order = OrderOf(step.tx, invoice);
    if (!order) {
        return base::Fail(order.error());
    }
    return Process(step, *order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecidePayInvoice(file, invoice, scene);
    });
}

Processed CancelInvoice(const Step& step, domain::InvoiceId invoice) {
    const auto order = OrderOf(step.tx, invoice);
    if (!order) {
        return base::Fail(order.error());
    }
    return Process(step, *order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecideCancelInvoice(file, invoice, scene);
    });
}

}  // namespace orderyard::actions
