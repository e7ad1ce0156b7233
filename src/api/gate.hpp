// The one door of the API: makes a Caller of a request's credentials, whatever their kind.
#pragma once

#include <optional>
#include <string>

#include "api/auth.hpp"
#include "api/caller.hpp"
#include "api/context.hpp"
#include "api/oauth_gate.hpp"
#include "api/rate_limits.hpp"
#include "api/view_trail.hpp"
#include "http/message.hpp"

namespace orderyard::api {

enum class Cookies { kTaken, kIgnored };

class Gate {
  public:
    // `context` must outlive it.
    explicit Gate(const ApiContext& context);

    // Nobody (nullopt) without valid credentials; why is never told. A refusal for an OAuth claim
    // that fails, and kForbidden for a cookie's change without its CSRF token or from a foreign
    // page. Credentials in the Authorization header win over a cookie.
    OAuthResult<std::optional<Caller>> Admit(const http::Request& request, Cookies cookies);

    // Takes one request of the caller's share (kThrottled); `pattern`: of the route, as exports
    // have a share of their own.
    base::Result<> TakeTurn(const Caller& caller, std::string_view pattern);
    // Likewise for whoever has shown no valid credentials.
    base::Result<> TakeAnonymousTurn(const http::Request& request);

    ViewTrail& views() { return views_; }

  private:
    OAuthResult<std::optional<Caller>> AdmitSigned(const SignedRequest& request);
    std::optional<Caller> AdmitBearer(const http::Request& request);
    OAuthResult<std::optional<Caller>> AdmitCookie(const http::Request& request) const;

    const ApiContext& context_;
    TokenGate tokens_;
    OAuthGate integrations_;
    RateLimits limits_;
    ViewTrail views_;
};

actions::AccessContext AccessOf(const ApiContext& context);

// The cookie of a browser's session: with TLS "__Host-orderyard", which no other site can set.
std::string CookieName(const ApiContext& context);
// Whether a page of our own sent this, as far as the browser tells.
bool IsFromOurPage(const ApiContext& context, const http::Request& request);

}  // namespace orderyard::api
