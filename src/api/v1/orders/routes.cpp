// The table of paths, and the right each takes.
#include "api/v1/orders/endpoints.hpp"
#include "api/view_trail.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kView = "Magento_Sales::actions_view";
constexpr const char* kHold = "Magento_Sales::hold";
constexpr const char* kUnhold = "Magento_Sales::unhold";
constexpr const char* kCancel = "Magento_Sales::cancel";
constexpr const char* kComment = "Magento_Sales::comment";
constexpr const char* kReorder = "Magento_Sales::reorder";
constexpr const char* kEdit = "Magento_Sales::actions_edit";
constexpr const char* kInvoice = "Magento_Sales::invoice";
constexpr const char* kShip = "Magento_Sales::ship";
constexpr const char* kRefund = "Magento_Sales::creditmemo";
constexpr const char* kInvoices = "Magento_Sales::sales_invoice";
constexpr const char* kInvoicesView = "Orderyard::invoices_view";
constexpr const char* kShipments = "Magento_Sales::shipment";
constexpr const char* kShipmentsView = "Orderyard::shipments_view";
constexpr const char* kCreditMemos = "Magento_Sales::sales_creditmemo";
constexpr const char* kCreditMemosView = "Orderyard::credit_memos_view";
constexpr const char* kFollowUps = "Orderyard::follow_ups";
constexpr const char* kFollowUpsDecide = "Orderyard::follow_ups_decide";
constexpr const char* kBulk = "Orderyard::bulk";

}  // namespace

const std::vector<CallRoute>& OrderRoutes() {
    using http::Method;
    static const std::vector<CallRoute> routes = {
        {Method::kGet, "/api/v1/orders", kView, ListOrders},
        {Method::kGet, "/api/v1/orders/counts", kView, CountOrders},
        {Method::kGet, "/api/v1/orders/{id}", kView, ShowOrder},
        {Method::kGet, "/api/v1/orders/{id}/neighbours", kView, ShowNeighbours},
        {Method::kGet, "/api/v1/orders/{id}/refundable", kRefund, ShowRefundable},
        {Method::kPost, "/api/v1/orders/{id}/hold", kHold, HoldOrder},
        {Method::kPost, "/api/v1/orders/{id}/unhold", kUnhold, UnholdOrder},
        {Method::kPost, "/api/v1/orders/{id}/cancel", kCancel, CancelOrder},
        {Method::kDelete, "/api/v1/orders/{id}/cancel", kCancel, GiveUpCancel},
        {Method::kPost, "/api/v1/orders/{id}/comments", kComment, CommentOrder},
        {Method::kPost, "/api/v1/orders/{id}/reorder", kReorder, ReorderOrder},
        {Method::kPut, "/api/v1/orders/{id}/address", kEdit, CorrectAddress, kPersonalDataRight},
        {Method::kPost, "/api/v1/orders/{id}/invoices", kInvoice, InvoiceOrder},
        {Method::kPost, "/api/v1/orders/{id}/shipments", kShip, ShipOrder},
        {Method::kPost, "/api/v1/orders/{id}/credit-memos", kRefund, RefundOrder},
        {Method::kGet, "/api/v1/invoices/{invoice}", kInvoicesView, ShowInvoice},
        {Method::kPost, "/api/v1/invoices/{invoice}/pay", kInvoices, PayInvoice},
        {Method::kPost, "/api/v1/invoices/{invoice}/cancel", kInvoices, CancelInvoice},
        {Method::kPost, "/api/v1/invoices/{invoice}/upload", kInvoices, UploadInvoice},
        {Method::kGet, "/api/v1/shipments/{shipment}", kShipmentsView, ShowShipment},
        {Method::kPost, "/api/v1/shipments/{shipment}/void", kShipments, VoidShipment},
        {Method::kPost, "/api/v1/shipments/{shipment}/tracks", kShipments, AddTrack},
        {Method::kPost, "/api/v1/shipments/{shipment}/untracked", kShipments, SendUntracked},
        {Method::kPut, "/api/v1/shipments/{shipment}/tracks/{track}", kShipments, EditTrack},
        {Method::kDelete, "/api/v1/shipments/{shipment}/tracks/{track}", kShipments, RemoveTrack},
        {Method::kGet, "/api/v1/credit-memos/{memo}", kCreditMemosView, ShowCreditMemo},
        {Method::kPost, "/api/v1/credit-memos/{memo}/void", kCreditMemos, VoidCreditMemo},
        {Method::kPost, "/api/v1/credit-memos/{memo}/upload", kCreditMemos, UploadCreditMemo},
        {Method::kPost, "/api/v1/invoices/{invoice}/comments", kComment, CommentInvoice},
        {Method::kPost, "/api/v1/shipments/{shipment}/comments", kComment, CommentShipment},
        {Method::kPost, "/api/v1/credit-memos/{memo}/comments", kComment, CommentCreditMemo},
        {Method::kGet, "/api/v1/stores/{store}/follow-ups", kFollowUps, ListFollowUps},
        {Method::kPost, "/api/v1/follow-ups/{follow_up}/retry", kFollowUpsDecide, RetryFollowUp},
        {Method::kPost, "/api/v1/follow-ups/{follow_up}/resolve", kFollowUpsDecide,
         ResolveFollowUp},
        {Method::kGet, "/api/v1/stores/{store}/differences", kFollowUps, ListDifferences},
        {Method::kPost, "/api/v1/differences/{difference}/end", kFollowUpsDecide, EndDifference},
        {Method::kPost, "/api/v1/bulk", kBulk, StartBulk},
        {Method::kGet, "/api/v1/bulk", kBulk, ListBulk},
        {Method::kGet, "/api/v1/bulk/{bulk}", kBulk, ShowBulk},
        {Method::kGet, "/api/v1/bulk/{bulk}/items", kBulk, ListBulkItems},
        {Method::kPost, "/api/v1/bulk/{bulk}/retry", kBulk, RetryBulk},
    };
    return routes;
}

}  // namespace orderyard::api::v1
