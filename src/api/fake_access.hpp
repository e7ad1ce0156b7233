// For the tests of this room: an audit trail in memory, and nothing else of ports::AccessStore.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "ports/access_store.hpp"

namespace orderyard::api {

struct FakeAccess : ports::AccessStore {
    void AppendAudit(ports::AuditEntry entry) override { entries.push_back(std::move(entry)); }
    std::vector<ports::AuditEntry> SearchAudit(const ports::AuditQuery&) override {
        return entries;
    }
    std::optional<std::int64_t> VerifyAudit() override { return std::nullopt; }

    std::vector<domain::Role> ListRoles() override { None(); }
    std::optional<domain::Role> FindRole(domain::RoleId) override { None(); }
    void PutRole(domain::Role&) override { None(); }
    bool DeleteRole(domain::RoleId) override { None(); }
    std::vector<domain::User> ListUsers() override { None(); }
    std::optional<domain::User> FindUser(domain::UserId) override { None(); }
    std::optional<domain::User> FindUserByName(const std::string&) override { None(); }
    void InsertUser(domain::User&, const ports::UserSecrets&) override { None(); }
    void SaveUser(domain::User&) override { None(); }
    ports::UserSecrets LoadSecrets(domain::UserId) override { None(); }
    void SaveSecrets(domain::UserId, const ports::UserSecrets&) override { None(); }
    void InsertSession(ports::Session&) override { None(); }
    std::optional<ports::Session> FindSession(const std::string&) override { None(); }
    void TouchSession(std::int64_t, base::Instant) override { None(); }
    void EndSession(std::int64_t) override { None(); }
    void EndSessionsOf(domain::UserId, std::int64_t) override { None(); }
    std::vector<ports::Session> SessionsOf(domain::UserId) override { None(); }
    int DeleteOldSessions(base::Instant, base::Instant) override { None(); }
    domain::LoginCounter LoadCounter(const std::string&) override { None(); }
    void SaveCounter(const std::string&, const domain::LoginCounter&) override { None(); }
    std::vector<ports::Integration> ListIntegrations() override { None(); }
    std::optional<ports::Integration> FindIntegration(domain::IntegrationId) override { None(); }
    std::optional<ports::Integration> FindByConsumerKey(const std::string&) override { None(); }
    std::optional<ports::Integration> FindByAccessToken(const std::string&) override { None(); }
    void PutIntegration(ports::Integration&) override { None(); }
    void MarkIntegrationUsed(domain::IntegrationId, base::Instant) override { None(); }
    bool SpendNonce(const std::string&, const std::string&, base::Instant, base::Instant) override {
        None();
    }

    [[noreturn]] static void None() { throw std::logic_error("this has no fake"); }

    std::vector<ports::AuditEntry> entries;
};

}  // namespace orderyard::api
