// Puts the four parts side by side. Nothing here looks into a request beyond its path.
#include "api/routes.hpp"

#include <algorithm>
#include <memory>

#include "api/gate.hpp"
#include "api/openapi/openapi.hpp"
#include "api/ops/ops.hpp"
#include "api/rest/rest.hpp"
#include "api/v1/v1.hpp"
#include "api/web/web_app.hpp"
#include "http/refusal.hpp"
#include "http/router.hpp"
#include "http/server.hpp"
#include "http/target.hpp"

namespace orderyard::api {
namespace {

constexpr const char* kSniffing = "X-Content-Type-Options";

// What browsers have to know of every answer, whoever made it.
void AddForBrowsers(const ApiContext& context, http::Response& response) {
    const bool is_said =
        std::any_of(response.headers.begin(), response.headers.end(),
                    [](const http::Header& header) { return header.name == kSniffing; });
    if (!is_said) {
        response.Set(kSniffing, "nosniff");
    }
    if (context.is_tls) {
        response.Set("Strict-Transport-Security", "max-age=31536000");  // a year
    }
}

}  // namespace

http::Handler MakeApi(ApiContext context) {
    struct Parts {
        explicit Parts(ApiContext given)
            : api(std::move(given)), gate(api), rest(rest::MakeRest(api, gate)) {
            http::Router router;
            ops::AddRoutes(router, api);
            openapi::AddRoutes(router);
            v1::AddRoutes(router, api, gate);
            ours = http::RouterHandler(std::make_shared<const http::Router>(std::move(router)));
        }

        ApiContext api;
        Gate gate;
        http::Handler rest;
        http::Handler ours;
    };
    auto parts = std::make_shared<Parts>(std::move(context));
    const auto answer = [parts](const http::Request& request) {
        const auto target = http::SplitTarget(request.target);
        if (!target) {
            return http::ToResponse(http::kBadTarget);
        }
        if (web::IsWebPath(target->raw_path)) {
            return web::ServeWebApp(parts->api.web_assets, request, target->raw_path);
        }
        return rest::IsRestPath(target->raw_path) ? parts->rest(request) : parts->ours(request);
    };
    return [parts, answer](const http::Request& request) {
        http::Response response = answer(request);
        AddForBrowsers(parts->api, response);
        return response;
    };
}

}  // namespace orderyard::api
