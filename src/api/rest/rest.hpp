// Magento's REST API: which paths there are, who may call them, and how every answer of it looks.
#pragma once

#include <string_view>

#include "api/context.hpp"
#include "api/gate.hpp"
#include "http/message.hpp"

namespace orderyard::api::rest {

// "/rest/..." and "/index.php/rest/...", empty segments ignored.
bool IsRestPath(std::string_view raw_path);

// `context` and `gate` must outlive the handler.
http::Handler MakeRest(const ApiContext& context, Gate& gate);

}  // namespace orderyard::api::rest
