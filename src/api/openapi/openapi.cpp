// Made once, at the first request.
#include "api/openapi/openapi.hpp"

#include <boost/json.hpp>

#include "api/openapi/document.hpp"
#include "api/openapi/page.hpp"

namespace orderyard::api::openapi {
namespace {

http::Response Cached(http::Response response) {
    response.Set("Cache-Control", "public, max-age=300");
    response.Set("X-Content-Type-Options", "nosniff");
    return response;
}

http::Response Document(Part part) {
    static const std::string rest = boost::json::serialize(MakeDocument(Part::kRest));
    static const std::string v1 = boost::json::serialize(MakeDocument(Part::kV1));
    return Cached(http::JsonResponse(200, part == Part::kRest ? rest : v1));
}

http::Response Page() {
    static const std::string page = MakePage();
    http::Response response = Cached(http::TextResponse(200, page));
    response.content_type = "text/html; charset=utf-8";
    response.Set("Content-Security-Policy",
                 "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
                 "frame-ancestors 'none'");
    return response;
}

http::Response Style() {
    http::Response response = Cached(http::TextResponse(200, PageStyle()));
    response.content_type = "text/css; charset=utf-8";
    return response;
}

}  // namespace

void AddRoutes(http::Router& router) {
    using http::Method;
    router.Add(Method::kGet, "/openapi/rest.json",
               [](const http::Request&) { return Document(Part::kRest); });
    router.Add(Method::kGet, "/openapi/v1.json",
               [](const http::Request&) { return Document(Part::kV1); });
    router.Add(Method::kGet, "/docs", [](const http::Request&) { return Page(); });
    router.Add(Method::kGet, "/docs/style.css", [](const http::Request&) { return Style(); });
}

}  // namespace orderyard::api::openapi
