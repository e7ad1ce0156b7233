// The columns of Magento's sales_invoice, sales_shipment and sales_creditmemo that can be filtered
// and sorted, and order_increment_id of its grids.
#pragma once

#include "storage/lists/list_field.hpp"

namespace orderyard::storage {

const FieldList& InvoiceFields();
const FieldList& ShipmentFields();
const FieldList& CreditMemoFields();

}  // namespace orderyard::storage
