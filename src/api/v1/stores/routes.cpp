// The table of paths, and the right each takes.
#include "api/v1/stores/endpoints.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kView = "Orderyard::stores_view";
constexpr const char* kManage = "Orderyard::stores_manage";
constexpr const char* kSync = "Orderyard::sync";
constexpr const char* kOrdersView = "Magento_Sales::actions_view";
constexpr const char* kEdit = "Magento_Sales::actions_edit";
constexpr const char* kCancel = "Magento_Sales::cancel";
constexpr const char* kPersonalData = "Orderyard::personal_data";

}  // namespace

const std::vector<CallRoute>& StoreRoutes() {
    using http::Method;
    static const std::vector<CallRoute> routes = {
        {Method::kGet, "/api/v1/marketplaces", kView, ListMarketplaces},
        {Method::kGet, "/api/v1/store-cards", kView, ListStoreCards},
        {Method::kPost, "/api/v1/stores", kManage, ConnectStore},
        {Method::kGet, "/api/v1/stores/{store}", kView, ShowStore},
        {Method::kPut, "/api/v1/stores/{store}", kManage, ChangeStore},
        {Method::kDelete, "/api/v1/stores/{store}", kManage, ArchiveStore},
        {Method::kPut, "/api/v1/stores/{store}/credentials", kManage, ReplaceCredentials},
        {Method::kPost, "/api/v1/stores/{store}/activate", kManage, ActivateStore},
        {Method::kPost, "/api/v1/stores/{store}/deactivate", kManage, DeactivateStore},
        {Method::kPost, "/api/v1/stores/{store}/check", kSync, CheckStore},
        {Method::kPost, "/api/v1/stores/{store}/backfill", kManage, StartBackfill},
        {Method::kDelete, "/api/v1/stores/{store}/backfill", kManage, StopBackfill},
        {Method::kGet, "/api/v1/stores/{store}/dashboard", kView, ShowDashboard},
        {Method::kGet, "/api/v1/exceptions", kOrdersView, ListExceptions},
        {Method::kPut, "/api/v1/stores/{store}/amazon-orders/{number}/address", kEdit,
         CorrectChannelAddress},
        {Method::kPost, "/api/v1/stores/{store}/amazon-orders/{number}/cancel", kCancel,
         CancelChannelOrder},
        {Method::kGet, "/api/v1/stores/{store}/amazon-orders/{number}/payload", kPersonalData,
         ShowPayload},
    };
    return routes;
}

}  // namespace orderyard::api::v1
