// /api/v1/session: log in, who am I, log out, my new password. The session's text goes out in a
// cookie only, where no script can read it.
#include <fmt/format.h>

#include "actions/identity/change_password.hpp"
#include "actions/identity/log_in.hpp"
#include "actions/identity/log_out.hpp"
#include "api/gate.hpp"
#include "api/json_writer.hpp"
#include "api/v1/access_routes.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr std::size_t kPasswordBytesMax = 1'024;  // longer than any that is taken, so it is told

http::Response& SetCookie(http::Response& response, const ApiContext& context,
                          const std::string& text) {
    const std::string life = text.empty() ? "; Max-Age=0" : "";
    return response.Set("Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}",
                                                  CookieName(context), text,
                                                  context.is_tls ? "; Secure" : "", life));
}

http::Response SessionAnswer(const ports::Session& session, const domain::User& user,
                             const domain::Role& role) {
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("user").BeginObject();
    json.Field("id", user.id.value).Field("name", user.name).Field("email", user.email);
    json.Field("full_name", user.full_name).Field("language", user.language);
    json.Field("zone", user.zone).Field("must_change_password", user.must_change_password);
    json.Field("has_second_factor", user.has_second_factor).EndObject();
    json.Key("role").BeginObject().Field("id", role.id.value).Field("code", role.code);
    json.Field("name", role.name).EndObject();
    const auto& granted = role.grants.resources();
    WriteTexts(json, "resources", {granted.begin(), granted.end()});
    json.Field("csrf_token", session.csrf_token);
    WriteInstant(json, "created_at", session.created_at);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace

Answer LogInHere(const Call& call) {
    if (!IsFromOurPage(call.context, call.request)) {
        return base::Fail({base::ErrorCode::kForbidden, "Log in from this server's page.", {}, {}});
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    actions::LogInRequest wanted;
    wanted.name = body->NeededText("name");
    wanted.password = body->NeededText("password", kPasswordBytesMax);
    wanted.code = body->Text("code");
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    wanted.peer = call.request.peer;
    const std::string* agent = call.request.FindHeader("user-agent");
    wanted.agent = agent == nullptr ? "" : *agent;
    const auto in = actions::LogIn(AccessOf(call.context), wanted);
    if (!in) {
        return base::Fail(in.error());
    }
    http::Response response = SessionAnswer(in->session, in->user, in->role);
    SetCookie(response, call.context, in->cookie);
    return response;
}

Answer ShowSession(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const actions::SignedIn& who = *call.caller.signed_in;
    return SessionAnswer(who.session, who.user, who.role);
}

Answer LogOutHere(const Call& call) {
    actions::LogOut(AccessOf(call.context), *call.caller.signed_in, call.caller.peer);
    http::Response response = http::JsonResponse(200, R"({"signed_in":false})");
    SetCookie(response, call.context, "");
    return response;
}

Answer ChangeOwnPassword(const Call& call) {
    if (call.caller.signed_in->session.is_admin_token) {
        // The new session would be a cookie for who came with a bearer.
        return base::Fail({base::ErrorCode::kForbidden, "Log in to change the password.", {}, {}});
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const std::string current = body->NeededText("current_password", kPasswordBytesMax);
    const std::string wanted = body->NeededText("new_password", kPasswordBytesMax);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    const auto in = actions::ChangePassword(AccessOf(call.context), *call.caller.signed_in, current,
                                            wanted, call.caller.peer);
    if (!in) {
        return base::Fail(in.error());
    }
    http::Response response = SessionAnswer(in->session, in->user, in->role);
    SetCookie(response, call.context, in->cookie);
    return response;
}

}  // namespace orderyard::api::v1
