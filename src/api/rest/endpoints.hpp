// The endpoints of the REST API, one file each or a tight group. They see admitted requests only.
#pragma once

#include "api/rest/call.hpp"

namespace orderyard::api::rest {

Answer ListOrders(const Call& call);         // GET /V1/orders
Answer ShowOrder(const Call& call);          // .../orders/:id
Answer SaveOrder(const Call& call);          // POST /V1/orders, PUT .../create
Answer ShowOrderStatus(const Call& call);    // GET .../orders/:id/statuses
Answer ListOrderComments(const Call& call);  // GET .../orders/:id/comments
Answer CommentOrder(const Call& call);       // POST
Answer CancelOrder(const Call& call);        // POST .../orders/:id/cancel
Answer HoldOrder(const Call& call);
Answer UnholdOrder(const Call& call);
Answer MailOrder(const Call& call);       // POST .../orders/:id/emails
Answer SaveAddress(const Call& call);     // PUT /V1/orders/:parent_id
Answer ListOrderItems(const Call& call);  // GET /V1/orders/items
Answer ShowOrderItem(const Call& call);   // GET /V1/orders/items/:id

Answer InvoiceOrder(const Call& call);   // POST /V1/order/:orderId/invoice
Answer ShipOrder(const Call& call);      // .../ship
Answer RefundOrder(const Call& call);    // .../refund
Answer RefundInvoice(const Call& call);  // POST /V1/invoice/:invoiceId/refund

Answer ListInvoices(const Call& call);     // GET /V1/invoices
Answer ShowInvoice(const Call& call);      // .../:id
Answer ListShipments(const Call& call);    // GET /V1/shipments
Answer ShowShipment(const Call& call);     // GET /V1/shipment/:id
Answer ShowLabel(const Call& call);        // .../label
Answer ListCreditMemos(const Call& call);  // GET /V1/creditmemos
Answer ShowCreditMemo(const Call& call);   // GET /V1/creditmemo/:id

Answer VoidInvoice(const Call& call);       // POST /V1/invoices/:id/void
Answer CaptureInvoice(const Call& call);    // .../capture
Answer CancelCreditMemo(const Call& call);  // PUT /V1/creditmemo/:id
Answer AddTrack(const Call& call);          // POST /V1/shipment/track
Answer RemoveTrack(const Call& call);       // DELETE .../track/:id

Answer ListInvoiceComments(const Call& call);  // GET /V1/invoices/:id/comments
Answer CommentInvoice(const Call& call);       // POST /V1/invoices/comments
Answer MailInvoice(const Call& call);          // POST /V1/invoices/:id/emails
Answer ListShipmentComments(const Call& call);
Answer CommentShipment(const Call& call);  // POST /V1/shipment/:id/comments
Answer MailShipment(const Call& call);
Answer ListCreditMemoComments(const Call& call);
Answer CommentCreditMemo(const Call& call);
Answer MailCreditMemo(const Call& call);

Answer ListTransactions(const Call& call);  // GET /V1/transactions
Answer ShowTransaction(const Call& call);

Answer ListBulks(const Call& call);            // GET /V1/bulk
Answer ShowBulkStatus(const Call& call);       // .../:bulkUuid/status
Answer ShowBulkDetails(const Call& call);      // .../:bulkUuid/detailed-status
Answer CountBulkOperations(const Call& call);  // .../:bulkUuid/operation-status/:status

Answer ListModules(const Call& call);     // GET /V1/modules
Answer ListStoreViews(const Call& call);  // GET /V1/store/storeViews
Answer ListStoreGroups(const Call& call);
Answer ListWebsites(const Call& call);
Answer ListStoreConfigs(const Call& call);
Answer SearchCustomers(const Call& call);   // GET /V1/customers/search
Answer SearchGroups(const Call& call);      // GET /V1/customerGroups/search
Answer ShowCustomer(const Call& call);      // GET /V1/customers/:customerId
Answer ShowDefaultGroup(const Call& call);  // GET /V1/customerGroups/default
Answer ShowGroup(const Call& call);         // GET /V1/customerGroups/:id

Answer SaveInvoice(const Call& call);       // POST /V1/invoices
Answer SaveShipment(const Call& call);      // POST /V1/shipment
Answer SaveCreditMemo(const Call& call);    // POST /V1/creditmemo
Answer RefundCreditMemo(const Call& call);  // POST /V1/creditmemo/refund

Answer SaveProduct(const Call& call);        // POST /V1/products
Answer UpdateProduct(const Call& call);      // PUT /V1/products/:sku
Answer DeleteProduct(const Call& call);      // DELETE
Answer ListProductTypes(const Call& call);   // GET /V1/products/types
Answer ListAttributes(const Call& call);     // GET /V1/products/attributes
Answer ShowAttribute(const Call& call);      // .../attributes/:attributeCode
Answer ListAttributeSets(const Call& call);  // GET /V1/products/attribute-sets/sets/list
Answer ShowCategoryTree(const Call& call);   // GET /V1/categories
Answer ListCategories(const Call& call);     // GET /V1/categories/list
Answer ListLowStock(const Call& call);       // GET /V1/stockItems/lowStock
Answer ListProducts(const Call& call);       // GET /V1/products
Answer ShowProduct(const Call& call);        // GET /V1/products/:sku
Answer ShowStockItem(const Call& call);      // GET /V1/stockItems/:productSku
Answer SaveStockItem(const Call& call);      // PUT /V1/products/:productSku/stockItems/:itemId
Answer ShowStockStatus(const Call& call);    // GET /V1/stockStatuses/:productSku
Answer ListSourceItems(const Call& call);    // GET /V1/inventory/source-items
Answer SaveSourceItems(const Call& call);    // POST
Answer ShowSalableQuantity(const Call& call);
Answer ShowIsSalable(const Call& call);
Answer DeleteSourceItems(const Call& call);     // POST /V1/inventory/source-items-delete
Answer ListSources(const Call& call);           // GET /V1/inventory/sources
Answer ShowSource(const Call& call);            // .../sources/:sourceCode
Answer ListStocks(const Call& call);            // GET /V1/inventory/stocks
Answer ListStockSourceLinks(const Call& call);  // GET /V1/inventory/stock-source-links
Answer ResolveStock(const Call& call);          // .../stock-resolver/:type/:code

Answer ListCountries(const Call& call);  // GET /V1/directory/countries
Answer ShowCountry(const Call& call);    // .../:countryId
Answer ShowCurrency(const Call& call);   // GET /V1/directory/currency

}  // namespace orderyard::api::rest
