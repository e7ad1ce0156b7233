// GET and POST /api/v1/orders/{id}/mails: what was written about an order, and a person who writes.
#include "actions/send_mail.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/change.hpp"
#include "api/v1/mails/endpoints.hpp"
#include "api/v1/mails/mail_shape.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "base/limits.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::MailKind;

constexpr int kMailsShownMax = 200;
constexpr std::size_t kSubjectBytesMax = 300;
// A person asks for these; the others come with a remark.
constexpr std::array kAskedKinds{MailKind::kOrder, MailKind::kInvoice, MailKind::kShipment,
                                 MailKind::kCreditMemo, MailKind::kMessage};

// The newest document of the kind; 0: there is none.
std::int64_t NewestDocument(const domain::OrderFile& file, MailKind kind) {
    switch (kind) {
        case MailKind::kInvoice: return file.invoices.empty() ? 0 : file.invoices.back().id.value;
        case MailKind::kShipment:
            return file.shipments.empty() ? 0 : file.shipments.back().id.value;
        case MailKind::kCreditMemo:
            return file.credit_memos.empty() ? 0 : file.credit_memos.back().id.value;
        case MailKind::kOrder:
        case MailKind::kOrderComment:
        case MailKind::kInvoiceComment:
        case MailKind::kShipmentComment:
        case MailKind::kCreditMemoComment:
        case MailKind::kMessage: return 0;
    }
    return 0;
}

bool NeedsDocument(MailKind kind) {
    return kind == MailKind::kInvoice || kind == MailKind::kShipment ||
           kind == MailKind::kCreditMemo;
}

template <class Document>
bool HasDocument(const std::vector<Document>& documents, std::int64_t id) {
    return std::any_of(documents.begin(), documents.end(),
                       [id](const Document& each) { return each.id.value == id; });
}

bool IsOfOrder(const domain::OrderFile& file, MailKind kind, std::int64_t document) {
    return (kind == MailKind::kInvoice && HasDocument(file.invoices, document)) ||
           (kind == MailKind::kShipment && HasDocument(file.shipments, document)) ||
           (kind == MailKind::kCreditMemo && HasDocument(file.credit_memos, document));
}

domain::Refusal NoDocument() {
    return {"no_document", "The order has no such document yet; issue it first."};
}

// `shows_people`: whoever may not see addresses reads orders without any, and is not told that one
// is missing.
void WriteKinds(JsonWriter& json, ports::Transaction& tx, const domain::OrderFile& file,
                bool shows_people) {
    json.Key("kinds").BeginArray();
    for (const MailKind kind : kAskedKinds) {
        auto refusal = actions::WhyNotQueueMail(tx, file.order, kind);
        if (refusal && refusal->reason == "no_address" && !shows_people) {
            refusal.reset();
        }
        if (!refusal && NeedsDocument(kind) && NewestDocument(file, kind) == 0) {
            refusal = NoDocument();
        }
        json.BeginObject().Field("kind", ToString(kind)).Field("may_send", !refusal);
        json.TextOrNull("reason", refusal ? refusal->reason : "");
        json.TextOrNull("text", refusal ? refusal->text : "").EndObject();
    }
    json.EndArray();
}

base::Result<actions::MailWish> ReadWish(BodyReader& body) {
    actions::MailWish wish;
    const std::string word = body.NeededText("kind");
    const auto kind = domain::MailKindFrom(word);
    const bool is_askable =
        kind && std::find(kAskedKinds.begin(), kAskedKinds.end(), *kind) != kAskedKinds.end();
    if (!is_askable && !word.empty()) {
        body.Refuse("kind", "One of order, invoice, shipment, credit_memo and message.");
    }
    wish.kind = kind.value_or(MailKind::kOrder);
    if (wish.kind == MailKind::kMessage) {
        wish.subject = body.NeededText("subject", kSubjectBytesMax);
        wish.note = body.NeededText("text", base::limits::kLongTextBytesMax);
    } else {
        wish.document = body.Int("document_id", 1, INT64_MAX).value_or(0);
    }
    const auto end = body.End();
    return end ? base::Result<actions::MailWish>(wish) : base::Fail(end.error());
}

}  // namespace

Answer ListOrderMails(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    Answer answer;
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto id = OrderIdOf(tx, call.request);
        const auto file = id ? ReadOrderFile(tx, *id) : base::Fail(id.error());
        if (!file) {
            answer = base::Fail(file.error());
            return;
        }
        ports::MailQuery query;
        query.order_id = file->order.id;
        query.page_size = kMailsShownMax;
        const auto page = tx.mails().Search(query);
        const bool has_server = MailServerNow(call, tx).has_value();
        JsonWriter json(JsonWriter::Style::kPlain);
        json.BeginObject().Key("items").BeginArray();
        for (const auto& mail : page.mails) {
            WriteMailRow(json, mail, has_server, ShowsPeople(call));
        }
        json.EndArray().Field("total_count", page.total_count).Field("has_server", has_server);
        WriteKinds(json, tx, *file, ShowsPeople(call));
        json.EndObject();
        answer = http::JsonResponse(200, json.Take());
    });
    return answer;
}

Answer WriteOrderMail(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const auto read = ReadWish(*body);
    if (!read) {
        return base::Fail(read.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto id = OrderIdOf(tx, call.request);
        const auto file = id ? ReadOrderFile(tx, *id) : base::Fail(id.error());
        if (!file) {
            return base::Fail(file.error());
        }
        actions::MailWish wish = *read;
        if (NeedsDocument(wish.kind)) {
            wish.document = wish.document == 0 ? NewestDocument(*file, wish.kind) : wish.document;
            if (wish.document == 0) {
                return base::Fail(ToError(NoDocument()));
            }
            if (!IsOfOrder(*file, wish.kind, wish.document)) {
                return base::Fail(base::InvalidInput(
                    "document_id", "The order has no such document of this kind."));
            }
        } else if (wish.document != 0) {
            return base::Fail(
                base::InvalidInput("document_id", "A mail of this kind is about no document."));
        }
        actions::OrderTrail trail;
        const actions::Step step{tx, call.Actor(), call.context.clock.Now(), std::nullopt, &trail};
        const auto refusal = actions::AskForMail(step, file->order.id, wish);
        if (!refusal) {
            return base::Fail(refusal.error());
        }
        if (*refusal) {
            return base::Fail(ToError(**refusal));
        }
        call.Note(DetailOf(trail));
        JsonWriter json(JsonWriter::Style::kPlain);
        json.BeginObject().Field("queued", true);
        json.Field("has_server", MailServerNow(call, tx).has_value()).EndObject();
        return http::JsonResponse(201, json.Take());
    });
}

}  // namespace orderyard::api::v1
