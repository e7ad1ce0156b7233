// Literal paths win over variables, whatever their place in this table.
#include "api/rest/route_table.hpp"

#include "api/needs.hpp"
#include "api/rest/endpoints.hpp"

namespace orderyard::api::rest {
namespace {

using http::Method;

// Magento's ACL ids: roles and integrations grant these.
constexpr const char* kOrdersRead = "Magento_Sales::actions_view";
constexpr const char* kOrdersWrite = "Magento_Sales::create";
constexpr const char* kCancel = "Magento_Sales::cancel";
constexpr const char* kHold = "Magento_Sales::hold";
constexpr const char* kUnhold = "Magento_Sales::unhold";
constexpr const char* kComment = "Magento_Sales::comment";
constexpr const char* kMail = "Magento_Sales::emails";
constexpr const char* kInvoice = "Magento_Sales::invoice";
constexpr const char* kShip = "Magento_Sales::ship";
constexpr const char* kRefund = "Magento_Sales::creditmemo";
constexpr const char* kInvoices = "Magento_Sales::sales_invoice";
constexpr const char* kShipments = "Magento_Sales::shipment";
constexpr const char* kCreditMemos = "Magento_Sales::sales_creditmemo";
constexpr const char* kTransactions = "Magento_Sales::transactions_fetch";
constexpr const char* kBulk = "Magento_Logging::system_magento_logging_bulk_operations";
constexpr const char* kAdmin = "Magento_Backend::admin";
constexpr const char* kStores = "Magento_Backend::store";
constexpr const char* kGroups = "Magento_Customer::group";
constexpr const char* kProducts = "Magento_Catalog::products";
constexpr const char* kSets = "Magento_Catalog::sets";
constexpr const char* kAttributes = "Magento_Catalog::attributes_attributes";
constexpr const char* kCategories = "Magento_Catalog::categories";
constexpr const char* kStock = "Magento_Catalog::catalog_inventory";
constexpr const char* kSources = "Magento_InventoryApi::source";
constexpr const char* kSourceItems = "Magento_InventoryApi::stock_source_item_assign";
constexpr const char* kStocks = "Magento_InventoryApi::stock";
constexpr const char* kLinks = "Magento_InventoryApi::stock_source_link";
constexpr const char* kSalable = "Magento_InventorySalesApi::stock";

// Whoever corrects an address is shown it.
constexpr const char* kPersonalData = "Orderyard::personal_data";

// Ours: Magento has one right for reading and changing; who has that one has these too.
constexpr const char* kInvoicesView = "Orderyard::invoices_view";
constexpr const char* kShipmentsView = "Orderyard::shipments_view";
constexpr const char* kCreditMemosView = "Orderyard::credit_memos_view";
constexpr const char* kCustomersView = "Orderyard::customers_view";
constexpr const char* kProductsView = "Orderyard::products_view";
constexpr const char* kStockView = "Orderyard::stock_view";

constexpr RouteRow kRoutes[] = {
    {Method::kGet, "/V1/orders", kOrdersRead, ListOrders},
    {Method::kGet, "/V1/orders/items", kOrdersRead, ListOrderItems},
    {Method::kGet, "/V1/orders/items/{id}", kOrdersRead, ShowOrderItem},
    {Method::kGet, "/V1/orders/{id}", kOrdersRead, ShowOrder},
    {Method::kGet, "/V1/orders/{id}/statuses", kOrdersRead, ShowOrderStatus},
    {Method::kGet, "/V1/orders/{id}/comments", kOrdersRead, ListOrderComments},
    {Method::kPost, "/V1/orders", kOrdersWrite, SaveOrder},
    {Method::kPut, "/V1/orders/create", kOrdersWrite, SaveOrder},
    {Method::kPut, "/V1/orders/{id}", kOrdersWrite, SaveAddress, kPersonalData},
    {Method::kPost, "/V1/orders/{id}/comments", kComment, CommentOrder},
    {Method::kPost, "/V1/orders/{id}/cancel", kCancel, CancelOrder},
    {Method::kPost, "/V1/orders/{id}/hold", kHold, HoldOrder},
    {Method::kPost, "/V1/orders/{id}/unhold", kUnhold, UnholdOrder},
    {Method::kPost, "/V1/orders/{id}/emails", kMail, MailOrder},

    {Method::kPost, "/V1/order/{id}/invoice", kInvoice, InvoiceOrder},
    {Method::kPost, "/V1/order/{id}/ship", kShip, ShipOrder},
    {Method::kPost, "/V1/order/{id}/refund", kRefund, RefundOrder},

    {Method::kGet, "/V1/invoices", kInvoicesView, ListInvoices},
    {Method::kGet, "/V1/invoices/{id}", kInvoicesView, ShowInvoice},
    {Method::kGet, "/V1/invoices/{id}/comments", kInvoicesView, ListInvoiceComments},
    {Method::kPost, "/V1/invoices", kInvoices, SaveInvoice, kInvoice},
    {Method::kPost, "/V1/invoices/comments", kInvoices, CommentInvoice},
    {Method::kPost, "/V1/invoices/{id}/emails", kInvoices, MailInvoice},
    {Method::kPost, "/V1/invoices/{id}/void", kInvoices, VoidInvoice},
    {Method::kPost, "/V1/invoices/{id}/capture", kInvoices, CaptureInvoice},
    {Method::kPost, "/V1/invoice/{id}/refund", kInvoices, RefundInvoice, kRefund},

    {Method::kGet, "/V1/shipments", kShipmentsView, ListShipments},
    {Method::kGet, "/V1/shipment/{id}", kShipmentsView, ShowShipment},
    {Method::kGet, "/V1/shipment/{id}/label", kShipmentsView, ShowLabel},
    {Method::kGet, "/V1/shipment/{id}/comments", kShipmentsView, ListShipmentComments},
    {Method::kPost, "/V1/shipment", kShipments, SaveShipment, kShip},
    {Method::kPost, "/V1/shipment/{id}/comments", kShipments, CommentShipment},
    {Method::kPost, "/V1/shipment/{id}/emails", kShipments, MailShipment},
    {Method::kPost, "/V1/shipment/track", kShipments, AddTrack},
    {Method::kDelete, "/V1/shipment/track/{id}", kShipments, RemoveTrack},

    {Method::kGet, "/V1/creditmemos", kCreditMemosView, ListCreditMemos},
    {Method::kPost, "/V1/creditmemo", kCreditMemos, SaveCreditMemo, kRefund},
    {Method::kPost, "/V1/creditmemo/refund", kCreditMemos, RefundCreditMemo, kRefund},
    {Method::kGet, "/V1/creditmemo/{id}", kCreditMemosView, ShowCreditMemo},
    {Method::kPut, "/V1/creditmemo/{id}", kCreditMemos, CancelCreditMemo},
    {Method::kGet, "/V1/creditmemo/{id}/comments", kCreditMemosView, ListCreditMemoComments},
    {Method::kPost, "/V1/creditmemo/{id}/comments", kCreditMemos, CommentCreditMemo},
    {Method::kPost, "/V1/creditmemo/{id}/emails", kCreditMemos, MailCreditMemo},

    {Method::kGet, "/V1/transactions", kTransactions, ListTransactions},
    {Method::kGet, "/V1/transactions/{id}", kTransactions, ShowTransaction},

    {Method::kGet, "/V1/bulk", kBulk, ListBulks},
    {Method::kGet, "/V1/bulk/{bulk_uuid}/status", kBulk, ShowBulkStatus},
    {Method::kGet, "/V1/bulk/{bulk_uuid}/detailed-status", kBulk, ShowBulkDetails},
    {Method::kGet, "/V1/bulk/{bulk_uuid}/operation-status/{status}", kBulk, CountBulkOperations},

    {Method::kGet, "/V1/modules", kAdmin, ListModules},
    {Method::kGet, "/V1/store/storeViews", kStores, ListStoreViews},
    {Method::kGet, "/V1/store/storeGroups", kStores, ListStoreGroups},
    {Method::kGet, "/V1/store/websites", kStores, ListWebsites},
    {Method::kGet, "/V1/store/storeConfigs", kStores, ListStoreConfigs},
    {Method::kGet, "/V1/directory/countries", kAnonymous, ListCountries},
    {Method::kGet, "/V1/directory/countries/{id}", kAnonymous, ShowCountry},
    {Method::kGet, "/V1/directory/currency", kAnonymous, ShowCurrency},
    {Method::kGet, "/V1/customers/search", kCustomersView, SearchCustomers},
    {Method::kGet, "/V1/customers/{id}", kCustomersView, ShowCustomer},
    {Method::kGet, "/V1/customerGroups/search", kGroups, SearchGroups},
    {Method::kGet, "/V1/customerGroups/default", kGroups, ShowDefaultGroup},
    {Method::kGet, "/V1/customerGroups/{id}", kGroups, ShowGroup},

    {Method::kGet, "/V1/products", kProductsView, ListProducts},
    {Method::kGet, "/V1/products/types", kProductsView, ListProductTypes},
    {Method::kGet, "/V1/products/attributes", kAttributes, ListAttributes},
    {Method::kGet, "/V1/products/attributes/{code}", kAttributes, ShowAttribute},
    {Method::kGet, "/V1/products/attribute-sets/sets/list", kSets, ListAttributeSets},
    {Method::kGet, "/V1/categories", kCategories, ShowCategoryTree},
    {Method::kGet, "/V1/categories/list", kCategories, ListCategories},
    {Method::kGet, "/V1/products/{sku}", kProductsView, ShowProduct},
    {Method::kPost, "/V1/products", kProducts, SaveProduct},
    {Method::kPut, "/V1/products/{sku}", kProducts, UpdateProduct},
    {Method::kDelete, "/V1/products/{sku}", kProducts, DeleteProduct},
    {Method::kGet, "/V1/stockItems/lowStock", kStockView, ListLowStock},
    {Method::kGet, "/V1/stockItems/{sku}", kStockView, ShowStockItem},
    {Method::kPut, "/V1/products/{sku}/stockItems/{id}", kStock, SaveStockItem},
    {Method::kGet, "/V1/stockStatuses/{sku}", kStockView, ShowStockStatus},
    {Method::kGet, "/V1/inventory/source-items", kSources, ListSourceItems},
    {Method::kPost, "/V1/inventory/source-items", kSourceItems, SaveSourceItems},
    {Method::kPost, "/V1/inventory/source-items-delete", kSourceItems, DeleteSourceItems},
    {Method::kGet, "/V1/inventory/sources", kSources, ListSources},
    {Method::kGet, "/V1/inventory/sources/{code}", kSources, ShowSource},
    {Method::kGet, "/V1/inventory/stocks", kStocks, ListStocks},
    {Method::kGet, "/V1/inventory/stock-source-links", kLinks, ListStockSourceLinks},
    {Method::kGet, "/V1/inventory/stock-resolver/{type}/{code}", kSalable, ResolveStock},
    {Method::kGet, "/V1/inventory/get-product-salable-quantity/{sku}/{id}", kSalable,
     ShowSalableQuantity},
    {Method::kGet, "/V1/inventory/is-product-salable/{sku}/{id}", kSalable, ShowIsSalable},
};

}  // namespace

std::span<const RouteRow> RouteTable() {
    return kRoutes;
}

}  // namespace orderyard::api::rest
