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

std::vector<std::string_view> Segments(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        if (end > 0) {
            segments.push_back(path.substr(0, end));
        }
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return segments;
}

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

class Rest {
  public:
    Rest(const ApiContext& context, Gate& gate) : context_(context), gate_(gate) {
        router_.Add(http::Method::kPost, kAdminTokenPath, [this](const http::Request& request) {
            return IssueToken(context_, request);
        });
        for (const RouteRow& row : RouteTable()) {
            CheckIsDeclared(row.resource, row.pattern);
            if (row.also != nullptr) {
                CheckIsDeclared(row.also, row.pattern);
            }
            router_.Add(row.method, row.pattern,
                        [this, &row](const http::Request& request) { return Run(row, request); });
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
        const std::string path = target ? PlainPath(target->raw_path) : "";
        http::RouteMatch match = router_.Match(request.method, path);
        if (path.empty() || match.route == nullptr) {
            return MagentoError(MagentoNoRoute());
        }
        http::Request routed = request;
        routed.path_params = std::move(match.path_params);
        return match.route->handler(routed);
    }

    // "/V1/..." of every base form; empty when it is none.
    std::string PlainPath(std::string_view raw_path) const {
        std::vector<std::string_view> segments = Segments(raw_path);
        if (!segments.empty() && segments.front() == "index.php") {
            segments.erase(segments.begin());
        }
        if (segments.size() < 2 || segments.front() != "rest") {
            return "";
        }
        segments.erase(segments.begin());
        if (segments.front() != "V1") {
            if (!IsStoreCode(base::PercentDecode(segments.front()))) {
                return "";
            }
            segments.erase(segments.begin());
        }
        std::string path;
        for (const std::string_view segment : segments) {
            path += "/" + std::string(segment);
        }
        return path;
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

    http::Response Run(const RouteRow& row, const http::Request& request) const {
        const std::string* accept = request.FindHeader("accept");
        if (accept != nullptr && WantsOnlyXml(*accept)) {
            return MagentoNotAcceptable(*accept);
        }
        OAuthResult<std::optional<Caller>> caller;
        if (row.resource != std::string_view(kAnonymous)) {
            caller = gate_.Admit(request, Cookies::kIgnored);
        } else {
            caller = std::optional(Caller());
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
        Answer json = row.endpoint({context_, request, **caller, row.pattern});
        if (!json) {
            return MagentoError(json.error());
        }
        const std::string fields_text = FieldsText(request);
        const bool is_scalar = !json->starts_with('{') && !json->starts_with('[');
        if (fields_text.empty() || is_scalar) {
            return http::JsonResponse(200, std::move(*json));
        }
        const auto fields = ParseFields(fields_text);
        return http::JsonResponse(200, fields ? KeepFields(*fields, *json) : "[]");
    }

    const ApiContext& context_;
    Gate& gate_;
    http::Router router_;
};

}  // namespace

bool IsRestPath(std::string_view raw_path) {
    const std::vector<std::string_view> segments = Segments(raw_path);
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
