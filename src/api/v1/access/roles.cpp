// /api/v1/roles: the roles, and the tree of resources they are made of.
#include <algorithm>

#include "actions/identity/put_role.hpp"
#include "api/v1/access/access_call.hpp"
#include "api/v1/access/endpoints.hpp"
#include "api/v1/body_reader.hpp"

namespace orderyard::api::v1 {
namespace {

base::Result<domain::Role> ReadRole(const Call& call, domain::RoleId id) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    domain::Role role;
    role.id = id;
    role.code = body->NeededText("code");
    role.name = body->NeededText("name");
    const auto resources = body->Texts("resources");
    role.grants = domain::Grants({resources.begin(), resources.end()});
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return role;
}

Answer PutRole(const Call& call, domain::RoleId id, int status) {
    auto role = ReadRole(call, id);
    if (!role) {
        return base::Fail(role.error());
    }
    const auto stored =
        actions::PutRole(AccessOf(call), std::move(*role), call.Actor(), call.caller.peer);
    if (!stored) {
        return base::Fail(stored.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("role");
    WriteRole(json, *stored);
    json.EndObject();
    return http::JsonResponse(status, json.Take());
}

void WriteResources(JsonWriter& json, const Caller& caller) {
    json.Key("resources").BeginArray();
    for (const domain::Resource& resource : domain::Resources()) {
        json.BeginObject().Field("id", resource.id);
        json.TextOrNull("parent", resource.parent).Field("title", resource.title);
        json.Field("is_held", caller.grants.Has(resource.id)).EndObject();
    }
    json.EndArray();
}

}  // namespace

Answer ListResources(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    WriteResources(json, call.caller);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ListRoles(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    std::vector<domain::Role> roles;
    std::vector<domain::User> users;
    call.context.database.Read([&](ports::Transaction& tx) {
        roles = tx.access().ListRoles();
        users = tx.access().ListUsers();
    });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const domain::Role& role : roles) {
        WriteRole(json, role);
    }
    const auto count = static_cast<std::int64_t>(roles.size());
    json.EndArray().Field("total_count", count).Field("page", 1).Field("page_size", count);
    json.Key("users_by_role").BeginObject();
    for (const domain::Role& role : roles) {
        const auto having = std::count_if(
            users.begin(), users.end(), [&](const auto& user) { return user.role_id == role.id; });
        json.Field(std::to_string(role.id.value), static_cast<std::int64_t>(having));
    }
    json.EndObject();
    WriteResources(json, call.caller);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer MakeRole(const Call& call) {
    return PutRole(call, {}, 201);
}

Answer ChangeRole(const Call& call) {
    const domain::RoleId id(PathNumber(call));
    if (!id.IsSet()) {
        return base::Fail(base::NotFound("There is no such role."));
    }
    return PutRole(call, id, 200);
}

Answer DeleteRole(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    const auto deleted = actions::DeleteRole(AccessOf(call), domain::RoleId(PathNumber(call)),
                                             call.Actor(), call.caller.peer);
    if (!deleted) {
        return base::Fail(deleted.error());
    }
    return DoneAnswer();
}

}  // namespace orderyard::api::v1
