// Users, roles, integrations, webhooks, the audit trail, and everybody's own account under /api/v1.
#pragma once

#include <vector>

#include "api/v1/call.hpp"
#include "api/v1/endpoints.hpp"

namespace orderyard::api::v1 {

// users.cpp
Answer ListUsers(const Call& call);
Answer ShowUser(const Call& call);
Answer MakeUser(const Call& call);
Answer ChangeUser(const Call& call);
Answer ResetUserPassword(const Call& call);
Answer UnlockUser(const Call& call);
Answer RemoveUserSecondFactor(const Call& call);
Answer ListUserSessions(const Call& call);
Answer EndUserSessions(const Call& call);

// roles.cpp
Answer ListResources(const Call& call);  // what roles and integrations are made of
Answer ListRoles(const Call& call);
Answer MakeRole(const Call& call);
Answer ChangeRole(const Call& call);
Answer DeleteRole(const Call& call);

// integrations.cpp
Answer ListIntegrations(const Call& call);
Answer ShowIntegration(const Call& call);
Answer MakeIntegration(const Call& call);
Answer ChangeIntegration(const Call& call);
Answer RotateIntegration(const Call& call);
Answer RevokeIntegration(const Call& call);

// audit_trail.cpp
Answer SearchAudit(const Call& call);
Answer ExportAudit(const Call& call);
Answer VerifyAudit(const Call& call);

// own_account.cpp
Answer ChangeProfile(const Call& call);
Answer ListOwnSessions(const Call& call);
Answer EndOwnSession(const Call& call);
Answer EndOtherSessions(const Call& call);

// own_second_factor.cpp
Answer OfferSecondFactor(const Call& call);
Answer ConfirmSecondFactor(const Call& call);
Answer RenewRecoveryCodes(const Call& call);
Answer RemoveSecondFactor(const Call& call);

// personal_views.cpp
Answer ShowViewLimit(const Call& call);
Answer PutViewLimit(const Call& call);
Answer ConfirmViews(const Call& call);

// webhooks.cpp
Answer ListWebhooks(const Call& call);
Answer ShowWebhook(const Call& call);
Answer MakeWebhook(const Call& call);
Answer ChangeWebhook(const Call& call);
Answer DeleteWebhook(const Call& call);
Answer RotateWebhook(const Call& call);
Answer TestWebhook(const Call& call);
Answer ListDeliveries(const Call& call);
Answer ReplayDelivery(const Call& call);

}  // namespace orderyard::api::v1
