// The port of users, roles, sessions, integrations and the audit trail. One class, one file of
// access/ a concern.
#pragma once

#include "ports/access_store.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlAccessStore final : public ports::AccessStore {
  public:
    SqlAccessStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys) {}

    // access/roles.cpp
    std::vector<domain::Role> ListRoles() override;
    std::optional<domain::Role> FindRole(domain::RoleId id) override;
    void PutRole(domain::Role& role) override;
    bool DeleteRole(domain::RoleId id) override;

    // access/users.cpp
    std::vector<domain::User> ListUsers() override;
    std::optional<domain::User> FindUser(domain::UserId id) override;
    std::optional<domain::User> FindUserByName(const std::string& name) override;
    void InsertUser(domain::User& user, const ports::UserSecrets& secrets) override;
    void SaveUser(domain::User& user) override;
    ports::UserSecrets LoadSecrets(domain::UserId id) override;
    void SaveSecrets(domain::UserId id, const ports::UserSecrets& secrets) override;

    // access/sessions.cpp
    void InsertSession(ports::Session& session) override;
    std::optional<ports::Session> FindSession(const std::string& hash) override;
    void TouchSession(std::int64_t id, base::Instant at) override;
    void EndSession(std::int64_t id) override;
    void EndSessionsOf(domain::UserId id, std::int64_t but_session) override;
    std::vector<ports::Session> SessionsOf(domain::UserId id) override;
    int DeleteOldSessions(base::Instant last_seen_before, base::Instant created_before) override;
    domain::LoginCounter LoadCounter(const std::string& key) override;
    void SaveCounter(const std::string& key, const domain::LoginCounter& counter) override;

    // access/integrations.cpp
    std::vector<ports::Integration> ListIntegrations() override;
    std::optional<ports::Integration> FindIntegration(domain::IntegrationId id) override;
    std::optional<ports::Integration> FindByConsumerKey(const std::string& consumer_key) override;
    std::optional<ports::Integration> FindByAccessToken(const std::string& access_token) override;
    void PutIntegration(ports::Integration& integration) override;
    void MarkIntegrationUsed(domain::IntegrationId id, base::Instant at) override;
    bool SpendNonce(const std::string& consumer_key, const std::string& nonce, base::Instant at,
                    base::Instant forget_before) override;

    // access/audit_trail.cpp
    void AppendAudit(ports::AuditEntry entry) override;
    std::vector<ports::AuditEntry> SearchAudit(const ports::AuditQuery& query) override;
    std::optional<std::int64_t> VerifyAudit() override;

  private:
    // The end of the trail, locked by who appends to it.
    struct AuditHead {
        std::uint64_t memory_no = 0;
        std::int64_t last_id = 0;
        std::string chain;
    };

    std::vector<ports::Integration> ReadIntegrations(sql::Rows rows);
    void TakeAuditHead();

    sql::Connection& connection_;
    const Keys& keys_;
    AuditHead audit_head_;
};

}  // namespace orderyard::storage
