// /api/v1/webhooks: the secret is in the answer that made it and nowhere else. Bodies of deliveries
// hold nothing personal, so the log shows them.
#include "actions/webhooks/put_webhook.hpp"
#include "api/v1/access/access_call.hpp"
#include "api/v1/access/endpoints.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/change.hpp"
#include "api/v1/note_difference.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "base/limits.hpp"
#include "ports/webhook_store.hpp"

namespace orderyard::api::v1 {
namespace {

ports::WebhookId WebhookOf(const Call& call) {
    return ports::WebhookId(PathNumber(call));
}

base::Error NoSuchWebhook() {
    return base::NotFound("There is no such webhook.");
}

void WriteWebhook(JsonWriter& json, const ports::Webhook& webhook) {
    json.BeginObject().Field("id", webhook.id.value).Field("name", webhook.name);
    json.Field("url", webhook.url);
    WriteTexts(json, "events", webhook.events);
    json.Field("is_active", webhook.is_active);
    WriteInstant(json, "created_at", webhook.created_at);
    WriteInstant(json, "rotated_at", webhook.rotated_at);
    json.EndObject();
}

std::string TextOf(const std::optional<ports::Webhook>& webhook) {
    JsonWriter json(JsonWriter::Style::kPlain);
    if (!webhook) {
        return "{}";
    }
    WriteWebhook(json, *webhook);
    return json.Take();
}

void NoteWebhook(const Call& call, const std::optional<ports::Webhook>& before,
                 const std::optional<ports::Webhook>& after) {
    const auto id = after ? after->id : before ? before->id : WebhookOf(call);
    NoteDifference(call, "webhook " + std::to_string(id.value), TextOf(before), TextOf(after));
}

Answer WebhookAnswer(const base::Result<ports::Webhook>& webhook, int status, bool tells_secret) {
    if (!webhook) {
        return base::Fail(webhook.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("webhook");
    WriteWebhook(json, *webhook);
    json.TextIfAny("secret", tells_secret ? webhook->secret : "").EndObject();
    return http::JsonResponse(status, json.Take());
}

void WriteDelivery(JsonWriter& json, const ports::WebhookDelivery& delivery) {
    json.BeginObject().Field("id", delivery.id).Field("event", delivery.event);
    json.Key("order_id");
    delivery.order_id.IsSet() ? json.Int(delivery.order_id.value) : json.Null();
    json.Field("state", delivery.state).Field("attempts", delivery.attempts);
    json.Field("http_status", delivery.http_status).TextOrNull("error", delivery.error);
    json.Field("body", delivery.body);
    WriteInstant(json, "created_at", delivery.created_at);
    WriteInstant(json, "next_try_at",
                 delivery.state == "pending" ? std::optional(delivery.not_before) : std::nullopt);
    WriteInstant(json, "ended_at", delivery.ended_at);
    json.EndObject();
}

actions::WebhookReach ReachOf(const Call& call) {
    return call.context.webhooks_may_call_inside ? actions::WebhookReach::kInsideToo
                                                 : actions::WebhookReach::kPublicOnly;
}

base::Result<actions::WebhookDraft> ReadDraft(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    actions::WebhookDraft draft;
    draft.name = body->NeededText("name");
    draft.url = body->NeededText("url");
    draft.events = body->Texts("events");
    draft.is_active = body->Flag("is_active", true);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return draft;
}

}  // namespace

Answer ListWebhooks(const Call& call) {
    const auto wanted = ReadPage(call);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    std::vector<ports::Webhook> all;
    call.context.database.Read([&](ports::Transaction& tx) { all = tx.webhooks().List(); });
    return ListAnswer(*wanted, all, WriteWebhook);
}

Answer ShowWebhook(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    base::Result<ports::Webhook> webhook = base::Fail(NoSuchWebhook());
    call.context.database.Read([&](ports::Transaction& tx) {
        if (auto found = tx.webhooks().Find(WebhookOf(call))) {
            webhook = std::move(*found);
        }
    });
    return WebhookAnswer(webhook, 200, false);
}

Answer MakeWebhook(const Call& call) {
    const auto draft = ReadDraft(call);
    if (!draft) {
        return base::Fail(draft.error());
    }
    return Change(call, [&](ports::Transaction& tx) {
        const auto made = actions::MakeWebhook(tx, *draft, ReachOf(call), call.context.clock.Now());
        NoteWebhook(call, std::nullopt, made ? std::optional(*made) : std::nullopt);
        return WebhookAnswer(made, 201, true);
    });
}

Answer ChangeWebhook(const Call& call) {
    const auto draft = ReadDraft(call);
    if (!draft) {
        return base::Fail(draft.error());
    }
    return Change(call, [&](ports::Transaction& tx) {
        const auto before = tx.webhooks().Find(WebhookOf(call));
        const auto changed = actions::ChangeWebhook(tx, WebhookOf(call), *draft, ReachOf(call));
        NoteWebhook(call, before, changed ? std::optional(*changed) : std::nullopt);
        return WebhookAnswer(changed, 200, false);
    });
}

Answer DeleteWebhook(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        NoteWebhook(call, tx.webhooks().Find(WebhookOf(call)), std::nullopt);
        if (!tx.webhooks().Delete(WebhookOf(call))) {
            return base::Fail(NoSuchWebhook());
        }
        return DoneAnswer();
    });
}

Answer RotateWebhook(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    return Change(call, [&](ports::Transaction& tx) {
        return WebhookAnswer(
            actions::RotateWebhookSecret(tx, WebhookOf(call), call.context.clock.Now()), 200, true);
    });
}

Answer TestWebhook(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto queued = actions::TestWebhook(tx, WebhookOf(call), call.context.clock.Now());
        if (!queued) {
            return base::Fail(queued.error());
        }
        JsonWriter json(JsonWriter::Style::kPlain);
        json.BeginObject().Key("delivery");
        WriteDelivery(json, *queued);
        json.EndObject();
        return http::JsonResponse(202, json.Take());
    });
}

Answer ListDeliveries(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"before", "page_size"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto before = query.Int("before", 0, 0, INT64_MAX);
    if (!before) {
        return base::Fail(before.error());
    }
    const auto size =
        query.Int("page_size", base::limits::kPageSizeDefault, 1, base::limits::kPageSizeMax);
    if (!size) {
        return base::Fail(size.error());
    }
    bool is_found = false;
    std::vector<ports::WebhookDelivery> deliveries;
    call.context.database.Read([&](ports::Transaction& tx) {
        is_found = tx.webhooks().Find(WebhookOf(call)).has_value();
        deliveries =
            tx.webhooks().Deliveries(WebhookOf(call), *before, static_cast<int>(*size) + 1);
    });
    if (!is_found) {
        return base::Fail(NoSuchWebhook());
    }
    const bool has_more = deliveries.size() > static_cast<std::size_t>(*size);
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (std::size_t i = 0; i < deliveries.size() - (has_more ? 1 : 0); ++i) {
        WriteDelivery(json, deliveries[i]);
    }
    json.EndArray().Field("page_size", *size).Key("next_before");
    has_more ? json.Int(deliveries[deliveries.size() - 2].id) : json.Null();
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ReplayDelivery(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const bool is_queued = tx.webhooks().Replay(WebhookOf(call), PathNumber(call, "delivery"),
                                                    call.context.clock.Now());
        if (!is_queued) {
            return base::Fail(
                base::NotFound("The webhook has no such delivery, or it is on its way already."));
        }
        return DoneAnswer();
    });
}

}  // namespace orderyard::api::v1
