// Who calls, and what he may do: the same for all kinds of credentials.
#pragma once

#include <optional>
#include <string>

#include "actions/identity/check_session.hpp"
#include "domain/identity/access.hpp"
#include "domain/order/actor.hpp"

namespace orderyard::api {

struct Caller {
    domain::Actor actor{domain::ActorKind::kApi, ""};  // whom history and audit trail name
    domain::Grants grants;
    std::string key;   // of this caller alone: whose Idempotency-Keys these are
    std::string peer;  // the caller's address
    std::optional<actions::SignedIn> signed_in;  // a user's session or admin token
    std::optional<int> requests_per_minute;      // a limit of this caller's own

    // `resource` as a route declares it (needs.hpp).
    bool May(const char* resource) const;
};

}  // namespace orderyard::api
