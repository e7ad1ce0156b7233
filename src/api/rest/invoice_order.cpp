// POST /V1/order/:orderId/invoice. Items the order does not have are passed over, as Magento passes
// over them; a request that names nothing else bills nothing and is refused.
#include "actions/invoice_order.hpp"

#include "api/rest/change.hpp"
#include "api/rest/document_input.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/make_document.hpp"

namespace orderyard::api::rest {
namespace {

constexpr const char* kDocument = "Invoice";

const OrderLines& Words() {
    static const OrderLines words{
        "An invoice",
        "an invoice",
        "cannot",
        {"canceled", "closed", "complete", "on_hold", "payment_review"},
        {"nothing_to_invoice"},
    };
    return words;
}

base::Result<std::vector<domain::LinePieces>> LinesOf(const domain::Order& order,
                                                      const DocumentInput& given) {
    std::vector<domain::LinePieces> lines;
    for (const domain::LinePieces& asked : given.items) {
        const domain::OrderItem* item = order.FindItem(asked.order_item_id);
        if (item == nullptr) {
            continue;
        }
        if (asked.quantity < 0 || asked.quantity > item->ToInvoice()) {
            return base::Fail(
                Refused("We found an invalid quantity to invoice item \"" + item->name + "\"."));
        }
        if (asked.quantity > 0) {
            lines.push_back(asked);
        }
    }
    return lines;
}

bool HasPiecesLeft(const domain::Order& order) {
    for (const domain::OrderItem& item : order.items) {
        if (item.ToInvoice() > 0) {
            return true;
        }
    }
    return false;
}

}  // namespace

base::Result<domain::InvoiceId> MakeInvoice(const actions::Step& step, domain::OrderId id,
                                            const DocumentInput& given) {
    const auto file = HoldFile(step, id);
    if (!file) {
        return base::Fail(file.error());
    }
    const auto lines = LinesOf(file->order, given);
    if (!lines) {
        return base::Fail(lines.error());
    }
    std::vector<std::string> refusals = WhyNotLines(Words(), domain::OrderVerb::kInvoice, *file);
    const bool is_empty = given.has_items ? lines->empty() : !HasPiecesLeft(file->order);
    if (is_empty) {
        refusals.emplace_back(
            "The invoice can't be created without products. Add products and try again.");
    }
    if (!refusals.empty()) {
        return base::Fail(ValidationError(kDocument, refusals));
    }
    domain::InvoiceRequest request;
    request.lines = *lines;
    CopyRemark(given, request);
    const auto change = actions::InvoiceOrder(step, id, request);
    if (!change) {
        return base::Fail(ValidationError(kDocument, {change.error().Text()}));
    }
    return change->file.invoices.back().id;
}

Answer InvoiceOrder(const Call& call) {
    const auto id = call.PathId();
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    const DocumentInput given = ReadDocumentInput(*input);
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    if (!id) {
        return base::Fail(id.error());
    }
    return Change(call, [&](const actions::Step& step) -> Answer {
        const auto invoice = MakeInvoice(step, domain::OrderId(*id), given);
        return invoice ? Answer(IdJson(invoice->value)) : base::Fail(invoice.error());
    });
}

}  // namespace orderyard::api::rest
