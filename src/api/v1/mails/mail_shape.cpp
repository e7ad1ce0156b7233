// Whom a mail went to and what it said is for those who may see names and addresses.
#include "api/v1/mails/mail_shape.hpp"

#include "api/v1/shapes.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kPersonalData = "Orderyard::personal_data";

void WriteMailFields(JsonWriter& json, const ports::Mail& mail, bool has_server,
                     bool shows_people) {
    const bool is_waiting = mail.state == ports::MailState::kQueued;
    const bool has_way = has_server || mail.channel.IsSet();
    json.Field("id", mail.id.value).Field("order_id", mail.order_id.value);
    json.Field("order_number", mail.order_number).Field("kind", ToString(mail.kind));
    json.TextOrNull("channel_action", mail.channel_action).Key("document_id");
    if (mail.document == 0) {
        json.Null();
    } else {
        json.Int(mail.document);
    }
    json.Field("is_copy", mail.is_copy).Field("state", ToString(mail.state));
    json.Field("attempts", mail.attempts).Field("reply_code", mail.reply_code);
    json.Field("problem", is_waiting && !has_way ? "no_server" : mail.problem.c_str());
    json.TextOrNull("asked_by", mail.asked_by);
    WriteInstant(json, "created_at", mail.created_at);
    WriteInstant(json, "tried_at", mail.tried_at);
    WriteInstant(json, "next_try_at",
                 is_waiting && has_way ? std::optional(mail.not_before) : std::nullopt);
    WriteInstant(json, "ended_at", mail.ended_at);
    json.TextOrNull("recipient", shows_people ? mail.recipient : "");
    json.TextOrNull("subject", shows_people ? mail.subject : "");
    json.Field("is_forgotten", mail.is_forgotten);
}

}  // namespace

void WriteMailRow(JsonWriter& json, const ports::Mail& mail, bool has_server, bool shows_people) {
    json.BeginObject();
    WriteMailFields(json, mail, has_server, shows_people);
    json.EndObject();
}

void WriteMail(JsonWriter& json, const ports::Mail& mail, bool has_server, bool shows_people) {
    json.BeginObject();
    WriteMailFields(json, mail, has_server, shows_people);
    WriteTexts(json, "blind_copies", shows_people ? mail.blind_copies : std::vector<std::string>());
    json.TextOrNull("text", shows_people ? (mail.text.empty() ? mail.note : mail.text) : "");
    json.TextOrNull("answer", shows_people ? mail.answer : "");
    json.TextOrNull("message_id", mail.message_id);
    json.EndObject();
}

void WriteMailServer(JsonWriter& json, const domain::MailServer& server) {
    json.BeginObject();
    json.Field("host", server.host).Field("port", server.port);
    json.Field("security", ToString(server.security)).Field("user", server.user);
    json.Field("has_password", !server.password.empty());
    json.Field("sender_name", server.sender_name);
    json.Field("sender_address", server.sender_address);
    json.Field("timeout_seconds", server.timeout_seconds);
    json.Field("ca_certificate", server.ca_certificate);
    json.EndObject();
}

std::optional<domain::MailServer> MailServerNow(const Call& call, ports::Transaction& tx) {
    return call.context.mail_server ? call.context.mail_server : tx.mails().LoadServer();
}

bool ShowsPeople(const Call& call) {
    return call.caller.May(kPersonalData);
}

base::Result<domain::StoreViewId> MailViewOf(ports::Transaction& tx, const http::Request& request) {
    const std::string code(request.PathParam("view"));
    if (code == kAllViews) {
        return domain::StoreViewId();
    }
    const auto view = tx.stores().FindViewByCode(code);
    if (!view) {
        return base::Fail(base::NotFound("There is no store view with this code."));
    }
    return view->id;
}

base::Result<domain::MailKind> MailKindOf(const http::Request& request) {
    const auto kind = domain::MailKindFrom(request.PathParam("kind"));
    return kind ? base::Result<domain::MailKind>(*kind)
                : base::Fail(base::NotFound("There is no such kind of mail."));
}

base::Result<domain::MailAudience> MailAudienceOf(const http::Request& request) {
    const auto audience = domain::MailAudienceFrom(request.PathParam("audience"));
    return audience ? base::Result<domain::MailAudience>(*audience)
                    : base::Fail(base::NotFound("The audience is customer or guest."));
}

}  // namespace orderyard::api::v1
