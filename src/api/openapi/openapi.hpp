// GET /openapi/rest.json, /openapi/v1.json, /docs: what the APIs are, for programs and for people.
// They hold nothing of this server's data and ask for no credentials.
#pragma once

#include "http/router.hpp"

namespace orderyard::api::openapi {

void AddRoutes(http::Router& router);

}  // namespace orderyard::api::openapi
