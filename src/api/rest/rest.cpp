// The path is brought to its plain form first ("/index.php/rest//de/V1/orders/" is "/V1/orders");
// then, in Magento's order of precedence: method, route, media type, token, endpoint, and last the
// fields filter.
#include "api/rest/rest.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "api/errors.hpp"
#include "api/needs.hpp"
#include "api/rest/admin_token.hpp"
#include "api/rest/fields_filter.hpp"
#include "api/rest/later.hpp"
#include "api/rest/rendered_orders.hpp"
#include "api/rest/route_table.hpp"
#include "base/crypto.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::rest {
namespace {

constexpr std::size_t kLoggedErrorBytesMax = 500;
constexpr std::size_t kReportIdDigits = 13;

bool IsKnownMethod(http::Method method) {
    return method == http::Method::kGet || method == http::Method::kPost ||
           method == http::Method::kPut || method == http::Method::kDelete;
}

// Only XML is asked for. Everything else gets JSON, as browsers and careless clients list all sorts
// of types.
bool WantsOnlyXml(const std::string& accept) {
    bool has_type = false;
    for (const std::string& range : base::Split(accept, ',')) {
        const std::string type =
            base::AsciiLower(base::Trim(std::string_view(range).substr(0, range.find(';'))));
        if (type.empty()) {
            continue;
        }
        if (type != "application/xml" && type != "text/xml" && type != "application/xhtml+xml") {
            return false;
        }
        has_type = true;
    }
    return has_type;
}

std::string FieldsText(const http::Request& request) {
    const std::string text = request.QueryValue("fields").value_or("");
    return text == "0" ? "" : text;  // PHP takes "0" for nothing
}

constexpr int kDone = 200, kAccepted = 202;

enum class When { kNow, kLater, kLaterEach };

// A path without what stands before it.
struct Place {
    std::string path;  // "/V1/orders", or empty
    When when = When::kNow;
};

class Rest {
  public:
    Rest(const ApiContext& context, Gate& gate) : context_(context), gate_(gate) {
        router_.Add(http::Method::kPost, kAdminTokenPath, [this](const http::Request& request) {
            const auto turn = gate_.TakeAnonymousTurn(request);
            return turn ? IssueToken(context_, request) : MagentoError(turn.error());
        });
        for (const RouteRow& row : RouteTable()) {
            CheckIsDeclared(row.resource, row.pattern);
            if (row.also != nullptr) {
                CheckIsDeclared(row.also, row.pattern);
            }
            router_.Add(row.method, row.pattern, [this, &row](const http::Request& request) {
                return Run(row, request, row.endpoint);
            });
        }
    }

    http::Response Handle(const http::Request& request) const {
        try {
            http::Response response = Dispatch(request);
            response.Set("Cache-Control", "no-store");
            return response;
        } catch (const ports::DatabaseUnavailable& e) {
            base::LogError("database_unavailable",
                           {{"what", base::TruncateUtf8(e.what(), kLoggedErrorBytesMax)}});
            return MagentoUnavailable();
        } catch (const ports::VersionConflict&) {
            return MagentoUnavailable();  // somebody else kept changing it: worth another try
        } catch (const std::exception& e) {
            // Part of the door of HTTP requests: the mask has to be Magento's.
            const std::string digits =
                base::Hex(base::RandomBytes(kReportIdDigits)).substr(0, kReportIdDigits);
            const std::string report_id = "webapi-" + digits;
            base::LogError("request_failed",
                           {{"report_id", report_id},
                            {"what", base::TruncateUtf8(e.what(), kLoggedErrorBytesMax)}});
            return MagentoInternalError(report_id);
        }
    }

  private:
    http::Response Dispatch(const http::Request& request) const {
        if (!IsKnownMethod(request.method)) {
            return MagentoBadMethod(request.method_text.empty()
                                        ? http::ToString(request.method)
                                        : std::string_view(request.method_text));
        }
        const auto target = http::SplitTarget(request.target);
        const Place place = target ? PlaceOf(target->raw_path) : Place();
        http::RouteMatch match = router_.Match(request.method, place.path);
        http::Request routed = request;
        routed.path_params = std::move(match.path_params);
        if (place.when != When::kNow) {
            return TakeOverFor(place, match.route, routed);
        }
        if (place.path.empty() || match.route == nullptr) {
            return MagentoError(MagentoNoRoute());
        }
        return match.route->handler(routed);
    }

    // Changes only; logging in is none.
    http::Response TakeOverFor(const Place& place, const http::Route* route,
                               const http::Request& request) const {
        if (request.method == http::Method::kGet) {
            base::Error refusal;
            refusal.code = base::ErrorCode::kNotAllowed;
            refusal.message = "Specified request cannot be processed.";
            return MagentoError(refusal);
        }
        for (const RouteRow& row : RouteTable()) {
            if (route != nullptr && row.method == route->method && row.pattern == route->pattern) {
                const bool is_each = place.when == When::kLaterEach;
                return Run(
                    row, request, [&](const Call& call) { return TakeOver(call, row, is_each); },
                    kAccepted);
            }
        }
        return MagentoError(MagentoNoRoute());
    }

    // "/V1/..." of every base form; empty when it is none.
    Place PlaceOf(std::string_view raw_path) const {
        std::vector<std::string_view> segments = http::PathSegments(raw_path);
        const auto take = [&](std::string_view word) {
            if (segments.empty() || segments.front() != word) {
                return false;
            }
            segments.erase(segments.begin());
            return true;
        };
        take("index.php");
        if (segments.size() < 2 || !take("rest")) {
            return {};
        }
        if (segments.front() != "V1" && segments.front() != "async") {
            if (!IsStoreCode(base::PercentDecode(segments.front()))) {
                return {};
            }
            segments.erase(segments.begin());
        }
        Place place;
        if (take("async")) {
            place.when = take("bulk") ? When::kLaterEach : When::kLater;
        }
        for (const std::string_view segment : segments) {
            place.path += "/" + std::string(segment);
        }
        return place;
    }

    bool IsStoreCode(const std::string& code) const {
        if (code == "all" || code == "default") {
            return true;
        }
        bool is_known = false;
        context_.database.Read([&](ports::Transaction& tx) {
            is_known = tx.stores().FindViewByCode(code).has_value();
        });
        return is_known;
    }

    http::Response Run(const RouteRow& row, const http::Request& request,
                       const std::function<Answer(const Call&)>& endpoint,
                       int status = kDone) const {
        const std::string* accept = request.FindHeader("accept");
        if (accept != nullptr && WantsOnlyXml(*accept)) {
            return MagentoNotAcceptable(*accept);
        }
        OAuthResult<std::optional<Caller>> caller;
        const bool is_anonymous = row.resource == std::string_view(kAnonymous);
        if (is_anonymous) {
            caller = std::optional(Caller());
        } else {
            caller = gate_.Admit(request, Cookies::kIgnored);
        }
        const bool is_known = !is_anonymous && caller && *caller;
        if (auto turn =
                is_known ? gate_.TakeTurn(**caller, row.pattern) : gate_.TakeAnonymousTurn(request);
            !turn) {
            return MagentoError(turn.error());
        }
        if (!caller) {
            const OAuthRefusal& refusal = caller.error();
            return refusal.errors.empty() ? MagentoError(refusal.error)
                                          : MagentoErrors(refusal.errors);
        }
        if (!*caller || !(*caller)->May(row.resource)) {
            return MagentoError(MagentoNotAuthorized(row.resource));
        }
        if (row.also != nullptr && !(*caller)->May(row.also)) {
            return MagentoError(MagentoNotAuthorized(row.also));
        }
        ports::PersonalView view = ViewOf(**caller);
        Answer json;
        Call call{context_, request, **caller, row.pattern};
        call.rendered = &rendered_;
        {
            const ports::PersonalViewScope scope(&view);
            json = endpoint(call);
        }
        if (auto shown = gate_.views().Record(**caller, view, ShownBy(request.method, row.pattern));
            !shown) {
            return MagentoError(shown.error());
        }
        if (!json) {
            return call.single_refusals->empty()
                       ? MagentoError(json.error())
                       : MagentoErrors(json.error(), *call.single_refusals);
        }
        const std::string fields_text = FieldsText(request);
        const bool is_scalar = !json->starts_with('{') && !json->starts_with('[');
        if (fields_text.empty() || is_scalar) {
            return http::JsonResponse(status, std::move(*json));
        }
        const auto fields = ParseFields(fields_text);
        return http::JsonResponse(status, fields ? KeepFields(*fields, *json) : "[]");
    }

    const ApiContext& context_;
    Gate& gate_;
    mutable RenderedOrders rendered_;
    http::Router router_;
};

}  // namespace

bool IsRestPath(std::string_view raw_path) {
    const std::vector<std::string_view> segments = http::PathSegments(raw_path);
    if (segments.empty()) {
        return false;
    }
    return segments[0] == "rest" ||
           (segments[0] == "index.php" && segments.size() > 1 && segments[1] == "rest");
}

http::Handler MakeRest(const ApiContext& context, Gate& gate) {
    auto rest = std::make_shared<const Rest>(context, gate);
    return [rest](const http::Request& request) { return rest->Handle(request); };
}

}  // namespace orderyard::api::rest
