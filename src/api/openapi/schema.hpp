// JSON Schema of what descriptions call a type.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "api/openapi/operation.hpp"

namespace orderyard::api::openapi {

// Throws std::logic_error for a word that is none (description.hpp lists them).
boost::json::object SchemaOfType(const std::string& type);
// "int" or "text": what stands in a path is never more.
std::string TypeOfPathParameter(const std::string& name);
// The one shape of refusals.
boost::json::object RefusalSchema(Part part);

}  // namespace orderyard::api::openapi
