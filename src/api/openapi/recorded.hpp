// Answers that tools/openapi/record.py heard the program give: recorded/*.json, built in.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "api/openapi/operation.hpp"

namespace orderyard::api::openapi {

// `what`: a status ({"media_type", "schema", "example"}), "request" ({"schema", "example"}), or
// "query" (schemas by name). nullptr: never heard.
const boost::json::object* FindRecorded(Part part, const Operation& operation,
                                        const std::string& what);

}  // namespace orderyard::api::openapi
