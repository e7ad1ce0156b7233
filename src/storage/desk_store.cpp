// Small tables, each read by its key.
#include "storage/desk_store.hpp"

#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {
namespace {

constexpr const char* kViews =
    "SELECT v.id, v.user_id, u.name, v.page, v.name, v.query, v.columns, v.is_shared, "
    "v.updated_at FROM saved_view v JOIN access_user u ON u.id = v.user_id "
    "WHERE v.id IN (SELECT id FROM saved_view WHERE user_id = ? AND page = ? "
    "UNION SELECT id FROM saved_view WHERE page = ? AND is_shared = 1) ORDER BY v.name, v.id";
constexpr const char* kFindView =
    "SELECT v.id, v.user_id, u.name, v.page, v.name, v.query, v.columns, v.is_shared, "
    "v.updated_at FROM saved_view v JOIN access_user u ON u.id = v.user_id WHERE v.id = ?";
constexpr const char* kInsertView =
    "INSERT INTO saved_view(user_id, page, name, query, columns, is_shared, updated_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id";
constexpr const char* kUpdateView =
    "UPDATE saved_view SET name = ?, query = ?, columns = ?, is_shared = ?, updated_at = ? "
    "WHERE id = ?";
constexpr const char* kPutPreference =
    "INSERT INTO user_preference(user_id, key, value) VALUES (?, ?, ?) "
    "ON CONFLICT (user_id, key) DO UPDATE SET value = excluded.value";
constexpr const char* kPutPresence =
    "INSERT INTO order_presence(order_id, session_id, user_id, editing, since, seen_at) "
    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (order_id, session_id) DO UPDATE SET "
    "editing = excluded.editing, seen_at = excluded.seen_at";
constexpr const char* kPresences =
    "SELECT p.user_id, p.session_id, u.name, p.editing, p.since, p.seen_at "
    "FROM order_presence p JOIN access_user u ON u.id = p.user_id "
    "WHERE p.order_id = ? AND p.seen_at >= ? ORDER BY p.since, p.session_id";

ports::SavedView ViewOf(const sql::Rows& rows) {
    sql::RowReader row(rows);
    ports::SavedView view;
    view.id = row.Int();
    view.user_id = row.IdAt<domain::UserId>();
    view.user_name = row.Text();
    view.page = row.Text();
    view.name = row.Text();
    view.query = row.Text();
    view.columns = row.Text();
    view.is_shared = row.Bool();
    view.updated_at = row.At();
    return view;
}

}  // namespace

std::vector<ports::SavedView> SqlDeskStore::Views(domain::UserId user, const std::string& page) {
    std::vector<ports::SavedView> views;
    sql::Rows rows = connection_.Query(kViews, user, page, page);
    while (rows.Next()) {
        views.push_back(ViewOf(rows));
    }
    return views;
}

std::optional<ports::SavedView> SqlDeskStore::FindView(std::int64_t id) {
    sql::Rows rows = connection_.Query(kFindView, id);
    return rows.Next() ? std::optional(ViewOf(rows)) : std::nullopt;
}

std::optional<std::int64_t> SqlDeskStore::FindViewByName(domain::UserId user,
                                                         const std::string& page,
                                                         const std::string& name) {
    return connection_.QueryInt(
        "SELECT id FROM saved_view WHERE user_id = ? AND page = ? AND name = ?", user, page, name);
}

std::int64_t SqlDeskStore::CountViews(domain::UserId user) {
    return connection_.QueryInt("SELECT count(*) FROM saved_view WHERE user_id = ?", user)
        .value_or(0);
}

void SqlDeskStore::PutView(ports::SavedView& view) {
    if (view.id == 0) {
        view.id = connection_
                      .QueryInt(kInsertView, view.user_id, view.page, view.name, view.query,
                                view.columns, view.is_shared, view.updated_at)
                      .value();
        return;
    }
    connection_.ExecLater(kUpdateView, view.name, view.query, view.columns, view.is_shared,
                          view.updated_at, view.id);
}

void SqlDeskStore::RemoveView(std::int64_t id) {
    connection_.ExecLater("DELETE FROM saved_view WHERE id = ?", id);
}

std::optional<std::string> SqlDeskStore::Preference(domain::UserId user, const std::string& key) {
    sql::Rows rows = connection_.Query(
        "SELECT value FROM user_preference WHERE user_id = ? AND key = ?", user, key);
    return rows.Next() ? std::optional(rows.Text(0)) : std::nullopt;
}

std::int64_t SqlDeskStore::CountPreferences(domain::UserId user) {
    return connection_.QueryInt("SELECT count(*) FROM user_preference WHERE user_id = ?", user)
        .value_or(0);
}

void SqlDeskStore::PutPreference(domain::UserId user, const std::string& key,
                                 const std::string& value) {
    connection_.ExecLater(kPutPreference, user, key, value);
}

void SqlDeskStore::PutPresence(domain::OrderId order, std::int64_t session_id, domain::UserId user,
                               const std::string& editing, base::Instant now) {
    connection_.ExecLater(kPutPresence, order, session_id, user, editing, now, now);
}

void SqlDeskStore::RemovePresence(domain::OrderId order, std::int64_t session_id) {
    connection_.ExecLater("DELETE FROM order_presence WHERE order_id = ? AND session_id = ?", order,
                          session_id);
}

void SqlDeskStore::RemovePresencesBefore(base::Instant seen_at) {
    connection_.ExecLater("DELETE FROM order_presence WHERE seen_at < ?", seen_at);
}

std::vector<ports::Presence> SqlDeskStore::Presences(domain::OrderId order,
                                                     base::Instant seen_since) {
    std::vector<ports::Presence> presences;
    sql::Rows rows = connection_.Query(kPresences, order, seen_since);
    while (rows.Next()) {
        sql::RowReader row(rows);
        ports::Presence presence;
        presence.user_id = row.IdAt<domain::UserId>();
        presence.session_id = row.Int();
        presence.user_name = row.Text();
        presence.editing = row.Text();
        presence.since = row.At();
        presence.seen_at = row.At();
        presences.push_back(std::move(presence));
    }
    return presences;
}

}  // namespace orderyard::storage
