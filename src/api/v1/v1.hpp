// Our own JSON API: connected stores, their channel orders, and the sync that feeds them.
#pragma once

#include "api/context.hpp"
#include "api/gate.hpp"
#include "http/router.hpp"

namespace orderyard::api::v1 {

// `context` and `gate` must outlive the router.
void AddRoutes(http::Router& router, const ApiContext& context, Gate& gate);

// For the test of all routes times all roles.
struct RouteNeed {
    http::Method method;
    const char* pattern;
    const char* resource;
    const char* also = nullptr;
};
std::vector<RouteNeed> RouteNeeds();

}  // namespace orderyard::api::v1
