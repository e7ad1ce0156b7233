// API tokens in SQL.
#include "storage/token_store.hpp"

namespace orderyard::storage {

namespace {

constexpr std::string_view kInsert =
    "INSERT INTO api_token (name, hash, created_at, expires_at, revoked_at, last_used_at)"
    " VALUES (?, ?, ?, ?, ?, ?) RETURNING id";
constexpr std::string_view kFindByHash =
    "SELECT id, name, hash, created_at, expires_at, revoked_at, last_used_at FROM api_token WHERE "
    "hash = ?";
constexpr std::string_view kList =
    "SELECT id, name, hash, created_at, expires_at, revoked_at, last_used_at FROM api_token ORDER "
    "BY id";
constexpr std::string_view kMarkUsed = "UPDATE api_token SET last_used_at = ? WHERE id = ?";
constexpr std::string_view kRevoke =
    "UPDATE api_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL";

ports::ApiToken Read(const sql::Rows& rows) {
    return {rows.Int(0),        rows.Text(1),       rows.Bytes(2),     rows.At(3),
            rows.OptionalAt(4), rows.OptionalAt(5), rows.OptionalAt(6)};
}

}  // namespace

void SqlTokenStore::Insert(ports::ApiToken& token) {
    token.id = connection_
                   .QueryInt(kInsert, token.name, sql::Bytes{token.hash}, token.created_at,
                             token.expires_at, token.revoked_at, token.last_used_at)
                   .value();
}

std::optional<ports::ApiToken> SqlTokenStore::FindByHash(const std::string& hash) {
    sql::Rows rows = connection_.Query(kFindByHash, sql::Bytes{hash});
    return rows.Next() ? std::optional(Read(rows)) : std::nullopt;
}

void SqlTokenStore::MarkUsed(std::int64_t id, base::Instant at) {
    connection_.ExecLater(kMarkUsed, at, id);
}

bool SqlTokenStore::Revoke(std::int64_t id, base::Instant at) {
    return connection_.Exec(kRevoke, at, id) == 1;
}

std::vector<ports::ApiToken> SqlTokenStore::List() {
    std::vector<ports::ApiToken> tokens;
    sql::Rows rows = connection_.Query(kList);
    while (rows.Next()) {
        tokens.push_back(Read(rows));
    }
    return tokens;
}

}  // namespace orderyard::storage
