// /api/v1/users: one-time passwords are in the answer that made them and nowhere else.
#include <algorithm>

#include "actions/identity/change_password.hpp"
#include "actions/identity/end_sessions.hpp"
#include "actions/identity/make_user.hpp"
#include "actions/identity/set_up_second_factor.hpp"
#include "api/v1/access/access_call.hpp"
#include "api/v1/access/endpoints.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/query_reader.hpp"

namespace orderyard::api::v1 {
namespace {

domain::UserId UserOf(const Call& call) {
    return domain::UserId(PathNumber(call));
}

base::Error NoSuchUser() {
    return base::NotFound("There is no such user.");
}

struct UserAndRole {
    domain::User user;
    domain::Role role;
};

std::optional<UserAndRole> Find(const Call& call) {
    std::optional<UserAndRole> found;
    call.context.database.Read([&](ports::Transaction& tx) {
        found.reset();
        if (const auto user = tx.access().FindUser(UserOf(call))) {
            found = UserAndRole{*user, tx.access().FindRole(user->role_id).value()};
        }
    });
    return found;
}

// The user as it is now, and what is told just this once.
Answer UserAnswer(const Call& call, domain::UserId id, int status,
                  const std::string& one_time_password = "") {
    JsonWriter json(JsonWriter::Style::kPlain);
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto user = tx.access().FindUser(id).value();
        json = JsonWriter(JsonWriter::Style::kPlain);
        json.BeginObject().Key("user");
        WriteUser(json, user, tx.access().FindRole(user.role_id).value());
        json.TextIfAny("one_time_password", one_time_password).EndObject();
    });
    return http::JsonResponse(status, json.Take());
}

// Reads nothing, does `work` on the user of the path, and answers with how he is then.
template <class Work>
Answer OnUser(const Call& call, Work work) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    if (const base::Result<> done = work(UserOf(call)); !done) {
        return base::Fail(done.error());
    }
    return UserAnswer(call, UserOf(call), 200);
}

}  // namespace

Answer ListUsers(const Call& call) {
    const auto wanted = ReadPage(call);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    std::vector<UserAndRole> users;
    call.context.database.Read([&](ports::Transaction& tx) {
        users.clear();
        const auto roles = tx.access().ListRoles();
        for (const domain::User& user : tx.access().ListUsers()) {
            const auto role = std::find_if(roles.begin(), roles.end(), [&](const auto& each) {
                return each.id == user.role_id;
            });
            users.push_back({user, *role});
        }
    });
    return ListAnswer(*wanted, users, [](JsonWriter& json, const UserAndRole& each) {
        WriteUser(json, each.user, each.role);
    });
}

Answer ShowUser(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    if (!Find(call)) {
        return base::Fail(NoSuchUser());
    }
    return UserAnswer(call, UserOf(call), 200);
}

Answer MakeUser(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    actions::UserDraft draft;
    draft.name = body->NeededText("name");
    draft.email = body->NeededText("email");
    draft.full_name = body->Text("full_name");
    draft.role_id = domain::RoleId(body->NeededInt("role_id", 1, INT64_MAX));
    draft.language = body->TextIfGiven("language").value_or(draft.language);
    draft.zone = body->TextIfGiven("zone").value_or(draft.zone);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    const auto made = actions::MakeUser(AccessOf(call), draft, call.Actor(), call.caller.peer);
    if (!made) {
        return base::Fail(made.error());
    }
    return UserAnswer(call, made->user.id, 201, made->one_time_password);
}

Answer ChangeUser(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    actions::UserChange change;
    change.email = body->TextIfGiven("email");
    change.full_name = body->TextIfGiven("full_name");
    change.language = body->TextIfGiven("language");
    change.zone = body->TextIfGiven("zone");
    if (const auto role = body->Int("role_id", 1, INT64_MAX)) {
        change.role_id = domain::RoleId(*role);
    }
    if (body->Has("is_active")) {
        change.is_active = body->Flag("is_active", true);
    }
    const auto version = body->Int("version", 1, INT64_MAX).value_or(0);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    const auto changed = actions::ChangeUser(AccessOf(call), UserOf(call), change, version,
                                             call.Actor(), call.caller.peer);
    if (!changed) {
        return base::Fail(changed.error());
    }
    return UserAnswer(call, changed->id, 200);
}

Answer ResetUserPassword(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    const auto password =
        actions::ResetPassword(AccessOf(call), UserOf(call), call.Actor(), call.caller.peer);
    if (!password) {
        return base::Fail(password.error());
    }
    return UserAnswer(call, UserOf(call), 200, *password);
}

Answer UnlockUser(const Call& call) {
    return OnUser(call, [&](domain::UserId) -> base::Result<> {
        const auto found = Find(call);
        if (!found) {
            return base::Fail(NoSuchUser());
        }
        actions::UnlockLogIn(AccessOf(call), found->user.name, call.Actor(), call.caller.peer);
        return {};
    });
}

Answer RemoveUserSecondFactor(const Call& call) {
    return OnUser(call, [&](domain::UserId id) {
        return actions::RemoveSecondFactorOf(AccessOf(call), id, call.Actor(), call.caller.peer);
    });
}

Answer ListUserSessions(const Call& call) {
    const auto wanted = ReadPage(call);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    if (!Find(call)) {
        return base::Fail(NoSuchUser());
    }
    std::vector<ports::Session> sessions;
    call.context.database.Read(
        [&](ports::Transaction& tx) { sessions = tx.access().SessionsOf(UserOf(call)); });
    return SessionsAnswer(*wanted, sessions,
                          call.caller.signed_in ? call.caller.signed_in->session.id : 0);
}

Answer EndUserSessions(const Call& call) {
    return OnUser(call, [&](domain::UserId id) {
        return actions::EndSessionsOf(AccessOf(call), id, call.Actor(), call.caller.peer);
    });
}

}  // namespace orderyard::api::v1
