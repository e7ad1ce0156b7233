// /api/v1/mail-settings/templates/{view}/{kind}/{audience}: the template in use there, a seller's
// own, and what it would look like.
#include "api/v1/body_reader.hpp"
#include "api/v1/change.hpp"
#include "api/v1/mails/endpoints.hpp"
#include "api/v1/mails/mail_shape.hpp"
#include "api/v1/note_difference.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "base/text.hpp"
#include "mail/templates/builtin_templates.hpp"
#include "mail/templates/check_template.hpp"
#include "mail/templates/render.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::MailTemplate;

struct Place {
    domain::StoreViewId view;
    domain::MailKind kind;
    domain::MailAudience audience;
};

base::Result<Place> PlaceOf(ports::Transaction& tx, const http::Request& request) {
    const auto view = MailViewOf(tx, request);
    const auto kind = MailKindOf(request);
    const auto audience = MailAudienceOf(request);
    if (!view || !kind || !audience) {
        return base::Fail(!view ? view.error() : (!kind ? kind.error() : audience.error()));
    }
    return Place{*view, *kind, *audience};
}

MailTemplate ReadTemplate(BodyReader& body) {
    MailTemplate read;
    read.subject = body.Text("subject", mail::kSubjectBytesMax);
    read.text = body.Text("text", mail::kTemplateBytesMax);
    read.html = body.Text("html", mail::kTemplateBytesMax);
    return read;
}

void WriteTexts(JsonWriter& json, const MailTemplate& texts) {
    json.Field("subject", texts.subject).Field("text", texts.text).Field("html", texts.html);
}

std::string Shown(ports::Transaction& tx, const Place& place) {
    const auto own = tx.mails().TemplateFor(place.view, place.kind, place.audience);
    const auto rule = tx.mails().RuleFor(place.view, place.kind);
    bool is_of_this_view = false;
    for (const auto& scoped : tx.mails().Templates()) {
        is_of_this_view =
            is_of_this_view || (scoped.view == place.view && scoped.kind == place.kind &&
                                scoped.audience == place.audience);
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    WriteTexts(json, own ? *own : mail::BuiltinTemplate(place.kind, rule.language));
    json.Field("is_builtin", !own).Field("is_own", is_of_this_view);
    json.Field("language", rule.language).Key("variables").BeginArray();
    for (const auto& variable : mail::TemplateVariables()) {
        json.BeginObject().Field("name", variable.name).TextOrNull("within", variable.within);
        json.Field("is_section", variable.is_section).EndObject();
    }
    json.EndArray().EndObject();
    return json.Take();
}

std::string SubjectOf(const Place& place) {
    return "mail template " + std::string(ToString(place.kind)) + " " +
           std::string(ToString(place.audience)) +
           (place.view.IsSet() ? " of store view " + std::to_string(place.view.value) : "");
}

// The order that the body names, or the sample.
base::Result<domain::OrderFile> PreviewFile(ports::Transaction& tx, std::int64_t order) {
    return order == 0 ? base::Result<domain::OrderFile>(mail::SampleOrderFile())
                      : ReadOrderFile(tx, domain::OrderId(order));
}

template <class Document>
std::int64_t LastId(const std::vector<Document>& documents) {
    return documents.empty() ? 0 : documents.back().id.value;
}

std::int64_t NewestFor(const domain::OrderFile& file, domain::MailKind kind) {
    switch (kind) {
        case domain::MailKind::kInvoice:
        case domain::MailKind::kInvoiceComment: return LastId(file.invoices);
        case domain::MailKind::kShipment:
        case domain::MailKind::kShipmentComment: return LastId(file.shipments);
        case domain::MailKind::kCreditMemo:
        case domain::MailKind::kCreditMemoComment: return LastId(file.credit_memos);
        case domain::MailKind::kOrder:
        case domain::MailKind::kOrderComment:
        case domain::MailKind::kMessage: return 0;
    }
    return 0;
}

MailTemplate Previewed(ports::Transaction& tx, const Place& place, const MailTemplate& wanted,
                       const domain::OrderFile& file) {
    mail::MailContent content(file);
    content.kind = place.kind;
    content.document = NewestFor(file, place.kind);
    content.language = tx.mails().RuleFor(place.view, place.kind).language;
    content.is_guest = place.audience == domain::MailAudience::kGuest;
    content.status_label = file.order.status;
    const bool is_korean = content.language == "ko";
    if (domain::IsCommentMail(place.kind) || place.kind == domain::MailKind::kMessage) {
        content.note = is_korean ? "요청하신 내용을 확인했습니다.\n내일 발송할 예정입니다."
                                 : "We have looked into this.\nIt will leave our house tomorrow.";
        content.message_subject = is_korean ? "문의하신 주문 안내" : "About your question";
    }
    content.store_name = "Orderyard";
    for (const auto& view : tx.stores().ListViews()) {
        if (view.id == place.view || (!place.view.IsSet() && view.id == file.order.store_view_id)) {
            content.store_name = view.name;
            content.zone = view.zone;
        }
    }
    return mail::Render(wanted, content);
}

}  // namespace

Answer ShowMailTemplate(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    Answer answer;
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto place = PlaceOf(tx, call.request);
        answer =
            place ? Answer(http::JsonResponse(200, Shown(tx, *place))) : base::Fail(place.error());
    });
    return answer;
}

Answer PutMailTemplate(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const MailTemplate wanted = ReadTemplate(*body);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    if (const auto checked = mail::CheckTemplate(wanted); !checked) {
        return base::Fail(checked.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto place = PlaceOf(tx, call.request);
        if (!place) {
            return base::Fail(place.error());
        }
        const std::string before = Shown(tx, *place);
        tx.mails().PutTemplate({place->view, place->kind, place->audience, wanted});
        std::string after = Shown(tx, *place);
        NoteDifference(call, SubjectOf(*place), before, after);
        return http::JsonResponse(200, std::move(after));
    });
}

Answer DeleteMailTemplate(const Call& call) {
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto place = PlaceOf(tx, call.request);
        if (!place) {
            return base::Fail(place.error());
        }
        const std::string before = Shown(tx, *place);
        if (!tx.mails().DropTemplate(place->view, place->kind, place->audience)) {
            return base::Fail(base::NotFound("There is no template of its own here."));
        }
        std::string after = Shown(tx, *place);
        NoteDifference(call, SubjectOf(*place), before, after);
        return http::JsonResponse(200, std::move(after));
    });
}

Answer PreviewMailTemplate(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const MailTemplate wanted = ReadTemplate(*body);
    const std::int64_t order = body->Int("order", 1, INT64_MAX).value_or(0);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    if (const auto checked = mail::CheckTemplate(wanted); !checked) {
        return base::Fail(checked.error());
    }
    if (order != 0 && !ShowsPeople(call)) {
        return base::Fail(base::NotAllowed(
            "A real order shows names and addresses; preview with the sample instead."));
    }
    Answer answer;
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto place = PlaceOf(tx, call.request);
        const auto file = PreviewFile(tx, order);
        if (!place || !file) {
            answer = base::Fail(!place ? place.error() : file.error());
            return;
        }
        JsonWriter json(JsonWriter::Style::kPlain);
        json.BeginObject();
        WriteTexts(json, Previewed(tx, *place, wanted, *file));
        json.EndObject();
        answer = http::JsonResponse(200, json.Take());
    });
    return answer;
}

}  // namespace orderyard::api::v1
