// Each kind of credentials is looked up anew with every request, so that revoking, switching off
// and a changed role count at once.
#include "api/gate.hpp"

#include "actions/identity/login_attempt.hpp"
#include "api/needs.hpp"
#include "base/check.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "http/target.hpp"

namespace orderyard::api {
namespace {

constexpr std::int64_t kSecondsPerHour = 3'600;

bool IsSafe(http::Method method) {
    return method == http::Method::kGet || method == http::Method::kHead;
}

std::string TextOf(const http::Request& request, std::string_view header) {
    const std::string* value = request.FindHeader(header);
    return value == nullptr ? "" : *value;
}

// Compares digests: how long it takes says nothing about the text.
bool IsSame(const std::string& given, const std::string& known) {
    return !known.empty() && base::Sha256(given) == base::Sha256(known);
}

SignedRequest SignedOf(const ApiContext& context, const http::Request& request) {
    SignedRequest made;
    made.method = http::ToString(request.method);
    const auto target = http::SplitTarget(request.target);
    const std::string own =
        std::string(context.is_tls ? "https" : "http") + "://" + TextOf(request, "host");
    // Behind a proxy the Host may be the proxy's word for us: clients sign what they know.
    made.url = (context.public_url.empty() ? own : context.public_url) +
               (target ? std::string(target->raw_path) : "");
    made.query = request.query_text;
    made.authorization = TextOf(request, "authorization");
    if (base::AsciiLower(TextOf(request, "content-type"))
            .starts_with("application/x-www-form-urlencoded")) {
        made.form_body = request.body;
    }
    return made;
}

Caller CallerOf(const ports::Integration& integration) {
    Caller caller;
    caller.actor.name = integration.name;
    caller.grants = integration.grants;
    caller.key = "integration:" + std::to_string(integration.id.value);
    caller.requests_per_minute = integration.requests_per_minute;
    return caller;
}

Caller CallerOf(actions::SignedIn who) {
    Caller caller;
    caller.actor = actions::ActorOf(who.user);
    caller.grants = who.role.grants;
    caller.key = "user:" + std::to_string(who.user.id.value);
    caller.signed_in = std::move(who);
    return caller;
}

std::optional<std::string> CookieOf(const http::Request& request, const std::string& name) {
    for (const std::string& part : base::Split(TextOf(request, "cookie"), ';')) {
        const std::string pair(base::Trim(part));
        if (pair.starts_with(name + "=")) {
            return pair.substr(name.size() + 1);
        }
    }
    return std::nullopt;
}

// Makes a file of a whole list. What was saved is made when it is due; fetching its file costs
// little.
bool IsExport(std::string_view pattern) {
    if (pattern.starts_with("/api/v1/saved-exports")) {
        return pattern.ends_with("/run");
    }
    return pattern.find("export") != std::string_view::npos &&
           !pattern.starts_with("/api/v1/export-runs");
}

}  // namespace

void CheckIsDeclared(const char* resource, std::string_view route) {
    const std::string_view name = resource == nullptr ? "" : resource;
    const bool is_declared =
        name == kAnonymous || name == kSelf || name == kOwnSession || domain::IsResource(name);
    const std::string what = "no resource is declared by the route " + std::string(route);
    base::Check(is_declared, what.c_str());
}

bool Caller::May(const char* resource) const {
    const std::string_view name = resource;
    if (name == kAnonymous) {
        return true;
    }
    if (name == kOwnSession) {
        return signed_in.has_value();
    }
    if (signed_in && signed_in->user.must_change_password) {
        return false;
    }
    return name == kSelf ? signed_in.has_value() : grants.Has(name);
}

actions::AccessContext AccessOf(const ApiContext& context) {
    return {context.database, context.clock, context.password_cost};
}

std::string CookieName(const ApiContext& context) {
    return context.is_tls ? "__Host-orderyard" : "orderyard";
}

bool IsFromOurPage(const ApiContext& context, const http::Request& request) {
    const std::string site = TextOf(request, "sec-fetch-site");
    if (!site.empty() && site != "same-origin") {
        return false;
    }
    const std::string origin = TextOf(request, "origin");
    if (origin.empty() || (!context.public_url.empty() && origin == context.public_url)) {
        return true;
    }
    const std::string host = TextOf(request, "host");
    return origin == "http://" + host || origin == "https://" + host;
}

Gate::Gate(const ApiContext& context)
    : context_(context),
      tokens_(context.database, context.clock),
      integrations_(context.database, context.clock),
      limits_(context.clock),
      views_(context.database, context.clock) {}

base::Result<> Gate::TakeTurn(const Caller& caller, std::string_view pattern) {
    if (IsExport(pattern)) {
        const Rate rate{base::limits::kExportsPerHourMax, kSecondsPerHour};
        if (auto taken = limits_.Take("export " + caller.key, rate); !taken) {
            return taken;
        }
    }
    return limits_.Take(caller.key,
                        {caller.requests_per_minute.value_or(context_.requests_per_minute)});
}

base::Result<> Gate::TakeAnonymousTurn(const http::Request& request) {
    // Addresses of IPv6 count by their network, as for log-ins.
    return limits_.Take(actions::AddressLimit(request.peer).key, {context_.anonymous_per_minute});
}

OAuthResult<std::optional<Caller>> Gate::Admit(const http::Request& request, Cookies cookies) {
    const SignedRequest signed_request = SignedOf(context_, request);
    OAuthResult<std::optional<Caller>> caller;
    if (IsOAuth(signed_request)) {
        caller = AdmitSigned(signed_request);
    } else if (request.FindHeader("authorization") != nullptr) {
        caller = AdmitBearer(request);
    } else if (cookies == Cookies::kTaken) {
        caller = AdmitCookie(request);
    }
    if (caller && *caller) {
        (*caller)->peer = request.peer;
    }
    return caller;
}

OAuthResult<std::optional<Caller>> Gate::AdmitSigned(const SignedRequest& request) {
    const auto integration = integrations_.Admit(request);
    if (!integration) {
        return tl::unexpected(integration.error());
    }
    if (!integrations_.IsLive(*integration)) {
        return std::optional<Caller>();
    }
    return std::optional(CallerOf(*integration));
}

std::optional<Caller> Gate::AdmitBearer(const http::Request& request) {
    if (const auto token = tokens_.Admit(request)) {
        Caller caller;
        caller.actor.name = token->name;
        caller.grants = domain::Grants::All();
        caller.key = std::to_string(token->id);
        return caller;
    }
    const auto text = BearerToken(request);
    if (!text) {
        return std::nullopt;
    }
    if (const auto integration = integrations_.AdmitBearer(*text)) {
        return CallerOf(*integration);
    }
    if (auto who = actions::CheckAdminToken(AccessOf(context_), *text)) {
        return CallerOf(std::move(*who));
    }
    return std::nullopt;
}

namespace {

// Our page says when nobody has touched it for a while; its stream of news is never a person's use.
actions::SessionUse UseOf(const http::Request& request) {
    const bool is_unattended = request.FindHeader("x-unattended") != nullptr ||
                               TextOf(request, "accept") == "text/event-stream";
    return is_unattended ? actions::SessionUse::kUnattended : actions::SessionUse::kByPerson;
}

}  // namespace

OAuthResult<std::optional<Caller>> Gate::AdmitCookie(const http::Request& request) const {
    const auto cookie = CookieOf(request, CookieName(context_));
    auto who =
        cookie ? actions::CheckSession(AccessOf(context_), *cookie, UseOf(request)) : std::nullopt;
    if (!who) {
        return std::optional<Caller>();
    }
    if (!IsSafe(request.method) &&
        (!IsFromOurPage(context_, request) ||
         !IsSame(TextOf(request, "x-csrf-token"), who->session.csrf_token))) {
        OAuthRefusal refusal;
        refusal.error = {base::ErrorCode::kForbidden,
                         "A change needs the session's X-CSRF-Token, from a page of this server.",
                         {},
                         {}};
        return tl::unexpected(refusal);
    }
    return std::optional(CallerOf(std::move(*who)));
}

}  // namespace orderyard::api
