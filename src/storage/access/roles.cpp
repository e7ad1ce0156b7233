// Roles in SQL. Builtin ones are rows for the foreign keys' sake; what they may and how they are
// called is the program's.
#include "storage/access/word_list.hpp"
#include "storage/access_store.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

namespace {

constexpr const char* kList =
    "SELECT id, code, name, is_builtin, resources FROM access_role ORDER BY id";
constexpr const char* kFind =
    "SELECT id, code, name, is_builtin, resources FROM access_role WHERE id = ?";
constexpr const char* kInsert =
    "INSERT INTO access_role(id, code, name, is_builtin, resources) VALUES (?, ?, ?, 0, ?)";
constexpr const char* kUpdate =
    "UPDATE access_role SET code = ?, name = ?, resources = ? WHERE id = ? AND is_builtin = 0";
constexpr const char* kDelete =
    "DELETE FROM access_role WHERE id = ? AND is_builtin = 0 "
    "AND NOT EXISTS (SELECT 1 FROM access_user WHERE role_id = access_role.id)";

domain::Role Read(const sql::Rows& rows) {
    sql::RowReader row(rows);
    domain::Role role;
    role.id = row.IdAt<domain::RoleId>();
    role.code = row.Text();
    role.name = row.Text();
    role.is_builtin = row.Bool();
    role.grants = GrantsFrom(row.View());
    if (!role.is_builtin) {
        return role;
    }
    for (const domain::Role& builtin : domain::BuiltinRoles()) {
        if (builtin.id == role.id) {
            return builtin;
        }
    }
    throw std::runtime_error("the database holds a builtin role this version does not know");
}

}  // namespace

std::vector<domain::Role> SqlAccessStore::ListRoles() {
    std::vector<domain::Role> roles;
    sql::Rows rows = connection_.Query(kList);
    while (rows.Next()) {
        roles.push_back(Read(rows));
    }
    return roles;
}

std::optional<domain::Role> SqlAccessStore::FindRole(domain::RoleId id) {
    sql::Rows rows = connection_.Query(kFind, id);
    return rows.Next() ? std::optional(Read(rows)) : std::nullopt;
}

void SqlAccessStore::PutRole(domain::Role& role) {
    if (!role.id.IsSet()) {
        const domain::RoleId id(connection_.NewId("access_role"));
        connection_.Exec(kInsert, id, role.code, role.name, GrantsText(role.grants));
        role.id = id;
        return;
    }
    if (connection_.Exec(kUpdate, role.code, role.name, GrantsText(role.grants), role.id) != 1) {
        throw ports::VersionConflict("the role is gone, or a builtin one");
    }
}

bool SqlAccessStore::DeleteRole(domain::RoleId id) {
    return connection_.Exec(kDelete, id) == 1;
}

}  // namespace orderyard::storage
