// Three small answers. /healthz never asks the database: a process that serves is alive, ready or
// not.
#include "api/ops/ops.hpp"

#include "api/json_writer.hpp"
#include "base/metrics.hpp"

namespace orderyard::api::ops {
namespace {

http::Response NotStored(http::Response response) {
    response.Set("Cache-Control", "no-store");
    return response;
}

http::Response Healthz(const http::Request&) {
    return NotStored(http::JsonResponse(200, R"({"status":"ok"})"));
}

http::Response Readyz(const ApiContext& context) {
    const std::vector<std::string> reasons =
        context.not_ready_reasons ? context.not_ready_reasons() : std::vector<std::string>();
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("status", reasons.empty() ? "ready" : "not_ready");
    json.Key("reasons").BeginArray();
    for (const std::string& reason : reasons) {
        json.String(reason);
    }
    json.EndArray().EndObject();
    return NotStored(http::JsonResponse(reasons.empty() ? 200 : 503, json.Take()));
}

http::Response Metrics(const http::Request&) {
    http::Response response = http::TextResponse(200, base::MetricsText());
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return NotStored(std::move(response));
}

}  // namespace

void AddRoutes(http::Router& router, const ApiContext& context) {
    router.Add(http::Method::kGet, "/healthz", Healthz);
    router.Add(http::Method::kGet, "/readyz",
               [&context](const http::Request&) { return Readyz(context); });
    router.Add(http::Method::kGet, "/metrics", Metrics);
}

}  // namespace orderyard::api::ops
