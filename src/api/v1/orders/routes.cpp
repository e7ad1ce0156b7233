// The table of paths.
#include "api/v1/orders/endpoints.hpp"

namespace orderyard::api::v1 {

const std::vector<CallRoute>& OrderRoutes() {
    using http::Method;
    static const std::vector<CallRoute> routes = {
        {Method::kGet, "/api/v1/orders", ListOrders},
        {Method::kGet, "/api/v1/orders/{id}", ShowOrder},
        {Method::kGet, "/api/v1/orders/{id}/refundable", ShowRefundable},
        {Method::kPost, "/api/v1/orders/{id}/hold", HoldOrder},
        {Method::kPost, "/api/v1/orders/{id}/unhold", UnholdOrder},
        {Method::kPost, "/api/v1/orders/{id}/cancel", CancelOrder},
        {Method::kDelete, "/api/v1/orders/{id}/cancel", GiveUpCancel},
        {Method::kPost, "/api/v1/orders/{id}/comments", CommentOrder},
        {Method::kPost, "/api/v1/orders/{id}/reorder", ReorderOrder},
        {Method::kPut, "/api/v1/orders/{id}/address", CorrectAddress},
        {Method::kPost, "/api/v1/orders/{id}/invoices", InvoiceOrder},
        {Method::kPost, "/api/v1/orders/{id}/shipments", ShipOrder},
        {Method::kPost, "/api/v1/orders/{id}/credit-memos", RefundOrder},
        {Method::kGet, "/api/v1/invoices/{invoice}", ShowInvoice},
        {Method::kPost, "/api/v1/invoices/{invoice}/pay", PayInvoice},
        {Method::kPost, "/api/v1/invoices/{invoice}/cancel", CancelInvoice},
        {Method::kGet, "/api/v1/shipments/{shipment}", ShowShipment},
        {Method::kPost, "/api/v1/shipments/{shipment}/void", VoidShipment},
        {Method::kPost, "/api/v1/shipments/{shipment}/tracks", AddTrack},
        {Method::kPut, "/api/v1/shipments/{shipment}/tracks/{track}", EditTrack},
        {Method::kDelete, "/api/v1/shipments/{shipment}/tracks/{track}", RemoveTrack},
        {Method::kGet, "/api/v1/credit-memos/{memo}", ShowCreditMemo},
        {Method::kPost, "/api/v1/credit-memos/{memo}/void", VoidCreditMemo},
        {Method::kGet, "/api/v1/stores/{store}/follow-ups", ListFollowUps},
        {Method::kPost, "/api/v1/follow-ups/{follow_up}/retry", RetryFollowUp},
        {Method::kPost, "/api/v1/follow-ups/{follow_up}/resolve", ResolveFollowUp},
        {Method::kGet, "/api/v1/stores/{store}/differences", ListDifferences},
        {Method::kPost, "/api/v1/differences/{difference}/end", EndDifference},
        {Method::kPost, "/api/v1/bulk", StartBulk},
        {Method::kGet, "/api/v1/bulk", ListBulk},
        {Method::kGet, "/api/v1/bulk/{bulk}", ShowBulk},
        {Method::kGet, "/api/v1/bulk/{bulk}/items", ListBulkItems},
        {Method::kPost, "/api/v1/bulk/{bulk}/retry", RetryBulk},
    };
    return routes;
}

}  // namespace orderyard::api::v1
