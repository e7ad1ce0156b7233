// Users, roles, sessions, integrations and their keys, spent nonces, failed log-ins, the audit
// trail. Secrets are stored as hashes where they are only compared, sealed where they are needed
// again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/identity/access.hpp"
#include "domain/ids.hpp"
#include "domain/order/actor.hpp"

namespace orderyard::ports {

// Of a user, beside what domain::User shows.
struct UserSecrets {
    std::string password_hash;                 // Argon2id, encoded
    std::string totp_secret;                   // 20 bytes; empty: none. Sealed at rest
    std::int64_t totp_last_step = 0;           // a code is good once
    std::vector<std::string> recovery_hashes;  // SHA-256 of unused recovery codes
};

struct Session {
    std::int64_t id = 0;
    domain::UserId user_id;
    std::string hash;        // SHA-256 of the cookie's text
    std::string csrf_token;  // told to the page, sent back with every change
    base::Instant created_at, last_seen_at;
    std::string peer;
    std::string agent;            // of the browser, cut short
    bool is_admin_token = false;  // of Magento's REST API: a bearer, never a cookie
};

// A named API client with its four OAuth credentials; the access token is also good as a bearer.
struct Integration {
    domain::IntegrationId id;
    std::string name;
    std::string email;
    domain::Grants grants;
    bool is_active = true;
    std::string consumer_key;         // 32 characters [a-z0-9], unique
    std::string consumer_secret;      // sealed at rest
    std::string access_token;         // sealed at rest; looked up by its hash
    std::string access_token_secret;  // sealed at rest
    base::Instant created_at;
    std::optional<base::Instant> expires_at;
    std::optional<base::Instant> last_used_at;
    int requests_per_minute = 600;
};

struct AuditEntry {
    std::int64_t id = 0;
    base::Instant at;
    domain::Actor actor;
    std::string peer;     // address of the caller
    std::string event;    // "login", "login_failed", "order_shipped", "personal_data_viewed" ...
    std::string subject;  // "order 000000012", "user ada"; no personal data of buyers
    std::string before, after;
    std::string chain;  // hex HMAC over the entry and the one before it
};

struct AuditQuery {
    std::string subject, actor, event;  // empty: any
    std::int64_t before_id = 0;         // newest first: ids below this; 0: from the newest
    int limit = 100;
};

class AccessStore {
  public:
    virtual ~AccessStore() = default;
    // Roles. Builtin ones are there from the migration and cannot be changed.
    virtual std::vector<domain::Role> ListRoles() = 0;
    virtual std::optional<domain::Role> FindRole(domain::RoleId id) = 0;
    virtual void PutRole(domain::Role& role) = 0;    // insert or change by id
    virtual bool DeleteRole(domain::RoleId id) = 0;  // false: builtin, unknown or in use

    virtual std::vector<domain::User> ListUsers() = 0;
    virtual std::optional<domain::User> FindUser(domain::UserId id) = 0;
    virtual std::optional<domain::User> FindUserByName(const std::string& name) = 0;
    virtual void InsertUser(domain::User& user, const UserSecrets& secrets) = 0;  // a taken name
                                                                                  // throws
                                                                                  // VersionConflict
    virtual void SaveUser(domain::User& user) = 0;                                // by version
    virtual UserSecrets LoadSecrets(domain::UserId id) = 0;
    virtual void SaveSecrets(domain::UserId id, const UserSecrets& secrets) = 0;

    virtual void InsertSession(Session& session) = 0;
    virtual std::optional<Session> FindSession(const std::string& hash) = 0;
    virtual void TouchSession(std::int64_t id, base::Instant at) = 0;
    virtual void EndSession(std::int64_t id) = 0;
    virtual void EndSessionsOf(domain::UserId id, std::int64_t but_session) = 0;  // 0: all
    virtual std::vector<Session> SessionsOf(domain::UserId id) = 0;
    // Admin tokens have no idle time: for them only the second limit counts.
    virtual int DeleteOldSessions(base::Instant last_seen_before, base::Instant created_before) = 0;

    // In a Write nobody else gets between LoadCounter and SaveCounter of one key. Keys are the
    // caller's; what people type does not belong in them. A counter without failures is not kept,
    // nor one that ended long before the one being saved.
    virtual domain::LoginCounter LoadCounter(const std::string& key) = 0;
    virtual void SaveCounter(const std::string& key, const domain::LoginCounter& counter) = 0;

    virtual std::vector<Integration> ListIntegrations() = 0;
    virtual std::optional<Integration> FindIntegration(domain::IntegrationId id) = 0;
    virtual std::optional<Integration> FindByConsumerKey(const std::string& consumer_key) = 0;
    virtual std::optional<Integration> FindByAccessToken(const std::string& access_token) = 0;
    virtual void PutIntegration(Integration& integration) = 0;  // insert or change by id
    virtual void MarkIntegrationUsed(domain::IntegrationId id, base::Instant at) = 0;
    // False: spent already. Older ones than `forget_before` are removed by the way.
    virtual bool SpendNonce(const std::string& consumer_key, const std::string& nonce,
                            base::Instant at, base::Instant forget_before) = 0;

    // Fills id and chain. From here to the commit nobody else can append: let it be the last thing
    // a transaction does.
    virtual void AppendAudit(AuditEntry entry) = 0;
    virtual std::vector<AuditEntry> SearchAudit(const AuditQuery& query) = 0;
    // The id of the first entry whose chain does not fit (a missing one: the id it should have), or
    // nullopt.
    virtual std::optional<std::int64_t> VerifyAudit() = 0;
};

}  // namespace orderyard::ports
