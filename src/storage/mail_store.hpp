// The port of mails, their server, rules and templates.
#pragma once

#include "ports/mail_store.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlMailStore final : public ports::MailStore {
  public:
    SqlMailStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys) {}

    bool Queue(ports::Mail& mail) override;
    std::optional<ports::Mail> Find(ports::MailId id) override;
    std::vector<ports::Mail> Due(domain::StoreId channel, base::Instant now, int limit) override;
    std::optional<base::Instant> NextDue(domain::StoreId channel) override;
    bool Begin(ports::Mail& mail, base::Instant now) override;
    bool End(const ports::Mail& mail) override;
    int DoubtSending(domain::StoreId channel, base::Instant now) override;
    bool Decide(const ports::Mail& mail, ports::MailState from) override;
    void PutFile(const ports::Mail& mail, const ports::MailAttachment& file) override;
    std::optional<ports::MailAttachment> FileOf(const ports::Mail& mail) override;
    ports::MailPage Search(const ports::MailQuery& query) override;
    std::vector<std::pair<ports::MailState, std::int64_t>> Counts() override;

    std::optional<domain::MailServer> LoadServer() override;
    void SaveServer(const domain::MailServer& server) override;
    void DropServer() override;

    std::vector<ports::ScopedMailRule> Rules() override;
    void PutRule(const ports::ScopedMailRule& rule) override;
    bool DropRule(domain::StoreViewId view, domain::MailKind kind) override;
    domain::MailRule RuleFor(domain::StoreViewId view, domain::MailKind kind) override;

    std::vector<ports::ScopedMailTemplate> Templates() override;
    void PutTemplate(const ports::ScopedMailTemplate& text) override;
    bool DropTemplate(domain::StoreViewId view, domain::MailKind kind,
                      domain::MailAudience audience) override;
    std::optional<domain::MailTemplate> TemplateFor(domain::StoreViewId view, domain::MailKind kind,
                                                    domain::MailAudience audience) override;

  private:
    // With what is sealed; `rows` must be all columns.
    std::vector<ports::Mail> Read(sql::Rows rows);

    sql::Connection& connection_;
    const Keys& keys_;
};

}  // namespace orderyard::storage
