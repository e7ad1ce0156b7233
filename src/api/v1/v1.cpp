// The table of routes, and what every one of them has in common: a token, our error shape, no
// caching.
#include "api/v1/v1.hpp"

#include "api/errors.hpp"
#include "api/v1/endpoints.hpp"
#include "api/v1/orders/endpoints.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr std::size_t kLoggedErrorBytesMax = 500;

struct RouteRow {
    http::Method method;
    const char* pattern;
    Endpoint endpoint;
};

constexpr RouteRow kRoutes[] = {
    {http::Method::kGet, "/api/v1/stores", ListStores},
    {http::Method::kGet, "/api/v1/stores/{store}/amazon-orders", ListChannelOrders},
    {http::Method::kGet, "/api/v1/stores/{store}/amazon-orders/{number}", ShowChannelOrder},
    {http::Method::kGet, "/api/v1/stores/{store}/sync", ShowSync},
    {http::Method::kPost, "/api/v1/stores/{store}/sync", StartSync},
    {http::Method::kPost, "/api/v1/stores/{store}/inbox/{row}/retry", RetryInboxRow},
    {http::Method::kPost, "/api/v1/stores/{store}/inbox/{row}/skip", SkipInboxRow},
};

base::Error NoToken() {
    base::Error error;
    error.code = base::ErrorCode::kUnauthorized;
    error.message = "A valid bearer token is needed.";
    return error;
}

// `make_answer` makes an Answer of the caller's token.
template <class MakeAnswer>
http::Response Run(TokenGate& gate, const http::Request& request, MakeAnswer make_answer) {
    try {
        const auto token = gate.Admit(request);
        if (!token) {
            return PlainError(NoToken());
        }
        Answer answer = make_answer(*token);
        return answer ? std::move(*answer) : PlainError(answer.error());
    } catch (const ports::DatabaseUnavailable& e) {
        base::LogError("database_unavailable",
                       {{"what", base::TruncateUtf8(e.what(), kLoggedErrorBytesMax)}});
        return PlainError(base::Unavailable("The database cannot be used now."));
    } catch (const ports::VersionConflict&) {
        return PlainError(base::Conflict("Somebody else changed this at the same time."));
    }
}

}  // namespace

void AddRoutes(http::Router& router, const ApiContext& context, TokenGate& gate) {
    for (const RouteRow& row : kRoutes) {
        router.Add(row.method, row.pattern, [&context, &gate, &row](const http::Request& request) {
            http::Response response =
                Run(gate, request, [&](const auto&) { return row.endpoint(context, request); });
            response.Set("Cache-Control", "no-store");
            return response;
        });
    }
    for (const CallRoute& row : OrderRoutes()) {
        router.Add(row.method, row.pattern, [&context, &gate, &row](const http::Request& request) {
            http::Response response = Run(gate, request, [&](const ports::ApiToken& caller) {
                return row.endpoint({context, request, caller});
            });
            response.Set("Cache-Control", "no-store");
            return response;
        });
    }
}

}  // namespace orderyard::api::v1
