// The table of paths, and the right each takes. Carriers, views and statuses are read by whoever
// sees orders: forms offer them.
#include "api/v1/system/endpoints.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kHealth = "Orderyard::health";
constexpr const char* kJobs = "Orderyard::jobs";
constexpr const char* kSettings = "Orderyard::settings";
constexpr const char* kStatuses = "Magento_Sales::order_statuses";
constexpr const char* kOrdersView = "Magento_Sales::actions_view";
constexpr const char* kStores = "Magento_Backend::store";

}  // namespace

const std::vector<CallRoute>& SystemRoutes() {
    using http::Method;
    static const std::vector<CallRoute> routes = {
        {Method::kGet, "/api/v1/jobs", kHealth, ListJobs},
        {Method::kPost, "/api/v1/jobs/{job}/run", kJobs, RunJob},
        {Method::kGet, "/api/v1/system", kHealth, ShowSystem},
        {Method::kGet, "/api/v1/outbox", kHealth, ListOutbox},
        {Method::kGet, "/api/v1/order-statuses", kOrdersView, ListStatuses},
        {Method::kPut, "/api/v1/order-statuses/{code}/{state}", kStatuses, PutStatus},
        {Method::kDelete, "/api/v1/order-statuses/{code}/{state}", kStatuses, DropStatus},
        {Method::kGet, "/api/v1/store-views", kOrdersView, ListStoreViews},
        {Method::kPost, "/api/v1/store-views", kStores, MakeStoreView},
        {Method::kPut, "/api/v1/store-views/{view}", kStores, ChangeStoreView},
        {Method::kGet, "/api/v1/carriers", kOrdersView, ListCarriers},
        {Method::kPut, "/api/v1/carriers/{code}", kSettings, PutCarrier},
        {Method::kDelete, "/api/v1/carriers/{code}", kSettings, DropCarrier},
        {Method::kGet, "/api/v1/amazon-carriers", kOrdersView, ListChannelCarriers},
    };
    return routes;
}

}  // namespace orderyard::api::v1
