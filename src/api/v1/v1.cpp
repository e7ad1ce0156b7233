// The table of routes, and what every one of them has in common: a caller with the right, our error
// shape, no caching.
#include "api/v1/v1.hpp"

#include "api/errors.hpp"
#include "api/needs.hpp"
#include "api/v1/access_routes.hpp"
#include "api/v1/catalog/endpoints.hpp"
#include "api/v1/desk/endpoints.hpp"
#include "api/v1/endpoints.hpp"
#include "api/v1/exports/endpoints.hpp"
#include "api/v1/live/live_hub.hpp"
#include "api/v1/mails/endpoints.hpp"
#include "api/v1/orders/endpoints.hpp"
#include "api/v1/papers/endpoints.hpp"
#include "api/v1/stores/endpoints.hpp"
#include "api/v1/system/endpoints.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr std::size_t kLoggedErrorBytesMax = 500;

constexpr const char* kStoresView = "Orderyard::stores_view";
constexpr const char* kOrdersView = "Magento_Sales::actions_view";
constexpr const char* kSync = "Orderyard::sync";

struct RouteRow {
    http::Method method;
    const char* pattern;
    const char* resource;  // or a word of api/needs.hpp
    Endpoint endpoint;
};

constexpr RouteRow kRoutes[] = {
    {http::Method::kGet, "/api/v1/stores", kStoresView, ListStores},
    {http::Method::kGet, "/api/v1/stores/{store}/amazon-orders", kOrdersView, ListChannelOrders},
    {http::Method::kGet, "/api/v1/stores/{store}/amazon-orders/{number}", kOrdersView,
     ShowChannelOrder},
    {http::Method::kGet, "/api/v1/stores/{store}/sync", kStoresView, ShowSync},
};

constexpr CallRoute kCallRoutes[] = {
    {http::Method::kPost, "/api/v1/session", kAnonymous, LogInHere},
    {http::Method::kGet, "/api/v1/session", kOwnSession, ShowSession},
    {http::Method::kDelete, "/api/v1/session", kOwnSession, LogOutHere},
    {http::Method::kPut, "/api/v1/session/password", kOwnSession, ChangeOwnPassword},
    {http::Method::kPost, "/api/v1/stores/{store}/sync", kSync, StartSync},
    {http::Method::kPost, "/api/v1/stores/{store}/inbox/{row}/retry", kSync, RetryInboxRow},
    {http::Method::kPost, "/api/v1/stores/{store}/inbox/{row}/skip", kSync, SkipInboxRow},
};

base::Error NoCredentials() {
    base::Error error;
    error.code = base::ErrorCode::kUnauthorized;
    error.message = "A valid token or session is needed.";
    return error;
}

base::Error NoRight(const Caller& caller, const char* resource) {
    if (caller.signed_in && caller.signed_in->user.must_change_password) {
        return {base::ErrorCode::kForbidden, "Change the one-time password first.", {}, {}};
    }
    return MissingRight(resource);
}

// Papers in a stream are papers: they have begun by then, but count. Exports have a limit of their
// own.
Shown ShownInStream(std::string_view pattern) {
    return pattern == "/api/v1/prints" ? Shown::kChanged : Shown::kStreamed;
}

// Streams that may name people.
bool IsOfPeople(std::string_view pattern) {
    return pattern == "/api/v1/prints" || pattern.starts_with("/api/v1/export");
}

// `make_answer` makes an Answer of the caller.
template <class MakeAnswer>
http::Response Run(Gate& gate, const http::Request& request, const char* pattern,
                   const char* resource, MakeAnswer make_answer) {
    try {
        OAuthResult<std::optional<Caller>> caller = std::optional(Caller());
        const bool is_anonymous = resource == std::string_view(kAnonymous);
        if (!is_anonymous) {
            caller = gate.Admit(request, Cookies::kTaken);
        }
        const bool is_known = !is_anonymous && caller && *caller;
        if (auto turn =
                is_known ? gate.TakeTurn(**caller, pattern) : gate.TakeAnonymousTurn(request);
            !turn) {
            return PlainError(turn.error());
        }
        if (!caller) {
            return PlainError(caller.error().error);
        }
        if (!*caller) {
            return PlainError(NoCredentials());
        }
        if (!(*caller)->May(resource)) {
            return PlainError(NoRight(**caller, resource));
        }
        ports::PersonalView view = ViewOf(**caller);
        Answer answer;
        {
            const ports::PersonalViewScope scope(&view);
            answer = make_answer(**caller);
        }
        if (auto shown = gate.views().Record(**caller, view, ShownBy(request.method, pattern));
            !shown) {
            return PlainError(shown.error());
        }
        if (answer && answer->source) {
            if (const auto may =
                    IsOfPeople(pattern) ? gate.views().MayStream(**caller) : base::Result<>();
                !may) {
                return PlainError(may.error());
            }
            answer->source =
                SeenBy(**caller, gate.views(), std::move(answer->source), ShownInStream(pattern));
        }
        return answer ? std::move(*answer) : PlainError(answer.error());
    } catch (const ports::DatabaseUnavailable& e) {
        base::LogError("database_unavailable",
                       {{"what", base::TruncateUtf8(e.what(), kLoggedErrorBytesMax)}});
        return PlainError(base::Unavailable("The database cannot be used now."));
    } catch (const ports::VersionConflict&) {
        return PlainError(base::Conflict("Somebody else changed this at the same time."));
    }
}

template <class MakeAnswer>
void Add(http::Router& router, Gate& gate, http::Method method, const char* pattern,
         const char* resource, MakeAnswer make_answer) {
    CheckIsDeclared(resource, pattern);
    router.Add(method, pattern,
               [&gate, pattern, resource, make_answer](const http::Request& request) {
                   http::Response response =
                       Run(gate, request, pattern, resource,
                           [&](const Caller& caller) { return make_answer(request, caller); });
                   response.Set("Cache-Control", "no-store");
                   return response;
               });
}

std::vector<CallRoute> CallRoutes() {
    std::vector<CallRoute> routes(std::begin(kCallRoutes), std::end(kCallRoutes));
    routes.insert(routes.end(), OrderRoutes().begin(), OrderRoutes().end());
    routes.insert(routes.end(), AccessRoutes().begin(), AccessRoutes().end());
    routes.insert(routes.end(), MailRoutes().begin(), MailRoutes().end());
    routes.insert(routes.end(), StoreRoutes().begin(), StoreRoutes().end());
    routes.insert(routes.end(), CatalogRoutes().begin(), CatalogRoutes().end());
    routes.insert(routes.end(), SystemRoutes().begin(), SystemRoutes().end());
    routes.insert(routes.end(), PaperRoutes().begin(), PaperRoutes().end());
    routes.insert(routes.end(), DeskRoutes().begin(), DeskRoutes().end());
    routes.insert(routes.end(), ExportRoutes().begin(), ExportRoutes().end());
    return routes;
}

constexpr const char* kEvents = "/api/v1/events";

// The one route that has something of its own going on beside requests.
void AddEvents(http::Router& router, const ApiContext& context, Gate& gate) {
    const auto hub = std::make_shared<LiveHub>(context.database, context.clock);
    Add(router, gate, http::Method::kGet, kEvents, kSelf,
        [hub](const http::Request& request, const Caller& caller) -> Answer {
            const std::string* last_id = request.FindHeader("last-event-id");
            auto events =
                hub->Listen(caller, last_id == nullptr ? std::nullopt : std::optional(*last_id));
            if (!events) {
                return base::Fail(events.error());
            }
            return http::EventResponse(std::move(*events));
        });
}

}  // namespace

std::vector<RouteNeed> RouteNeeds() {
    std::vector<RouteNeed> needs{{http::Method::kGet, kEvents, kSelf}};
    for (const RouteRow& row : kRoutes) {
        needs.push_back({row.method, row.pattern, row.resource});
    }
    for (const CallRoute& row : CallRoutes()) {
        needs.push_back({row.method, row.pattern, row.resource, row.also});
    }
    return needs;
}

void AddRoutes(http::Router& router, const ApiContext& context, Gate& gate) {
    AddEvents(router, context, gate);
    for (const RouteRow& row : kRoutes) {
        Add(router, gate, row.method, row.pattern, row.resource,
            [&context, &row](const http::Request& request, const Caller&) {
                return row.endpoint(context, request);
            });
    }
    for (const CallRoute& row : CallRoutes()) {
        if (row.also != nullptr) {
            CheckIsDeclared(row.also, row.pattern);
        }
        Add(router, gate, row.method, row.pattern, row.resource,
            [&context, row](const http::Request& request, const Caller& caller) -> Answer {
                if (row.also != nullptr && !caller.May(row.also)) {
                    return base::Fail(NoRight(caller, row.also));
                }
                AuditDetail detail;
                return row.endpoint({context, request, caller, row.pattern, &detail});
            });
    }
}

}  // namespace orderyard::api::v1
