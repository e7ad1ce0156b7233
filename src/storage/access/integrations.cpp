// Integrations and spent nonces in SQL. The three secrets are sealed as one; the access token is
// found by its hash (it is 32 random characters: nobody guesses it from there).
#include "base/crypto.hpp"
#include "storage/access/word_list.hpp"
#include "storage/access_store.hpp"
#include "storage/sealed_parts.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

namespace {

constexpr const char* kList =
    "SELECT id, name, email, resources, is_active, consumer_key, sealed, created_at, expires_at, "
    "last_used_at, requests_per_minute FROM integration ORDER BY id";
constexpr const char* kFind =
    "SELECT id, name, email, resources, is_active, consumer_key, sealed, created_at, expires_at, "
    "last_used_at, requests_per_minute FROM integration WHERE id = ?";
constexpr const char* kFindByConsumerKey =
    "SELECT id, name, email, resources, is_active, consumer_key, sealed, created_at, expires_at, "
    "last_used_at, requests_per_minute FROM integration WHERE consumer_key = ?";
constexpr const char* kFindByAccessToken =
    "SELECT id, name, email, resources, is_active, consumer_key, sealed, created_at, expires_at, "
    "last_used_at, requests_per_minute FROM integration WHERE access_token_hash = ?";
constexpr const char* kPut =
    "INSERT INTO integration(id, name, email, resources, is_active, consumer_key, "
    "access_token_hash, sealed, created_at, expires_at, last_used_at, requests_per_minute) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
    "name = excluded.name, email = excluded.email, resources = excluded.resources, "
    "is_active = excluded.is_active, consumer_key = excluded.consumer_key, "
    "access_token_hash = excluded.access_token_hash, sealed = excluded.sealed, "
    "expires_at = excluded.expires_at, requests_per_minute = excluded.requests_per_minute";
constexpr const char* kMarkUsed =
    "UPDATE integration SET last_used_at = ? "
    "WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)";
constexpr const char* kSpendNonce =
    "INSERT INTO spent_nonce(consumer_key, nonce, spent_at) VALUES (?, ?, ?) "
    "ON CONFLICT (consumer_key, nonce) DO NOTHING";
constexpr const char* kForgetNonces = "DELETE FROM spent_nonce WHERE spent_at < ?";

std::string Context(domain::IntegrationId id) {
    return "integration|sealed|" + std::to_string(id.value);
}

std::optional<ports::Integration> First(std::vector<ports::Integration> found) {
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

}  // namespace

std::vector<ports::Integration> SqlAccessStore::ReadIntegrations(sql::Rows rows) {
    std::vector<ports::Integration> integrations;
    while (rows.Next()) {
        sql::RowReader row(rows);
        ports::Integration& integration = integrations.emplace_back();
        integration.id = row.IdAt<domain::IntegrationId>();
        integration.name = row.Text();
        integration.email = row.Text();
        integration.grants = GrantsFrom(row.View());
        integration.is_active = row.Bool();
        integration.consumer_key = row.Text();
        std::vector<std::string> secrets =
            OpenParts(keys_.access, Context(integration.id), row.View(), 3);
        integration.consumer_secret = std::move(secrets[0]);
        integration.access_token = std::move(secrets[1]);
        integration.access_token_secret = std::move(secrets[2]);
        integration.created_at = row.At();
        integration.expires_at = row.OptionalAt();
        integration.last_used_at = row.OptionalAt();
        integration.requests_per_minute = static_cast<int>(row.Int());
    }
    return integrations;
}

std::vector<ports::Integration> SqlAccessStore::ListIntegrations() {
    return ReadIntegrations(connection_.Query(kList));
}

std::optional<ports::Integration> SqlAccessStore::FindIntegration(domain::IntegrationId id) {
    return First(ReadIntegrations(connection_.Query(kFind, id)));
}

std::optional<ports::Integration> SqlAccessStore::FindByConsumerKey(
    const std::string& consumer_key) {
    return First(ReadIntegrations(connection_.Query(kFindByConsumerKey, consumer_key)));
}

std::optional<ports::Integration> SqlAccessStore::FindByAccessToken(
    const std::string& access_token) {
    const std::string hash = base::Sha256(access_token);
    return First(ReadIntegrations(connection_.Query(kFindByAccessToken, sql::Bytes{hash})));
}

void SqlAccessStore::PutIntegration(ports::Integration& integration) {
    const domain::IntegrationId id = integration.id.IsSet()
                                         ? integration.id
                                         : domain::IntegrationId(connection_.NewId("integration"));
    const std::string hash = base::Sha256(integration.access_token);
    const std::string sealed = SealParts(
        keys_.access, Context(id),
        {integration.consumer_secret, integration.access_token, integration.access_token_secret});
    connection_.Exec(kPut, id, integration.name, integration.email, GrantsText(integration.grants),
                     integration.is_active, integration.consumer_key, sql::Bytes{hash},
                     sql::Bytes{sealed}, integration.created_at, integration.expires_at,
                     integration.last_used_at, integration.requests_per_minute);
    integration.id = id;
}

void SqlAccessStore::MarkIntegrationUsed(domain::IntegrationId id, base::Instant at) {
    connection_.ExecLater(kMarkUsed, at, id, at);
}

bool SqlAccessStore::SpendNonce(const std::string& consumer_key, const std::string& nonce,
                                base::Instant at, base::Instant forget_before) {
    connection_.ExecLater(kForgetNonces, forget_before);
    return connection_.Exec(kSpendNonce, consumer_key, nonce, at) == 1;
}

}  // namespace orderyard::storage
