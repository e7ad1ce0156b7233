// The endpoints of the REST API, one file each. They see authorised requests only and give the JSON
// of a 200.
#pragma once

#include <string>

#include "api/context.hpp"
#include "base/result.hpp"
#include "http/message.hpp"

namespace orderyard::api::rest {

using Endpoint = base::Result<std::string> (*)(const ApiContext&, const http::Request&);

base::Result<std::string> ListOrders(const ApiContext& context,
                                     const http::Request& request);  // GET /V1/orders
base::Result<std::string> ShowOrder(const ApiContext& context,
                                    const http::Request& request);  // .../orders/{id}

}  // namespace orderyard::api::rest
