// POST /V1/integration/admin/token: a user's name and password for a bearer token.
#pragma once

#include "api/context.hpp"
#include "http/message.hpp"

namespace orderyard::api::rest {

inline constexpr const char* kAdminTokenPath = "/V1/integration/admin/token";

http::Response IssueToken(const ApiContext& context, const http::Request& request);

}  // namespace orderyard::api::rest
