// /api/v1/session/profile and .../sessions: what everybody may change about himself.
#include "actions/identity/end_sessions.hpp"
#include "actions/identity/make_user.hpp"
#include "api/v1/access/access_call.hpp"
#include "api/v1/access/endpoints.hpp"
#include "api/v1/body_reader.hpp"

namespace orderyard::api::v1 {

Answer ChangeProfile(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    actions::UserChange change;
    change.email = body->TextIfGiven("email");
    change.full_name = body->TextIfGiven("full_name");
    change.language = body->TextIfGiven("language");
    change.zone = body->TextIfGiven("zone");
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    const actions::SignedIn& who = *call.caller.signed_in;
    const auto changed =
        actions::ChangeUser(AccessOf(call), who.user.id, change, 0, call.Actor(), call.caller.peer);
    if (!changed) {
        return base::Fail(changed.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("user");
    WriteUser(json, *changed, who.role);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ListOwnSessions(const Call& call) {
    const auto wanted = ReadPage(call);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    const actions::SignedIn& who = *call.caller.signed_in;
    std::vector<ports::Session> sessions;
    call.context.database.Read(
        [&](ports::Transaction& tx) { sessions = tx.access().SessionsOf(who.user.id); });
    return SessionsAnswer(*wanted, sessions, who.session.id);
}

Answer EndOwnSession(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    const auto ended = actions::EndOwnSession(AccessOf(call), *call.caller.signed_in,
                                              PathNumber(call), call.caller.peer);
    if (!ended) {
        return base::Fail(ended.error());
    }
    return DoneAnswer();
}

Answer EndOtherSessions(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    actions::EndOtherSessions(AccessOf(call), *call.caller.signed_in, call.caller.peer);
    return DoneAnswer();
}

}  // namespace orderyard::api::v1
