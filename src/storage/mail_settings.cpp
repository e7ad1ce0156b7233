// The part of the mail store that a seller sets: server, rules and templates.
#include "base/text.hpp"
#include "storage/mail_store.hpp"
#include "storage/sealed_parts.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using domain::MailAudience;
using domain::MailKind;
using domain::StoreViewId;

namespace {

constexpr const char* kServer =
    "SELECT host, port, security, sender_name, sender_address, timeout_seconds, ca_certificate, "
    "sealed FROM mail_server WHERE id = 1";
constexpr const char* kPutServer =
    "INSERT INTO mail_server(id, host, port, security, sender_name, sender_address, "
    "timeout_seconds, ca_certificate, sealed) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET host = excluded.host, port = excluded.port, "
    "security = excluded.security, sender_name = excluded.sender_name, "
    "sender_address = excluded.sender_address, timeout_seconds = excluded.timeout_seconds, "
    "ca_certificate = excluded.ca_certificate, sealed = excluded.sealed";
constexpr const char* kDropServer = "DELETE FROM mail_server WHERE id = 1";

constexpr const char* kRules =
    "SELECT store_view_id, kind, is_enabled, sender_name, sender_address, reply_to, copy_to, "
    "copy_method, language, attaches_document FROM mail_rule ORDER BY store_view_id, kind";
constexpr const char* kRuleFor =
    "SELECT store_view_id, kind, is_enabled, sender_name, sender_address, reply_to, copy_to, "
    "copy_method, language, attaches_document FROM mail_rule "
    "WHERE kind = ? AND store_view_id IN (0, ?) ORDER BY store_view_id DESC LIMIT 1";
constexpr const char* kPutRule =
    "INSERT INTO mail_rule(store_view_id, kind, is_enabled, sender_name, sender_address, reply_to, "
    "copy_to, copy_method, language, attaches_document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (kind, store_view_id) DO UPDATE SET is_enabled = excluded.is_enabled, "
    "sender_name = excluded.sender_name, sender_address = excluded.sender_address, "
    "reply_to = excluded.reply_to, copy_to = excluded.copy_to, "
    "copy_method = excluded.copy_method, language = excluded.language, "
    "attaches_document = excluded.attaches_document";
constexpr const char* kDropRule = "DELETE FROM mail_rule WHERE kind = ? AND store_view_id = ?";

constexpr const char* kTemplates =
    "SELECT store_view_id, kind, audience, subject, body_text, body_html FROM mail_template "
    "ORDER BY store_view_id, kind, audience";
constexpr const char* kTemplateFor =
    "SELECT subject, body_text, body_html FROM mail_template "
    "WHERE kind = ? AND audience = ? AND store_view_id IN (0, ?) "
    "ORDER BY store_view_id DESC LIMIT 1";
constexpr const char* kPutTemplate =
    "INSERT INTO mail_template(store_view_id, kind, audience, subject, body_text, body_html) "
    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (kind, audience, store_view_id) DO UPDATE SET "
    "subject = excluded.subject, body_text = excluded.body_text, body_html = excluded.body_html";
constexpr const char* kDropTemplate =
    "DELETE FROM mail_template WHERE kind = ? AND audience = ? AND store_view_id = ?";

constexpr std::string_view kServerContext = "mail_server|sealed|1";

std::vector<ports::ScopedMailRule> ReadRules(sql::Rows rows) {
    std::vector<ports::ScopedMailRule> rules;
    while (rows.Next()) {
        sql::RowReader row(rows);
        ports::ScopedMailRule& scoped = rules.emplace_back();
        scoped.view = row.IdAt<StoreViewId>();
        scoped.kind = row.Word(domain::MailKindFrom);
        domain::MailRule& rule = scoped.rule;
        rule.is_enabled = row.Bool();
        rule.sender_name = row.Text();
        rule.sender_address = row.Text();
        rule.reply_to = row.Text();
        const std::string copies = row.Text();
        rule.copy_to = copies.empty() ? std::vector<std::string>() : base::Split(copies, ',');
        rule.copy_method = row.Word(domain::CopyMethodFrom);
        rule.language = row.Text();
        rule.attaches_document = row.Bool();
    }
    return rules;
}

}  // namespace

std::optional<domain::MailServer> SqlMailStore::LoadServer() {
    sql::Rows rows = connection_.Query(kServer);
    if (!rows.Next()) {
        return std::nullopt;
    }
    sql::RowReader row(rows);
    domain::MailServer server;
    server.host = row.Text();
    server.port = static_cast<int>(row.Int());
    server.security = row.Word(domain::MailSecurityFrom);
    server.sender_name = row.Text();
    server.sender_address = row.Text();
    server.timeout_seconds = static_cast<int>(row.Int());
    server.ca_certificate = row.Text();
    auto secrets = OpenParts(keys_.credentials, kServerContext, row.View(), 2);
    server.user = std::move(secrets[0]);
    server.password = std::move(secrets[1]);
    return server;
}

void SqlMailStore::SaveServer(const domain::MailServer& server) {
    const std::string sealed =
        SealParts(keys_.credentials, kServerContext, {server.user, server.password});
    connection_.Exec(kPutServer, server.host, server.port, ToString(server.security),
                     server.sender_name, server.sender_address, server.timeout_seconds,
                     server.ca_certificate, sql::Bytes{sealed});
}

void SqlMailStore::DropServer() {
    connection_.Exec(kDropServer);
}

std::vector<ports::ScopedMailRule> SqlMailStore::Rules() {
    return ReadRules(connection_.Query(kRules));
}

void SqlMailStore::PutRule(const ports::ScopedMailRule& scoped) {
    const domain::MailRule& rule = scoped.rule;
    connection_.Exec(kPutRule, scoped.view, ToString(scoped.kind), rule.is_enabled,
                     rule.sender_name, rule.sender_address, rule.reply_to,
                     base::Join(rule.copy_to, ","), ToString(rule.copy_method), rule.language,
                     rule.attaches_document);
}

bool SqlMailStore::DropRule(StoreViewId view, MailKind kind) {
    return connection_.Exec(kDropRule, ToString(kind), view) == 1;
}

domain::MailRule SqlMailStore::RuleFor(StoreViewId view, MailKind kind) {
    auto found = ReadRules(connection_.Query(kRuleFor, ToString(kind), view));
    return found.empty() ? domain::MailRule() : std::move(found.front().rule);
}

std::vector<ports::ScopedMailTemplate> SqlMailStore::Templates() {
    std::vector<ports::ScopedMailTemplate> templates;
    sql::Rows rows = connection_.Query(kTemplates);
    while (rows.Next()) {
        sql::RowReader row(rows);
        ports::ScopedMailTemplate& scoped = templates.emplace_back();
        scoped.view = row.IdAt<StoreViewId>();
        scoped.kind = row.Word(domain::MailKindFrom);
        scoped.audience = row.Word(domain::MailAudienceFrom);
        scoped.text.subject = row.Text();
        scoped.text.text = row.Text();
        scoped.text.html = row.Text();
    }
    return templates;
}

void SqlMailStore::PutTemplate(const ports::ScopedMailTemplate& scoped) {
    connection_.Exec(kPutTemplate, scoped.view, ToString(scoped.kind), ToString(scoped.audience),
                     scoped.text.subject, scoped.text.text, scoped.text.html);
}

bool SqlMailStore::DropTemplate(StoreViewId view, MailKind kind, MailAudience audience) {
    return connection_.Exec(kDropTemplate, ToString(kind), ToString(audience), view) == 1;
}

std::optional<domain::MailTemplate> SqlMailStore::TemplateFor(StoreViewId view, MailKind kind,
                                                              MailAudience audience) {
    sql::Rows rows = connection_.Query(kTemplateFor, ToString(kind), ToString(audience), view);
    if (!rows.Next()) {
        return std::nullopt;
    }
    return domain::MailTemplate{rows.Text(0), rows.Text(1), rows.Text(2)};
}

}  // namespace orderyard::storage
