// The names of builtin roles are the page's to translate, by their code.
#include "api/v1/access/access_call.hpp"

#include "api/gate.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::api::v1 {

actions::AccessContext AccessOf(const Call& call) {
    actions::AccessContext access = api::AccessOf(call.context);
    access.held = call.caller.grants;
    return access;
}

std::int64_t PathNumber(const Call& call, std::string_view name) {
    return base::ParseInt(call.request.PathParam(name)).value_or(0);
}

base::Result<> NeedSession(const Call& call) {
    if (call.caller.signed_in->session.is_admin_token) {
        return base::Fail({base::ErrorCode::kForbidden, "Log in to do this.", {}, {}});
    }
    return {};
}

base::Result<> NeedNothing(const Call& call) {
    if (auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return allowed;
    }
    if (call.request.body.empty()) {
        return {};
    }
    const auto body = BodyReader::Of(call.request);
    return body ? body->End() : base::Fail(body.error());
}

http::Response DoneAnswer() {
    return http::JsonResponse(200, R"({"done":true})");
}

void WriteUser(JsonWriter& json, const domain::User& user, const domain::Role& role) {
    json.BeginObject().Field("id", user.id.value).Field("name", user.name);
    json.Field("email", user.email).Field("full_name", user.full_name);
    json.Key("role").BeginObject().Field("id", role.id.value).Field("code", role.code);
    json.Field("name", role.name).EndObject();
    json.Field("is_active", user.is_active).Field("language", user.language);
    json.Field("zone", user.zone).Field("must_change_password", user.must_change_password);
    json.Field("has_second_factor", user.has_second_factor);
    WriteInstant(json, "created_at", user.created_at);
    WriteInstant(json, "last_login_at", user.last_login_at);
    json.Field("version", user.version).EndObject();
}

void WriteRole(JsonWriter& json, const domain::Role& role) {
    const auto& granted = role.grants.resources();
    json.BeginObject().Field("id", role.id.value).Field("code", role.code);
    json.Field("name", role.name).Field("is_builtin", role.is_builtin);
    WriteTexts(json, "resources", {granted.begin(), granted.end()});
    json.EndObject();
}

base::Result<PageWanted> ReadPage(const Call& call) {
    const QueryReader query(call.request);
    if (auto allowed = query.Allow({"page", "page_size"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto page = query.Int("page", 1, 1, INT32_MAX);
    if (!page) {
        return base::Fail(page.error());
    }
    const auto size =
        query.Int("page_size", base::limits::kPageSizeMax, 1, base::limits::kPageSizeMax);
    if (!size) {
        return base::Fail(size.error());
    }
    return PageWanted{*page, *size};
}

http::Response SessionsAnswer(const PageWanted& wanted, const std::vector<ports::Session>& sessions,
                              std::int64_t own) {
    return ListAnswer(wanted, sessions, [own](JsonWriter& json, const ports::Session& session) {
        json.BeginObject().Field("id", session.id);
        json.Field("kind", session.is_admin_token ? "admin_token" : "browser");
        json.Field("is_this_one", session.id == own);
        json.TextOrNull("address", session.peer).TextOrNull("browser", session.agent);
        WriteInstant(json, "created_at", session.created_at);
        WriteInstant(json, "last_seen_at", session.last_seen_at);
        json.EndObject();
    });
}

}  // namespace orderyard::api::v1
