// For operators and their machines: is it alive, should it get traffic, what are its figures.
#pragma once

#include "api/context.hpp"
#include "http/router.hpp"

namespace orderyard::api::ops {

// /healthz, /readyz, /metrics: no token, nothing personal, no ids. `context` must outlive the
// router.
void AddRoutes(http::Router& router, const ApiContext& context);

}  // namespace orderyard::api::ops
