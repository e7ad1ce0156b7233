// One file of the web app, as it lies in the binary.
#pragma once

#include <span>
#include <string_view>

namespace orderyard::api::web {

// All views live as long as the program.
struct Asset {
    std::string_view path;  // below /admin/: "index.html", "assets/index-Bx3f.js"
    std::string_view content_type;
    std::string_view hash;  // of the bytes, for ETags
    std::string_view bytes;
    std::string_view gzip_bytes;  // empty: compressing gains nothing
};

using Assets = std::span<const Asset>;  // ordered by path; empty: this build has no web app

}  // namespace orderyard::api::web
