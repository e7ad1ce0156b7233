// /api/v1/mail-settings: the mail server, and how mails of each kind go out, for a store view or
// for all.
#include "api/errors.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/change.hpp"
#include "api/v1/mails/endpoints.hpp"
#include "api/v1/mails/mail_shape.hpp"
#include "api/v1/note_difference.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "base/limits.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::MailKind;
using domain::MailRule;

base::Error Fixed() {
    return base::NotAllowed(
        "The mail server is named in the configuration file; change it there and restart.");
}

void WriteRule(JsonWriter& json, const std::string& view, MailKind kind, const MailRule& rule,
               bool is_inherited) {
    json.BeginObject().Field("view", view).Field("kind", ToString(kind));
    json.Field("is_enabled", rule.is_enabled).Field("sender_name", rule.sender_name);
    json.Field("sender_address", rule.sender_address).Field("reply_to", rule.reply_to);
    WriteTexts(json, "copy_to", rule.copy_to);
    json.Field("copy_method", ToString(rule.copy_method)).Field("language", rule.language);
    json.Field("attaches_document", rule.attaches_document);
    json.Field("is_inherited", is_inherited).EndObject();
}

std::string CodeOf(const std::vector<domain::StoreView>& views, domain::StoreViewId id) {
    for (const auto& view : views) {
        if (view.id == id) {
            return view.code;
        }
    }
    return kAllViews;
}

void WriteRules(JsonWriter& json, const std::vector<domain::StoreView>& views,
                const std::vector<ports::ScopedMailRule>& rules) {
    const auto find = [&](domain::StoreViewId view, MailKind kind) -> const MailRule* {
        for (const auto& scoped : rules) {
            if (scoped.view == view && scoped.kind == kind) {
                return &scoped.rule;
            }
        }
        return nullptr;
    };
    json.Key("rules").BeginArray();
    for (const MailKind kind : domain::kMailKinds) {
        const MailRule* common = find(domain::StoreViewId(), kind);
        const MailRule fallback = common == nullptr ? MailRule() : *common;
        WriteRule(json, kAllViews, kind, fallback, common == nullptr);
        for (const auto& view : views) {
            const MailRule* own = find(view.id, kind);
            WriteRule(json, view.code, kind, own == nullptr ? fallback : *own, own == nullptr);
        }
    }
    json.EndArray();
}

void WriteSettings(JsonWriter& json, const Call& call, ports::Transaction& tx) {
    const auto views = tx.stores().ListViews();
    const auto server = MailServerNow(call, tx);
    json.BeginObject().Key("server");
    if (server) {
        WriteMailServer(json, *server);
    } else {
        json.Null();
    }
    json.Field("is_fixed", call.context.mail_server.has_value());
    json.Key("views").BeginArray();
    for (const auto& view : views) {
        json.BeginObject().Field("code", view.code).Field("name", view.name).EndObject();
    }
    json.EndArray().Key("kinds").BeginArray();
    for (const MailKind kind : domain::kMailKinds) {
        json.String(ToString(kind));
    }
    json.EndArray();
    WriteRules(json, views, tx.mails().Rules());
    json.Key("templates").BeginArray();
    for (const auto& scoped : tx.mails().Templates()) {
        json.BeginObject().Field("view", CodeOf(views, scoped.view));
        json.Field("kind", ToString(scoped.kind));
        json.Field("audience", ToString(scoped.audience)).EndObject();
    }
    json.EndArray().EndObject();
}

// An absent password keeps the one there is, for the same user.
base::Result<domain::MailServer> ReadServer(BodyReader& body,
                                            const std::optional<domain::MailServer>& before) {
    domain::MailServer server;
    server.host = body.NeededText("host");
    server.port = static_cast<int>(body.NeededInt("port", 1, 65'535));
    const std::string security = body.NeededText("security");
    const auto word = domain::MailSecurityFrom(security);
    if (!word && !security.empty()) {
        body.Refuse("security", "One of none, starttls and tls.");
    }
    server.security = word.value_or(domain::MailSecurity::kStartTls);
    server.user = body.Text("user");
    if (const auto password = body.TextIfGiven("password")) {
        server.password = *password;
    } else if (before && before->user == server.user) {
        server.password = before->password;
    }
    server.sender_name = body.Text("sender_name");
    server.sender_address = body.NeededText("sender_address");
    server.timeout_seconds = static_cast<int>(
        body.Int("timeout_seconds", domain::kMailTimeoutSecondsMin, domain::kMailTimeoutSecondsMax)
            .value_or(domain::MailServer().timeout_seconds));
    server.ca_certificate = body.Text("ca_certificate", base::limits::kLongTextBytesMax);
    if (const auto end = body.End(); !end) {
        return base::Fail(end.error());
    }
    if (const auto checked = domain::CheckMailServer(server); !checked) {
        return base::Fail(checked.error());
    }
    return server;
}

base::Result<MailRule> ReadRule(BodyReader& body) {
    MailRule rule;
    rule.is_enabled = body.Flag("is_enabled", true);
    rule.sender_name = body.Text("sender_name");
    rule.sender_address = body.Text("sender_address");
    rule.reply_to = body.Text("reply_to");
    rule.copy_to = body.Texts("copy_to");
    const std::string method = body.Text("copy_method");
    const auto word = domain::CopyMethodFrom(method);
    if (!word && !method.empty()) {
        body.Refuse("copy_method", "One of bcc and separate.");
    }
    rule.copy_method = word.value_or(domain::CopyMethod::kBcc);
    const std::string language = body.Text("language");
    rule.language = language.empty() ? "en" : language;
    rule.attaches_document = body.Flag("attaches_document", false);
    if (const auto end = body.End(); !end) {
        return base::Fail(end.error());
    }
    if (const auto checked = domain::CheckMailRule(rule); !checked) {
        return base::Fail(checked.error());
    }
    return rule;
}

// Runs `work` and answers with all settings as they are then.
template <class Work>
Answer ChangeSettings(const Call& call, Work work) {
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto shown = [&] {
            JsonWriter json(JsonWriter::Style::kPlain);
            WriteSettings(json, call, tx);
            return json.Take();
        };
        const std::string before = shown();
        const base::Result<> done = work(tx);
        if (!done) {
            return base::Fail(done.error());
        }
        std::string after = shown();
        NoteDifference(call, "mail settings", before, after);
        return http::JsonResponse(200, std::move(after));
    });
}

}  // namespace

Answer ShowMailSettings(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::string text;
    call.context.database.Read([&](ports::Transaction& tx) {
        JsonWriter json(JsonWriter::Style::kPlain);
        WriteSettings(json, call, tx);
        text = json.Take();
    });
    return http::JsonResponse(200, text);
}

Answer PutMailServer(const Call& call) {
    return ChangeSettings(call, [&](ports::Transaction& tx) -> base::Result<> {
        if (call.context.mail_server) {
            return base::Fail(Fixed());
        }
        auto body = BodyReader::Of(call.request);
        if (!body) {
            return base::Fail(body.error());
        }
        const auto server = ReadServer(*body, tx.mails().LoadServer());
        if (!server) {
            return base::Fail(server.error());
        }
        tx.mails().SaveServer(*server);
        return {};
    });
}

Answer DeleteMailServer(const Call& call) {
    return ChangeSettings(call, [&](ports::Transaction& tx) -> base::Result<> {
        if (call.context.mail_server) {
            return base::Fail(Fixed());
        }
        tx.mails().DropServer();
        return {};
    });
}

Answer TryMailServer(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const std::string to = body->NeededText("to");
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    std::optional<domain::MailServer> server;
    call.context.database.Read([&](ports::Transaction& tx) { server = MailServerNow(call, tx); });
    if (!server) {
        return base::Fail(base::NotAllowed("No mail server is set up yet; save one first."));
    }
    if (!call.context.try_mail) {
        return base::Fail(base::Unavailable("This server sends no mails."));
    }
    // Outside any transaction: a mail server may take its time.
    const auto sent = call.context.try_mail(*server, to);
    if (!sent) {
        return base::Fail(sent.error());
    }
    return Change(call, [](ports::Transaction&) -> Answer {
        return http::JsonResponse(200, "{\"sent\":true}");
    });
}

Answer PutMailRule(const Call& call) {
    return ChangeSettings(call, [&](ports::Transaction& tx) -> base::Result<> {
        const auto view = MailViewOf(tx, call.request);
        const auto kind = MailKindOf(call.request);
        auto body = BodyReader::Of(call.request);
        if (!view || !kind || !body) {
            return base::Fail(!view ? view.error() : (!kind ? kind.error() : body.error()));
        }
        const auto rule = ReadRule(*body);
        if (!rule) {
            return base::Fail(rule.error());
        }
        tx.mails().PutRule({*view, *kind, *rule});
        return {};
    });
}

Answer DeleteMailRule(const Call& call) {
    return ChangeSettings(call, [&](ports::Transaction& tx) -> base::Result<> {
        const auto view = MailViewOf(tx, call.request);
        const auto kind = MailKindOf(call.request);
        if (!view || !kind) {
            return base::Fail(!view ? view.error() : kind.error());
        }
        if (!tx.mails().DropRule(*view, *kind)) {
            return base::Fail(base::NotFound("There is no rule of its own here."));
        }
        return {};
    });
}

}  // namespace orderyard::api::v1
