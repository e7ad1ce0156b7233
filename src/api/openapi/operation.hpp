// A route with all that is said about it.
#pragma once

#include <string>
#include <vector>

#include "api/openapi/description.hpp"
#include "http/message.hpp"

namespace orderyard::api::openapi {

struct Operation {
    std::string method;               // "GET"
    std::string path;                 // "/rest/V1/orders/{id}"
    std::vector<std::string> rights;  // resource ids or a word of api/needs.hpp; all are needed
    const Description* description = nullptr;  // none: nobody has described it yet
};

enum class Part { kRest, kV1 };

// Straight from the routers' tables, so that no route can hide.
std::vector<Operation> OperationsOf(Part part);

}  // namespace orderyard::api::openapi
