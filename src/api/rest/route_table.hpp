// Which path and method leads to which endpoint, and the right it takes.
#pragma once

#include <span>

#include "api/rest/call.hpp"

namespace orderyard::api::rest {

struct RouteRow {
    http::Method method;
    const char* pattern;
    const char* resource;  // the ACL id that the 401 names; null: no token is needed
    Answer (*endpoint)(const Call&);
};

std::span<const RouteRow> RouteTable();

}  // namespace orderyard::api::rest
