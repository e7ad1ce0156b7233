// Integrations: named API clients with rights of their own and four OAuth credentials.
#pragma once

#include <optional>
#include <string>

#include "actions/identity/access_context.hpp"
#include "base/result.hpp"
#include "domain/identity/access.hpp"
#include "domain/order/actor.hpp"
#include "ports/access_store.hpp"

namespace orderyard::actions {

struct IntegrationDraft {
    std::string name;  // unique
    std::string email;
    domain::Grants grants;
    std::optional<base::Instant> expires_at;
    int requests_per_minute = 600;
};

// The answer holds the credentials in plain text, to be shown once. kInvalidInput names the field;
// kConflict with field "name"; kForbidden for more rights than `context.held`, as with the two
// below.
base::Result<ports::Integration> MakeIntegration(const AccessContext& context,
                                                 const IntegrationDraft& draft,
                                                 const domain::Actor& by, const std::string& peer);

// Replaces all that the draft says; credentials stay. kNotFound, kInvalidInput, kConflict;
// kNotAllowed when it was revoked.
base::Result<ports::Integration> ChangeIntegration(const AccessContext& context,
                                                   domain::IntegrationId id,
                                                   const IntegrationDraft& draft,
                                                   const domain::Actor& by,
                                                   const std::string& peer);

// A new access token and secret, and a new consumer secret; the old ones end at once. kNotFound;
// kNotAllowed when it was revoked.
base::Result<ports::Integration> RotateIntegration(const AccessContext& context,
                                                   domain::IntegrationId id,
                                                   const domain::Actor& by,
                                                   const std::string& peer);

// Off for good: the row stays for the audit trail, its credentials are replaced by new ones nobody
// has seen. kNotFound.
base::Result<> RevokeIntegration(const AccessContext& context, domain::IntegrationId id,
                                 const domain::Actor& by, const std::string& peer);

}  // namespace orderyard::actions
