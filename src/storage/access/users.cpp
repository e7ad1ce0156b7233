// Users in SQL, their secrets in a table of their own that lists never touch. The second factor's
// secret is sealed: a copy of the database must not be one of the phone.
#include "base/text.hpp"
#include "storage/access/word_list.hpp"
#include "storage/access_store.hpp"
#include "storage/sealed_parts.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

namespace {

constexpr const char* kList =
    "SELECT id, name, email, full_name, role_id, is_active, language, zone, must_change_password, "
    "has_second_factor, created_at, last_login_at, version FROM access_user ORDER BY id";
constexpr const char* kFind =
    "SELECT id, name, email, full_name, role_id, is_active, language, zone, must_change_password, "
    "has_second_factor, created_at, last_login_at, version FROM access_user WHERE id = ?";
constexpr const char* kFindByName =
    "SELECT id, name, email, full_name, role_id, is_active, language, zone, must_change_password, "
    "has_second_factor, created_at, last_login_at, version FROM access_user WHERE name_key = ?";
constexpr const char* kInsert =
    "INSERT INTO access_user(id, name, name_key, email, full_name, role_id, is_active, language, "
    "zone, must_change_password, has_second_factor, created_at, last_login_at, version) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)";
constexpr const char* kUpdate =
    "UPDATE access_user SET name = ?, name_key = ?, email = ?, full_name = ?, role_id = ?, "
    "is_active = ?, language = ?, zone = ?, must_change_password = ?, has_second_factor = ?, "
    "last_login_at = ?, version = version + 1 WHERE id = ? AND version = ?";
constexpr const char* kLoadSecrets =
    "SELECT password_hash, totp_sealed, totp_last_step, recovery_hashes FROM access_user_secret "
    "WHERE user_id = ?";
constexpr const char* kSaveSecrets =
    "INSERT INTO access_user_secret(user_id, password_hash, totp_sealed, totp_last_step, "
    "recovery_hashes) VALUES (?, ?, ?, ?, ?) ON CONFLICT (user_id) DO UPDATE SET "
    "password_hash = excluded.password_hash, totp_sealed = excluded.totp_sealed, "
    "totp_last_step = excluded.totp_last_step, recovery_hashes = excluded.recovery_hashes";

std::string Context(domain::UserId id) {
    return "access_user_secret|totp_sealed|" + std::to_string(id.value);
}

domain::User Read(const sql::Rows& rows) {
    sql::RowReader row(rows);
    domain::User user;
    user.id = row.IdAt<domain::UserId>();
    user.name = row.Text();
    user.email = row.Text();
    user.full_name = row.Text();
    user.role_id = row.IdAt<domain::RoleId>();
    user.is_active = row.Bool();
    user.language = row.Text();
    user.zone = row.Text();
    user.must_change_password = row.Bool();
    user.has_second_factor = row.Bool();
    user.created_at = row.At();
    user.last_login_at = row.OptionalAt();
    user.version = row.Int();
    return user;
}

}  // namespace

std::vector<domain::User> SqlAccessStore::ListUsers() {
    std::vector<domain::User> users;
    sql::Rows rows = connection_.Query(kList);
    while (rows.Next()) {
        users.push_back(Read(rows));
    }
    return users;
}

std::optional<domain::User> SqlAccessStore::FindUser(domain::UserId id) {
    sql::Rows rows = connection_.Query(kFind, id);
    return rows.Next() ? std::optional(Read(rows)) : std::nullopt;
}

std::optional<domain::User> SqlAccessStore::FindUserByName(const std::string& name) {
    sql::Rows rows = connection_.Query(kFindByName, base::AsciiLower(name));
    return rows.Next() ? std::optional(Read(rows)) : std::nullopt;
}

void SqlAccessStore::InsertUser(domain::User& user, const ports::UserSecrets& secrets) {
    const domain::UserId id(connection_.NewId("access_user"));
    connection_.Exec(kInsert, id, user.name, base::AsciiLower(user.name), user.email,
                     user.full_name, user.role_id, user.is_active, user.language, user.zone,
                     user.must_change_password, user.has_second_factor, user.created_at,
                     user.last_login_at);
    user.id = id;
    user.version = 1;
    SaveSecrets(id, secrets);
}

void SqlAccessStore::SaveUser(domain::User& user) {
    const std::int64_t changed = connection_.Exec(
        kUpdate, user.name, base::AsciiLower(user.name), user.email, user.full_name, user.role_id,
        user.is_active, user.language, user.zone, user.must_change_password, user.has_second_factor,
        user.last_login_at, user.id, user.version);
    if (changed != 1) {
        throw ports::VersionConflict("the user was changed by somebody else");
    }
    ++user.version;
}

ports::UserSecrets SqlAccessStore::LoadSecrets(domain::UserId id) {
    ports::UserSecrets secrets;
    sql::Rows rows = connection_.Query(kLoadSecrets, id);
    if (rows.Next()) {
        secrets.password_hash = rows.Text(0);
        secrets.totp_secret = OpenParts(keys_.access, Context(id), rows.View(1), 1).front();
        secrets.totp_last_step = rows.Int(2);
        for (const std::string& hex : SplitWords(rows.View(3))) {
            secrets.recovery_hashes.push_back(base::Unhex(hex).value());
        }
    }
    return secrets;
}

void SqlAccessStore::SaveSecrets(domain::UserId id, const ports::UserSecrets& secrets) {
    std::vector<std::string> recovery;
    for (const std::string& hash : secrets.recovery_hashes) {
        recovery.push_back(base::Hex(hash));
    }
    const std::string sealed = SealParts(keys_.access, Context(id), {secrets.totp_secret});
    connection_.Exec(kSaveSecrets, id, secrets.password_hash, sql::Bytes{sealed},
                     secrets.totp_last_step, JoinWords(recovery));
}

}  // namespace orderyard::storage
