// Invoices, shipments and credit memos as JSON objects, each with what may be done to it now.
#pragma once

#include "api/json_writer.hpp"
#include "domain/channel/store.hpp"
#include "domain/order/order_file.hpp"
#include "domain/order/order_rules.hpp"

namespace orderyard::api::v1 {

// An order's documents and the channel store it came from (nullptr: our own order), which decides
// whether a bill may be given to the channel.
struct Papers {
    const domain::OrderFile& file;
    const domain::Store* store;
};

// The document must be one of the file's; its lines are named by the order's SKUs.
void WriteInvoice(JsonWriter& json, const Papers& papers, const domain::Invoice& invoice);
void WriteShipment(JsonWriter& json, const domain::OrderFile& file,
                   const domain::Shipment& shipment);
void WriteCreditMemo(JsonWriter& json, const Papers& papers, const domain::CreditMemo& memo);

// Only the members of the object, for answers that add some of their own.
void WriteInvoiceMembers(JsonWriter& json, const Papers& papers, const domain::Invoice& invoice);
void WriteShipmentMembers(JsonWriter& json, const Papers& papers, const domain::Shipment& shipment);
void WriteCreditMemoMembers(JsonWriter& json, const Papers& papers, const domain::CreditMemo& memo);

// "components": {...}: what can be given back, or was.
void WriteComponents(JsonWriter& json, const domain::Components& components);
// "name": {"allowed": true} or {"allowed": false, "reason", "text"}.
void WriteAllowed(JsonWriter& json, std::string_view name,
                  const std::optional<domain::Refusal>& refusal);
// "order_item_id" and "sku".
void WriteLineOf(JsonWriter& json, const domain::Order& order, domain::OrderItemId item);

}  // namespace orderyard::api::v1
