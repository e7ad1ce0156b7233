// The content policy takes no inline code; style tags carry a nonce that is made anew with every
// index.html, so that one may not be stored by shared caches.
#include "api/web/web_app.hpp"

#include <algorithm>
#include <string>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "http/content_coding.hpp"
#include "http/refusal.hpp"

namespace orderyard::api::web {
namespace {

constexpr std::string_view kRoot = "/admin/";
constexpr std::string_view kIndex = "index.html";
constexpr std::string_view kHashedFolder = "assets/";
constexpr std::string_view kNoncePlace = "__ORDERYARD_NONCE__";
constexpr std::size_t kNonceBytes = 18;
constexpr const char* kForEver = "public, max-age=31536000, immutable";
constexpr const char* kAskAgain = "no-cache";

const Asset* Find(Assets assets, std::string_view path) {
    const auto found = std::lower_bound(
        assets.begin(), assets.end(), path,
        [](const Asset& asset, std::string_view wanted) { return asset.path < wanted; });
    return found != assets.end() && found->path == path ? &*found : nullptr;
}

void SetSafetyHeaders(http::Response& response, std::string_view nonce) {
    std::string policy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "style-src 'self'";
    if (!nonce.empty()) {
        policy.append(" 'nonce-").append(nonce).append("'");
    }
    response.Set("Content-Security-Policy", policy)
        .Set("X-Content-Type-Options", "nosniff")
        .Set("X-Frame-Options", "DENY")
        .Set("Referrer-Policy", "no-referrer")
        .Set("Cross-Origin-Opener-Policy", "same-origin")
        .Set("Cross-Origin-Resource-Policy", "same-origin")
        .Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
}

std::string ETagOf(const Asset& asset) {
    return '"' + std::string(asset.hash) + '"';
}

// RFC 9110, 13.1.2: a list, weakly compared.
bool IsKnown(const http::Request& request, const std::string& etag) {
    const std::string* known = request.FindHeader("if-none-match");
    if (known == nullptr) {
        return false;
    }
    for (const std::string& part : base::Split(*known, ',')) {
        std::string_view one = base::Trim(part);
        if (one.starts_with("W/")) {
            one.remove_prefix(2);
        }
        if (one == etag || one == "*") {
            return true;
        }
    }
    return false;
}

http::Response Redirect(int status, const char* target) {
    http::Response response = http::TextResponse(status, "");
    response.Set("Location", target).Set("Cache-Control", kAskAgain);
    return response;
}

http::Response NoWebApp() {
    http::Response response = http::TextResponse(
        503,
        "This build of Orderyard has no web app. Build it with scripts/run, or with \"npm ci\" and "
        "\"npm run build\" in web/ before the C++ build. The APIs work without it.\n");
    SetSafetyHeaders(response, {});
    response.Set("Cache-Control", "no-store");
    return response;
}

std::string WithNonce(std::string_view page, std::string_view nonce) {
    std::string made;
    made.reserve(page.size() + 256);
    std::size_t at = 0;
    while (true) {
        const std::size_t found = page.find(kNoncePlace, at);
        made.append(page.substr(at, found - at));
        if (found == std::string_view::npos) {
            return made;
        }
        made.append(nonce);
        at = found + kNoncePlace.size();
    }
}

// Never a 304: the page that a browser keeps has the nonce of its own policy, and both must change
// together. Its ETag names the version that the app compares itself with.
http::Response IndexPage(const Asset& index) {
    const std::string nonce = base::RandomToken(kNonceBytes);
    http::Response response;
    response.content_type = std::string(index.content_type);
    response.body = WithNonce(index.bytes, nonce);
    SetSafetyHeaders(response, nonce);
    response.Set("ETag", "W/" + ETagOf(index)).Set("Cache-Control", "no-store");
    return response;
}

http::Response File(const Asset& asset, const http::Request& request) {
    const std::string etag = ETagOf(asset);
    http::Response response;
    response.content_type = std::string(asset.content_type);
    SetSafetyHeaders(response, {});
    response.Set("ETag", etag)
        .Set("Cache-Control", asset.path.starts_with(kHashedFolder) ? kForEver : kAskAgain);
    if (IsKnown(request, etag)) {
        response.status = 304;
        return response;
    }
    if (!asset.gzip_bytes.empty() && http::AcceptsGzip(request)) {
        // The server names Vary itself only where it compresses.
        response.Set("Content-Encoding", "gzip").Set("Vary", "Accept-Encoding");
        response.body = std::string(asset.gzip_bytes);
    } else {
        response.body = std::string(asset.bytes);
    }
    return response;
}

}  // namespace

bool IsWebPath(std::string_view raw_path) {
    return raw_path == "/" || raw_path == "/admin" || raw_path.starts_with(kRoot);
}

http::Response ServeWebApp(Assets assets, const http::Request& request, std::string_view raw_path) {
    if (request.method != http::Method::kGet && request.method != http::Method::kHead) {
        http::Response refused = http::ToResponse(http::kMethodNotAllowed, request.request_id);
        refused.Set("Allow", "GET, HEAD");
        return refused;
    }
    if (!raw_path.starts_with(kRoot)) {
        return raw_path == "/" ? Redirect(303, "/admin/") : Redirect(308, "/admin/");
    }
    const Asset* index = Find(assets, kIndex);
    if (index == nullptr) {
        return NoWebApp();
    }
    const std::string_view path = raw_path.substr(kRoot.size());
    const Asset* asset = Find(assets, path);
    if (asset != nullptr && asset != index) {
        return File(*asset, request);
    }
    // A page of an older version asks for files that are gone: index.html as a script would only
    // confuse it.
    if (path.starts_with(kHashedFolder)) {
        http::Response gone = http::ToResponse(http::kNotFound, request.request_id);
        gone.Set("Cache-Control", "no-store");
        return gone;
    }
    return IndexPage(*index);
}

}  // namespace orderyard::api::web
