// The table of paths, and the right each takes.
#include "api/v1/papers/endpoints.hpp"
#include "api/view_trail.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kOrdersView = "Magento_Sales::actions_view";
constexpr const char* kInvoicesView = "Orderyard::invoices_view";
constexpr const char* kShipmentsView = "Orderyard::shipments_view";
constexpr const char* kCreditMemosView = "Orderyard::credit_memos_view";
constexpr const char* kShip = "Magento_Sales::ship";
constexpr const char* kSettings = "Orderyard::settings";

}  // namespace

const std::vector<CallRoute>& PaperRoutes() {
    using http::Method;
    static const std::vector<CallRoute> routes = {
        {Method::kGet, "/api/v1/invoices/{invoice}/pdf", kInvoicesView, ShowInvoicePdf},
        {Method::kGet, "/api/v1/credit-memos/{memo}/pdf", kCreditMemosView, ShowCreditMemoPdf},
        {Method::kGet, "/api/v1/shipments/{shipment}/packing-slip", kShipmentsView,
         ShowShipmentSlip},
        {Method::kGet, "/api/v1/shipments/{shipment}/label", kShipmentsView, ShowShipmentLabel,
         kPersonalDataRight},
        {Method::kGet, "/api/v1/orders/{id}/packing-slip", kOrdersView, ShowOrderSlip},
        {Method::kPost, "/api/v1/prints", kOrdersView, PrintPapers},
        {Method::kGet, "/api/v1/document-settings", kSettings, ListDocumentSettings},
        {Method::kGet, "/api/v1/document-settings/{view}", kSettings, ShowDocumentSettings},
        {Method::kPut, "/api/v1/document-settings/{view}", kSettings, PutDocumentSettings},
        {Method::kGet, "/api/v1/document-settings/{view}/preview", kSettings, ShowDocumentPreview},
        {Method::kGet, "/api/v1/document-settings/{view}/logo", kSettings, ShowLogo},
        {Method::kPut, "/api/v1/document-settings/{view}/logo", kSettings, PutLogo},
        {Method::kDelete, "/api/v1/document-settings/{view}/logo", kSettings, DropLogo},
        {Method::kGet, "/api/v1/table-columns", kOrdersView, ListExportColumns},
        {Method::kGet, "/api/v1/exports/{file}", kOrdersView, StreamExport},
        {Method::kPost, "/api/v1/imports/tracking", kShip, ImportTracking},
    };
    return routes;
}

}  // namespace orderyard::api::v1
