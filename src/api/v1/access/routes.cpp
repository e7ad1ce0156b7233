// Which path leads to which endpoint, and the right it takes. What is everybody's own takes a
// session and no right.
#include "api/needs.hpp"
#include "api/v1/access/endpoints.hpp"
#include "api/v1/access_routes.hpp"

namespace orderyard::api::v1 {
namespace {

using http::Method;

constexpr const char* kUsers = "Orderyard::users";
constexpr const char* kIntegrations = "Orderyard::integrations";
constexpr const char* kAudit = "Orderyard::audit";
constexpr const char* kWebhooks = "Orderyard::webhooks";

}  // namespace

const std::vector<CallRoute>& AccessRoutes() {
    static const std::vector<CallRoute> kRoutes = {
        {Method::kGet, "/api/v1/users", kUsers, ListUsers},
        {Method::kPost, "/api/v1/users", kUsers, MakeUser},
        {Method::kGet, "/api/v1/users/{id}", kUsers, ShowUser},
        {Method::kPut, "/api/v1/users/{id}", kUsers, ChangeUser},
        {Method::kPost, "/api/v1/users/{id}/reset-password", kUsers, ResetUserPassword},
        {Method::kPost, "/api/v1/users/{id}/unlock", kUsers, UnlockUser},
        {Method::kPost, "/api/v1/users/{id}/remove-second-factor", kUsers, RemoveUserSecondFactor},
        {Method::kGet, "/api/v1/users/{id}/sessions", kUsers, ListUserSessions},
        {Method::kDelete, "/api/v1/users/{id}/sessions", kUsers, EndUserSessions},

        {Method::kGet, "/api/v1/resources", kIntegrations, ListResources},
        {Method::kGet, "/api/v1/roles", kUsers, ListRoles},
        {Method::kPost, "/api/v1/roles", kUsers, MakeRole},
        {Method::kPut, "/api/v1/roles/{id}", kUsers, ChangeRole},
        {Method::kDelete, "/api/v1/roles/{id}", kUsers, DeleteRole},

        {Method::kGet, "/api/v1/integrations", kIntegrations, ListIntegrations},
        {Method::kPost, "/api/v1/integrations", kIntegrations, MakeIntegration},
        {Method::kGet, "/api/v1/integrations/{id}", kIntegrations, ShowIntegration},
        {Method::kPut, "/api/v1/integrations/{id}", kIntegrations, ChangeIntegration},
        {Method::kPost, "/api/v1/integrations/{id}/rotate", kIntegrations, RotateIntegration},
        {Method::kPost, "/api/v1/integrations/{id}/revoke", kIntegrations, RevokeIntegration},

        {Method::kGet, "/api/v1/audit", kAudit, SearchAudit},
        {Method::kGet, "/api/v1/audit/export", kAudit, ExportAudit},
        {Method::kGet, "/api/v1/audit/verify", kAudit, VerifyAudit},

        {Method::kPut, "/api/v1/session/profile", kSelf, ChangeProfile},
        {Method::kGet, "/api/v1/session/sessions", kSelf, ListOwnSessions},
        {Method::kDelete, "/api/v1/session/sessions", kSelf, EndOtherSessions},
        {Method::kDelete, "/api/v1/session/sessions/{id}", kSelf, EndOwnSession},
        {Method::kPost, "/api/v1/session/second-factor", kSelf, OfferSecondFactor},
        {Method::kPost, "/api/v1/session/second-factor/confirm", kSelf, ConfirmSecondFactor},
        {Method::kPost, "/api/v1/session/second-factor/recovery-codes", kSelf, RenewRecoveryCodes},
        {Method::kPost, "/api/v1/session/second-factor/remove", kSelf, RemoveSecondFactor},

        {Method::kPost, "/api/v1/session/confirm-views", kSelf, ConfirmViews},
        {Method::kGet, "/api/v1/personal-view-limit", kUsers, ShowViewLimit},
        {Method::kPut, "/api/v1/personal-view-limit", kUsers, PutViewLimit},

        {Method::kGet, "/api/v1/webhooks", kWebhooks, ListWebhooks},
        {Method::kPost, "/api/v1/webhooks", kWebhooks, MakeWebhook},
        {Method::kGet, "/api/v1/webhooks/{id}", kWebhooks, ShowWebhook},
        {Method::kPut, "/api/v1/webhooks/{id}", kWebhooks, ChangeWebhook},
        {Method::kDelete, "/api/v1/webhooks/{id}", kWebhooks, DeleteWebhook},
        {Method::kPost, "/api/v1/webhooks/{id}/rotate", kWebhooks, RotateWebhook},
        {Method::kPost, "/api/v1/webhooks/{id}/test", kWebhooks, TestWebhook},
        {Method::kGet, "/api/v1/webhooks/{id}/deliveries", kWebhooks, ListDeliveries},
        {Method::kPost, "/api/v1/webhooks/{id}/deliveries/{delivery}/replay", kWebhooks,
         ReplayDelivery},
    };
    return kRoutes;
}

}  // namespace orderyard::api::v1
