// One admitted request to the REST API, and what an endpoint makes of it.
#pragma once

#include <string>

#include "api/context.hpp"
#include "base/result.hpp"
#include "domain/order/actor.hpp"
#include "http/message.hpp"
#include "ports/token_store.hpp"

namespace orderyard::api::rest {

// The JSON of a 200, or the refusal.
using Answer = base::Result<std::string>;

struct Call {
    const ApiContext& context;
    const http::Request& request;
    const ports::ApiToken& caller;  // without name and id on routes that need no token

    // Whom the history names: the token.
    domain::Actor Actor() const { return {domain::ActorKind::kApi, caller.name}; }
    // A number in the path; MagentoIdNeeded for 0 and for what is no number.
    base::Result<std::int64_t> PathId(std::string_view name = "id") const;
};

}  // namespace orderyard::api::rest
