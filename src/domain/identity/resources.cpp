// The resources in Magento's words (magento-rest.md section 6, order-management.md 10.5), and ours
// for what Magento does not have.
#include <iterator>

#include "domain/identity/access.hpp"

namespace orderyard::domain {

namespace {

constexpr Resource kResources[] = {
    {kAllResources, "", "Everything"},
    {"Magento_Backend::admin", kAllResources, "Admin and installed modules"},

    {"Magento_Sales::sales", kAllResources, "Sales"},
    {"Magento_Sales::sales_operation", "Magento_Sales::sales", "Operations"},
    {"Magento_Sales::sales_order", "Magento_Sales::sales_operation", "Orders"},
    {"Magento_Sales::actions", "Magento_Sales::sales_order", "Actions"},
    {"Magento_Sales::create", "Magento_Sales::actions", "Create"},
    {"Magento_Sales::actions_view", "Magento_Sales::actions", "View"},
    {"Magento_Sales::email", "Magento_Sales::actions", "Send order email"},
    {"Magento_Sales::reorder", "Magento_Sales::actions", "Reorder"},
    {"Magento_Sales::actions_edit", "Magento_Sales::actions", "Edit"},
    {"Magento_Sales::cancel", "Magento_Sales::actions", "Cancel"},
    {"Magento_Sales::review_payment", "Magento_Sales::actions", "Accept or deny payment"},
    {"Magento_Sales::capture", "Magento_Sales::actions", "Capture"},
    {"Magento_Sales::invoice", "Magento_Sales::actions", "Invoice"},
    {"Magento_Sales::creditmemo", "Magento_Sales::actions", "Create credit memos"},
    {"Magento_Sales::hold", "Magento_Sales::actions", "Hold"},
    {"Magento_Sales::unhold", "Magento_Sales::actions", "Unhold"},
    {"Magento_Sales::ship", "Magento_Sales::actions", "Ship"},
    {"Magento_Sales::comment", "Magento_Sales::actions", "Comment"},
    {"Magento_Sales::emails", "Magento_Sales::actions", "Send sales emails"},
    {"Magento_Sales::sales_invoice", "Magento_Sales::sales_operation", "Invoices"},
    {"Orderyard::invoices_view", "Magento_Sales::sales_invoice", "View invoices"},
    {"Magento_Sales::shipment", "Magento_Sales::sales_operation", "Shipments"},
    {"Orderyard::shipments_view", "Magento_Sales::shipment", "View shipments"},
    {"Magento_Sales::sales_creditmemo", "Magento_Sales::sales_operation", "Credit memos"},
    {"Orderyard::credit_memos_view", "Magento_Sales::sales_creditmemo", "View credit memos"},
    {"Magento_Rma::magento_rma", "Magento_Sales::sales_operation", "Returns"},
    {"Magento_Sales::transactions", "Magento_Sales::sales_operation", "Transactions"},
    {"Magento_Sales::transactions_fetch", "Magento_Sales::transactions", "Fetch"},
    {"Magento_SalesArchive::archive", "Magento_Sales::sales", "Archive"},

    {"Magento_Customer::manage", kAllResources, "Customers"},
    {"Magento_Customer::customer", "Magento_Customer::manage", "All customers"},
    {"Orderyard::customers_view", "Magento_Customer::customer", "View customers"},
    {"Magento_Customer::group", "Magento_Customer::manage", "Customer groups"},

    {"Magento_Catalog::catalog", kAllResources, "Catalog"},
    {"Magento_Catalog::products", "Magento_Catalog::catalog", "Products"},
    {"Orderyard::products_view", "Magento_Catalog::products", "View products"},
    {"Magento_Catalog::sets", "Magento_Catalog::catalog", "Attribute sets"},
    {"Magento_Catalog::attributes_attributes", "Magento_Catalog::catalog", "Attributes"},
    {"Magento_Catalog::categories", "Magento_Catalog::catalog", "Categories"},
    {"Magento_Catalog::catalog_inventory", "Magento_Catalog::catalog", "Stock"},
    {"Orderyard::stock_view", "Magento_Catalog::catalog_inventory", "View stock"},

    {"Magento_Backend::stores", kAllResources, "Stores"},
    {"Magento_Backend::store", "Magento_Backend::stores", "All stores"},
    {"Magento_Sales::order_statuses", "Magento_Backend::stores", "Order status"},

    {"Magento_InventoryApi::inventory", kAllResources, "Inventory"},
    {"Magento_InventoryApi::source", "Magento_InventoryApi::inventory", "Sources"},
    {"Magento_InventoryApi::stock", "Magento_InventoryApi::inventory", "Stocks"},
    {"Magento_InventoryApi::stock_source_link", "Magento_InventoryApi::inventory",
     "Sources of a stock"},
    {"Magento_InventoryApi::stock_source_item_assign", "Magento_InventoryApi::inventory",
     "Quantities of a source"},
    {"Magento_InventorySalesApi::stock", "Magento_InventoryApi::inventory", "Salable quantities"},

    {"Magento_Reports::report", kAllResources, "Reports"},
    {"Magento_Reports::salesroot", "Magento_Reports::report", "Sales reports"},
    {"Magento_Logging::system_magento_logging_bulk_operations", kAllResources, "Bulk operations"},

    {"Orderyard::channel", kAllResources, "Channels"},
    {"Orderyard::stores_view", "Orderyard::channel", "View connected stores"},
    {"Orderyard::stores_manage", "Orderyard::channel", "Connect and change stores"},
    {"Orderyard::sync", "Orderyard::channel", "Start a sync, settle failed messages"},
    {"Orderyard::follow_ups", "Orderyard::channel", "View what the channel is told"},
    {"Orderyard::follow_ups_decide", "Orderyard::channel", "Decide what the channel is told"},

    {"Orderyard::bulk", kAllResources, "Act on many orders at once"},
    {"Orderyard::exports", kAllResources, "Saved exports and their files"},
    {"Orderyard::personal_data", kAllResources, "See names and addresses"},

    {"Orderyard::system", kAllResources, "System"},
    {"Orderyard::users", "Orderyard::system", "Users and roles"},
    {"Orderyard::integrations", "Orderyard::system", "Integrations"},
    {"Orderyard::webhooks", "Orderyard::system", "Webhooks"},
    {"Orderyard::audit", "Orderyard::system", "Audit trail"},
    {"Orderyard::settings", "Orderyard::system", "Settings"},
    {"Orderyard::health", "Orderyard::system", "View jobs and system health"},
    {"Orderyard::jobs", "Orderyard::system", "Start jobs"},
};

}  // namespace

const std::vector<Resource>& Resources() {
    static const std::vector<Resource> kList(std::begin(kResources), std::end(kResources));
    return kList;
}

}  // namespace orderyard::domain
