// /api/v1/integrations: the four credentials are in the answer that made them and nowhere else.
#include "actions/identity/make_integration.hpp"
#include "api/v1/access/access_call.hpp"
#include "api/v1/access/endpoints.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/shapes.hpp"
#include "base/limits.hpp"

namespace orderyard::api::v1 {
namespace {

domain::IntegrationId IntegrationOf(const Call& call) {
    return domain::IntegrationId(PathNumber(call));
}

void WriteIntegration(JsonWriter& json, const ports::Integration& integration) {
    const auto& granted = integration.grants.resources();
    json.BeginObject().Field("id", integration.id.value).Field("name", integration.name);
    json.TextOrNull("email", integration.email).Field("is_active", integration.is_active);
    WriteTexts(json, "resources", {granted.begin(), granted.end()});
    json.Field("requests_per_minute", integration.requests_per_minute);
    json.Field("consumer_key", integration.consumer_key);
    WriteInstant(json, "created_at", integration.created_at);
    WriteInstant(json, "expires_at", integration.expires_at);
    WriteInstant(json, "last_used_at", integration.last_used_at);
    json.EndObject();
}

Answer IntegrationAnswer(const ports::Integration& integration, int status, bool tells_secrets) {
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("integration");
    WriteIntegration(json, integration);
    if (tells_secrets) {
        json.Key("credentials").BeginObject();
        json.Field("consumer_key", integration.consumer_key);
        json.Field("consumer_secret", integration.consumer_secret);
        json.Field("access_token", integration.access_token);
        json.Field("access_token_secret", integration.access_token_secret).EndObject();
    }
    json.EndObject();
    return http::JsonResponse(status, json.Take());
}

base::Result<actions::IntegrationDraft> ReadDraft(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    actions::IntegrationDraft draft;
    draft.name = body->NeededText("name");
    draft.email = body->Text("email");
    const auto resources = body->Texts("resources");
    draft.grants = domain::Grants({resources.begin(), resources.end()});
    draft.expires_at = body->Moment("expires_at");
    draft.requests_per_minute =
        static_cast<int>(body->Int("requests_per_minute", 1, base::limits::kRequestsPerMinuteMax)
                             .value_or(base::limits::kRequestsPerMinuteDefault));
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return draft;
}

std::optional<ports::Integration> Find(const Call& call) {
    std::optional<ports::Integration> found;
    call.context.database.Read(
        [&](ports::Transaction& tx) { found = tx.access().FindIntegration(IntegrationOf(call)); });
    return found;
}

}  // namespace

Answer ListIntegrations(const Call& call) {
    const auto wanted = ReadPage(call);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    std::vector<ports::Integration> all;
    call.context.database.Read(
        [&](ports::Transaction& tx) { all = tx.access().ListIntegrations(); });
    return ListAnswer(*wanted, all, WriteIntegration);
}

Answer ShowIntegration(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    const auto found = Find(call);
    if (!found) {
        return base::Fail(base::NotFound("There is no such integration."));
    }
    return IntegrationAnswer(*found, 200, false);
}

Answer MakeIntegration(const Call& call) {
    const auto draft = ReadDraft(call);
    if (!draft) {
        return base::Fail(draft.error());
    }
    const auto made =
        actions::MakeIntegration(AccessOf(call), *draft, call.Actor(), call.caller.peer);
    if (!made) {
        return base::Fail(made.error());
    }
    return IntegrationAnswer(*made, 201, true);
}

Answer ChangeIntegration(const Call& call) {
    const auto draft = ReadDraft(call);
    if (!draft) {
        return base::Fail(draft.error());
    }
    const auto changed = actions::ChangeIntegration(AccessOf(call), IntegrationOf(call), *draft,
                                                    call.Actor(), call.caller.peer);
    if (!changed) {
        return base::Fail(changed.error());
    }
    return IntegrationAnswer(*changed, 200, false);
}

Answer RotateIntegration(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    const auto rotated = actions::RotateIntegration(AccessOf(call), IntegrationOf(call),
                                                    call.Actor(), call.caller.peer);
    if (!rotated) {
        return base::Fail(rotated.error());
    }
    return IntegrationAnswer(*rotated, 200, true);
}

Answer RevokeIntegration(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    const auto revoked = actions::RevokeIntegration(AccessOf(call), IntegrationOf(call),
                                                    call.Actor(), call.caller.peer);
    if (!revoked) {
        return base::Fail(revoked.error());
    }
    return IntegrationAnswer(Find(call).value(), 200, false);
}

}  // namespace orderyard::api::v1
