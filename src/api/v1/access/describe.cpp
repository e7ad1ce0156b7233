// What the routes about users, roles, integrations, webhooks and one's own account are for; read by
// api/openapi. Bodies and parameters that are not named here are those of recorded requests.
#include "api/openapi/texts.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kText = R"(
GET /api/v1/users
: Users.
POST /api/v1/users
: Makes a user; the one-time password is shown once.
= 201
GET /api/v1/users/{id}
: One user.
PUT /api/v1/users/{id}
: Changes a user.
POST /api/v1/users/{id}/reset-password
: A new one-time password, shown once; the user's sessions end.
POST /api/v1/users/{id}/unlock
: Lets a user in again who was locked out by wrong passwords.
POST /api/v1/users/{id}/remove-second-factor
: For a user who lost his second factor.
GET /api/v1/users/{id}/sessions
: Where a user is signed in.
DELETE /api/v1/users/{id}/sessions
: Signs a user out everywhere.
GET /api/v1/roles
: Roles, and the resources that roles can grant.
POST /api/v1/roles
: Makes a role.
= 201
PUT /api/v1/roles/{id}
: Changes a role of the seller's own.
DELETE /api/v1/roles/{id}
: Removes a role that nobody has.
GET /api/v1/integrations
: API clients with rights of their own.
POST /api/v1/integrations
: Makes an integration; its secrets are shown once.
= 201
GET /api/v1/integrations/{id}
: One integration.
PUT /api/v1/integrations/{id}
: Changes an integration.
POST /api/v1/integrations/{id}/rotate
: New secrets, shown once; the old ones end.
POST /api/v1/integrations/{id}/revoke
: Ends an integration for good.
GET /api/v1/audit
: Who did what, newest first.
GET /api/v1/audit/export
: The audit trail as a file.
= 200 text/csv
GET /api/v1/audit/verify
: Whether the chain of entries is unbroken.
PUT /api/v1/session/profile
: Changes one's own name, language and time zone.
GET /api/v1/session/sessions
: Where one is signed in.
DELETE /api/v1/session/sessions
: Signs out everywhere else.
DELETE /api/v1/session/sessions/{id}
: Ends one of one's own sessions.
POST /api/v1/session/second-factor
: Offers a second factor: its secret, until it is confirmed.
POST /api/v1/session/second-factor/confirm
: Takes the second factor into use; recovery codes are shown once.
POST /api/v1/session/second-factor/recovery-codes
: New recovery codes, shown once.
POST /api/v1/session/second-factor/remove
: Goes without a second factor again.
POST /api/v1/session/confirm-views
: Says that one goes on to see addresses beyond the hour's limit. The owners are told.
> password text
> code text
> orders int
GET /api/v1/personal-view-limit
: How many orders' addresses a user sees within an hour, and who was stopped or went on.
PUT /api/v1/personal-view-limit
: Changes that limit, and the roles it does not bind.
> orders_per_hour int!
> exempt_roles list(text)
GET /api/v1/webhooks
: Addresses that are told what happens.
POST /api/v1/webhooks
: Makes a webhook; its secret is shown once.
= 201
GET /api/v1/webhooks/{id}
: One webhook.
PUT /api/v1/webhooks/{id}
: Changes a webhook.
DELETE /api/v1/webhooks/{id}
: Removes a webhook.
POST /api/v1/webhooks/{id}/rotate
: A new secret, shown once.
POST /api/v1/webhooks/{id}/test
: Sends a message that means nothing.
= 202
GET /api/v1/webhooks/{id}/deliveries
: What was sent, and what came back.
POST /api/v1/webhooks/{id}/deliveries/{delivery}/replay
: Sends a message once more.
GET /api/v1/resources
: All rights there are.
)";

}  // namespace

const char* DescribeAccess() {
    return kText;
}

}  // namespace orderyard::api::v1
