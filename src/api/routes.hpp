// The way into this room: one handler for everything under /rest, /api/v1 and the operators' paths.
#pragma once

#include "api/context.hpp"
#include "http/message.hpp"

namespace orderyard::api {

// Answers in Magento's manner under /rest and /index.php/rest, in ours everywhere else; an unknown
// path is a 404 in the manner of its place.
http::Handler MakeApi(ApiContext context);

}  // namespace orderyard::api
