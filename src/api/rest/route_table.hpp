// Which path and method leads to which endpoint, and the right it takes.
#pragma once

#include <span>

#include "api/rest/call.hpp"

namespace orderyard::api::rest {

struct RouteRow {
    http::Method method;
    const char* pattern;
    const char* resource;  // the ACL id that the 401 names, or a word of api/needs.hpp
    Answer (*endpoint)(const Call&);
    const char* also = nullptr;  // a second one that is needed as well
};

std::span<const RouteRow> RouteTable();

}  // namespace orderyard::api::rest
