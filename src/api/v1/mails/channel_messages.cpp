// GET and POST /api/v1/orders/{id}/channel-messages: messages that Amazon itself carries to the
// buyer. What it allows for the order now is asked of Amazon, live.
#include "actions/write_channel_message.hpp"
#include "api/json_writer.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/change.hpp"
#include "api/v1/mails/endpoints.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/mail/channel_message.hpp"
#include "ports/channel_directory.hpp"
#include "ports/order_store.hpp"
#include "ports/store_registry.hpp"

#include <algorithm>

namespace orderyard::api::v1 {
namespace {

struct Target {
    domain::Store store;
    std::string number;
    std::string marketplace;
};

base::Result<Target> TargetOf(ports::Transaction& tx, const http::Request& request) {
    const auto id = OrderIdOf(tx, request);
    const auto order = id ? tx.orders().Load(*id) : std::nullopt;
    if (!order) {
        return base::Fail(NoSuchOrder());
    }
    const auto store = order->channel ? tx.stores().Load(order->channel->store_id) : std::nullopt;
    if (!store) {
        return base::Fail(
            base::NotAllowed("The order came from no channel; write a mail instead."));
    }
    if (!store->is_active || store->is_archived) {
        return base::Fail(base::NotAllowed("The store is not connected any more; connect it."));
    }
    return Target{*store, order->channel->number, order->channel->marketplace_id};
}

const char* WordOf(domain::MessageFile file) {
    switch (file) {
        case domain::MessageFile::kNone: return "none";
        case domain::MessageFile::kMay: return "may";
        case domain::MessageFile::kMust: return "must";
    }
    return "";
}

void WriteKind(JsonWriter& json, std::string_view kind, std::size_t characters_max,
               domain::MessageFile file, const std::vector<std::string>& allowed) {
    const bool may_send = std::find(allowed.begin(), allowed.end(), kind) != allowed.end();
    json.BeginObject().Field("kind", kind).Field("may_send", may_send);
    json.Field("characters_max", static_cast<std::int64_t>(characters_max));
    json.Field("file", WordOf(file)).EndObject();
}

// "file": {"name", "content"}, the content in base64.
std::optional<domain::ChosenFile> ReadFile(BodyReader& body) {
    auto given = body.Object("file");
    if (!given) {
        return std::nullopt;
    }
    domain::ChosenFile file;
    file.name = given->NeededText("name");
    const auto bytes = base::Unbase64(given->Text("content", base::limits::kRequestBodyBytesMax));
    if (!bytes) {
        given->Refuse("content", "The content is needed in base64.");
    }
    file.bytes = bytes.value_or("");
    return file;
}

}  // namespace

Answer ListChannelMessages(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    base::Result<Target> target;
    call.context.database.Read(
        [&](ports::Transaction& tx) { target = TargetOf(tx, call.request); });
    if (!target) {
        return base::Fail(target.error());
    }
    if (call.context.channel == nullptr) {
        return base::Fail(base::Unavailable("This server does not ask channels."));
    }
    const auto allowed =
        call.context.channel->MessagesFor(target->store, target->number, target->marketplace, {});
    if (!allowed) {
        return base::Fail(allowed.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("kinds").BeginArray();
    for (const auto& kind : domain::kChannelMessageKinds) {
        WriteKind(json, kind.word, kind.characters_max, kind.file, *allowed);
    }
    WriteKind(json, domain::kReviewRequest, 0, domain::MessageFile::kNone, *allowed);
    json.EndArray();
    json.Field("file_bytes_max", static_cast<std::int64_t>(domain::kMessageFileBytesMax));
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer WriteChannelMessageOf(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    actions::ChannelMessage message;
    message.kind = body->NeededText("kind");
    message.text = body->Text("text", base::limits::kLongTextBytesMax);
    message.invoice_id = domain::InvoiceId(body->Int("invoice_id", 1, INT64_MAX).value_or(0));
    message.file = ReadFile(*body);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto id = OrderIdOf(tx, call.request);
        if (!id) {
            return base::Fail(id.error());
        }
        const actions::Step step{tx, call.Actor(), call.context.clock.Now(), std::nullopt};
        const auto done = actions::WriteChannelMessage(step, *id, message);
        call.Note(
            {"order " + std::to_string(id->value), "", "message " + message.kind + " queued"});
        return done ? Answer(http::JsonResponse(201, "{\"queued\":true}"))
                    : base::Fail(done.error());
    });
}

}  // namespace orderyard::api::v1
