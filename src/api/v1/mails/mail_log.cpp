// GET /api/v1/mails and /mails/{mail}, POST .../retry and .../give-up: what became of each mail,
// and what a person decides about those that no machine may send again.
#include "api/v1/change.hpp"
#include "api/v1/mails/endpoints.hpp"
#include "api/v1/mails/mail_shape.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "base/limits.hpp"

namespace orderyard::api::v1 {
namespace {

using ports::Mail;
using ports::MailState;

template <class Word, class FromText>
base::Result<std::optional<Word>> ReadWord(const QueryReader& query, const char* name,
                                           FromText from_text) {
    const auto text = query.Text(name);
    if (!text) {
        return base::Fail(text.error());
    }
    if (text->empty()) {
        return std::optional<Word>();
    }
    const auto word = from_text(*text);
    if (!word) {
        return base::Fail(base::InvalidInput(name, "There is no such word."));
    }
    return std::optional<Word>(*word);
}

base::Result<ports::MailQuery> ReadQuery(const QueryReader& query) {
    ports::MailQuery wanted;
    if (const auto allowed = query.Allow({"state", "kind", "order", "page", "page_size"});
        !allowed) {
        return base::Fail(allowed.error());
    }
    const auto state = ReadWord<MailState>(query, "state", domain::MailStateFrom);
    if (!state) {
        return base::Fail(state.error());
    }
    const auto kind = ReadWord<domain::MailKind>(query, "kind", domain::MailKindFrom);
    if (!kind) {
        return base::Fail(kind.error());
    }
    const auto order = query.Int("order", 0, 0, INT64_MAX);
    const auto page = order ? query.Int("page", 1, 1, 1'000'000) : order;
    const auto size =
        page ? query.Int("page_size", base::limits::kPageSizeDefault, 1, base::limits::kPageSizeMax)
             : page;
    if (!size) {
        return base::Fail(size.error());
    }
    wanted.state = *state;
    wanted.kind = *kind;
    if (*order > 0) {
        wanted.order_id = domain::OrderId(*order);
    }
    wanted.page = static_cast<int>(*page);
    wanted.page_size = static_cast<int>(*size);
    return wanted;
}

base::Error NoSuchMail() {
    return base::NotFound("There is no mail with this id.");
}

// What a person may turn a mail into, and from where; nullopt: not from its state.
std::optional<Mail> Retried(Mail mail, base::Instant now) {
    switch (mail.state) {
        case MailState::kQueued:
        case MailState::kRefused:
        case MailState::kDoubtful:
        case MailState::kGivenUp:
            mail.state = MailState::kQueued;
            mail.problem.clear();
            mail.not_before = now;
            mail.ended_at.reset();
            return mail;
        case MailState::kSending:
        case MailState::kSent: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Mail> GivenUp(Mail mail, base::Instant now) {
    switch (mail.state) {
        case MailState::kQueued:
        case MailState::kDoubtful:
            mail.state = MailState::kGivenUp;
            mail.ended_at = now;
            return mail;
        case MailState::kRefused:
        case MailState::kGivenUp:
        case MailState::kSending:
        case MailState::kSent: return std::nullopt;
    }
    return std::nullopt;
}

Answer Decide(const Call& call, std::optional<Mail> (*decide)(Mail, base::Instant),
              const char* refusal) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const ports::MailId id(IdOf(call.request, "mail"));
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto mail = tx.mails().Find(id);
        if (!mail) {
            return base::Fail(NoSuchMail());
        }
        const auto wanted = decide(*mail, call.context.clock.Now());
        if (!wanted || !tx.mails().Decide(*wanted, mail->state)) {
            return base::Fail(base::NotAllowed(refusal));
        }
        call.Note({"mail " + std::to_string(id.value), std::string(ToString(mail->state)),
                   std::string(ToString(wanted->state))});
        JsonWriter json(JsonWriter::Style::kPlain);
        WriteMail(json, *wanted, MailServerNow(call, tx).has_value(), ShowsPeople(call));
        return http::JsonResponse(200, json.Take());
    });
}

}  // namespace

Answer ListMails(const Call& call) {
    const auto query = ReadQuery(QueryReader(call.request));
    if (!query) {
        return base::Fail(query.error());
    }
    ports::MailPage page;
    std::vector<std::pair<MailState, std::int64_t>> counts;
    bool has_server = false;
    call.context.database.Read([&](ports::Transaction& tx) {
        page = tx.mails().Search(*query);
        counts = tx.mails().Counts();
        has_server = MailServerNow(call, tx).has_value();
    });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const Mail& mail : page.mails) {
        WriteMailRow(json, mail, has_server, ShowsPeople(call));
    }
    json.EndArray().Field("total_count", page.total_count);
    json.Field("page", query->page).Field("page_size", query->page_size);
    json.Field("has_server", has_server).Key("counts").BeginObject();
    for (const auto& [state, count] : counts) {
        json.Field(ToString(state), count);
    }
    json.EndObject().EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ShowMail(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::optional<Mail> mail;
    bool has_server = false;
    call.context.database.Read([&](ports::Transaction& tx) {
        mail = tx.mails().Find(ports::MailId(IdOf(call.request, "mail")));
        has_server = MailServerNow(call, tx).has_value();
    });
    if (!mail) {
        return base::Fail(NoSuchMail());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    WriteMail(json, *mail, has_server, ShowsPeople(call));
    return http::JsonResponse(200, json.Take());
}

Answer RetryMail(const Call& call) {
    return Decide(call, Retried, "A mail that was sent is not sent again; write a new one.");
}

Answer GiveUpMail(const Call& call) {
    return Decide(call, GivenUp, "Only a mail that waits or is doubtful can be given up.");
}

}  // namespace orderyard::api::v1
