// Serves the admin web app under /admin/: files with hashed names for ever, everything else as
// index.html, which is the app's own router's business.
#pragma once

#include <string_view>

#include "api/web/asset.hpp"
#include "http/message.hpp"

namespace orderyard::api::web {

// "/", "/admin" and what lies below.
bool IsWebPath(std::string_view raw_path);

// `raw_path` is that of `request`, still percent-encoded: names in the table need no decoding, and
// nothing else is looked up.
http::Response ServeWebApp(Assets assets, const http::Request& request, std::string_view raw_path);

}  // namespace orderyard::api::web
