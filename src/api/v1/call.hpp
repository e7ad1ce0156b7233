// One authorised request to our own API, for endpoints that have to know who calls.
#pragma once

#include "api/caller.hpp"
#include "api/context.hpp"
#include "api/v1/endpoints.hpp"
#include "domain/order/actor.hpp"
#include "http/message.hpp"

namespace orderyard::api::v1 {

struct Call {
    const ApiContext& context;
    const http::Request& request;
    const Caller& caller;  // of nobody on anonymous routes
    const char* pattern;   // of the route, for the audit trail

    domain::Actor Actor() const { return caller.actor; }
};

using CallEndpoint = Answer (*)(const Call&);

}  // namespace orderyard::api::v1
