// One authorised request to our own API, for endpoints that have to know who calls.
#pragma once

#include "api/audit.hpp"
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
    AuditDetail* detail = nullptr;

    domain::Actor Actor() const { return caller.actor; }
    // For rights that depend on what is asked for: MissingRight unless the caller has it.
    base::Result<> CheckMay(const char* resource, std::string field = {}) const;
    // For the entry that Change() makes: call it in the work.
    void Note(AuditDetail noted) const {
        if (detail != nullptr) {
            *detail = std::move(noted);
        }
    }
};

// kForbidden, with the resource's name. `field`: what of the request took it.
base::Error MissingRight(const char* resource, std::string field = {});

using CallEndpoint = Answer (*)(const Call&);

// A row of a folder's table of routes (v1.cpp puts the tables together).
struct CallRoute {
    http::Method method;
    const char* pattern;
    const char* resource;  // or a word of api/needs.hpp
    CallEndpoint endpoint;
    const char* also = nullptr;  // a second right that is needed as well
};

}  // namespace orderyard::api::v1
