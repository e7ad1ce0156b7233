// The table of paths, and the right each takes.
#include "api/v1/desk/endpoints.hpp"

#include "api/needs.hpp"

namespace orderyard::api::v1 {

const std::vector<CallRoute>& DeskRoutes() {
    using http::Method;
    static constexpr const char* kView = "Magento_Sales::actions_view";
    static const std::vector<CallRoute> routes = {
        {Method::kGet, "/api/v1/views", kSelf, ListViews},
        {Method::kPost, "/api/v1/views", kSelf, MakeView},
        {Method::kPut, "/api/v1/views/{view}", kSelf, ChangeView},
        {Method::kDelete, "/api/v1/views/{view}", kSelf, RemoveView},
        {Method::kGet, "/api/v1/preferences/{key}", kSelf, ShowPreference},
        {Method::kPut, "/api/v1/preferences/{key}", kSelf, PutPreference},
        {Method::kPost, "/api/v1/orders/{id}/presence", kView, SayPresent},
        {Method::kDelete, "/api/v1/orders/{id}/presence", kView, SayLeft},
        {Method::kGet, "/api/v1/home", kView, ShowHome},
        {Method::kGet, "/api/v1/invoices", "Orderyard::invoices_view", ListInvoices},
        {Method::kGet, "/api/v1/shipments", "Orderyard::shipments_view", ListShipments},
        {Method::kGet, "/api/v1/credit-memos", "Orderyard::credit_memos_view", ListCreditMemos},
    };
    return routes;
}

}  // namespace orderyard::api::v1
