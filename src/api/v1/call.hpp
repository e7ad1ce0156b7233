// One authorised request to our own API, for endpoints that have to know who calls.
#pragma once

#include "api/context.hpp"
#include "api/v1/endpoints.hpp"
#include "domain/order/actor.hpp"
#include "http/message.hpp"
#include "ports/token_store.hpp"

namespace orderyard::api::v1 {

struct Call {
    const ApiContext& context;
    const http::Request& request;
    const ports::ApiToken& caller;

    // Whom the history names: the token.
    domain::Actor Actor() const { return {domain::ActorKind::kApi, caller.name}; }
};

using CallEndpoint = Answer (*)(const Call&);

}  // namespace orderyard::api::v1
