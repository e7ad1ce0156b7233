// The OpenAPI 3.1 documents of both APIs. Their answers' schemas and examples are recorded from the
// running program (tools/openapi/record.py).
#pragma once

#include <boost/json/fwd.hpp>

#include "api/openapi/operation.hpp"

namespace orderyard::api::openapi {

// As JSON. "x-rights" of an operation are the rights it takes.
boost::json::object MakeDocument(Part part);

}  // namespace orderyard::api::openapi
