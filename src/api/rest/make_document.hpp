// The documents that Magento's bodies ask for, made by our rules whichever endpoint they came to:
// those of an order (/order/:id/ship) answer with an id, the raw saves (/shipment) with the whole.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/order_step.hpp"
#include "api/rest/document_input.hpp"
#include "domain/shipment/decide_shipment.hpp"

namespace orderyard::api::rest {

// Refusals are rendered under Magento's heading of the kind.
base::Result<domain::InvoiceId> MakeInvoice(const actions::Step& step, domain::OrderId order,
                                            const DocumentInput& given);

struct ShipInput {
    DocumentInput document;
    std::vector<domain::TrackRequest> tracks;
    std::string source_code;
};
// items, tracks, comment ... and the source in arguments.
ShipInput ReadShipInput(Input& input);
base::Result<domain::ShipmentId> MakeShipment(const actions::Step& step, domain::OrderId order,
                                              const ShipInput& given);

struct RefundInput {
    DocumentInput document;
    std::optional<Input> amounts;  // read once the order's currency is known
    bool keeps_shipping = false;   // no amount of shipping given: none, instead of all that is left
    std::vector<std::int64_t> stock_items;
    std::string reason;
    domain::InvoiceId invoice_id;  // unset: of the whole order
};
base::Result<domain::CreditMemoId> MakeCreditMemo(const actions::Step& step, domain::OrderId order,
                                                  const RefundInput& given);

}  // namespace orderyard::api::rest
