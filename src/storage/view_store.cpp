// Every question is about one user and the last hour, and answered from an index.
#include "storage/view_store.hpp"

#include <array>
#include <stdexcept>

#include "base/text.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {
namespace {

using ports::ViewAlarm;
using ports::ViewAlarmKind;

constexpr const char* kLimit =
    "SELECT orders_per_hour, exempt_roles FROM personal_view_limit WHERE id = 1";
constexpr const char* kPutLimit =
    "UPDATE personal_view_limit SET orders_per_hour = ?, exempt_roles = ? WHERE id = 1";
constexpr const char* kHoldPostgres = "SELECT id FROM access_user WHERE id = ? FOR NO KEY UPDATE";
constexpr const char* kSeen = "SELECT subject FROM personal_view WHERE user_id = ? AND seen_at > ?";
constexpr const char* kPutSeen =
    "INSERT INTO personal_view(user_id, subject, seen_at) VALUES (?, ?, ?) "
    "ON CONFLICT (user_id, subject) DO UPDATE SET seen_at = excluded.seen_at";
constexpr const char* kForgetSeen = "DELETE FROM personal_view WHERE user_id = ? AND seen_at < ?";
constexpr const char* kConfirmed =
    "SELECT CAST(coalesce(sum(orders), 0) AS BIGINT) FROM personal_view_alarm "
    "WHERE user_id = ? AND kind = 'confirmed' AND at > ?";
constexpr const char* kPutAlarm =
    "INSERT INTO personal_view_alarm(user_id, kind, orders, at) VALUES (?, ?, ?, ?)";
constexpr const char* kForgetAlarms = "DELETE FROM personal_view_alarm WHERE at < ?";
constexpr const char* kHasAlarm =
    "SELECT 1 FROM personal_view_alarm WHERE user_id = ? AND kind = ? AND at > ? LIMIT 1";
constexpr const char* kAlarms =
    "SELECT a.user_id, u.name, a.kind, a.orders, a.at FROM personal_view_alarm a "
    "JOIN access_user u ON u.id = a.user_id WHERE a.at > ? ORDER BY a.at DESC, a.id DESC LIMIT ?";

const char* WordOf(ViewAlarmKind kind) {
    switch (kind) {
        case ViewAlarmKind::kStopped: return "stopped";
        case ViewAlarmKind::kConfirmed: return "confirmed";
        case ViewAlarmKind::kBeyond: return "beyond";
    }
    throw std::logic_error("an alarm of no kind");
}

std::optional<ViewAlarmKind> KindFrom(std::string_view word) {
    for (const ViewAlarmKind kind :
         std::array{ViewAlarmKind::kStopped, ViewAlarmKind::kConfirmed, ViewAlarmKind::kBeyond}) {
        if (word == WordOf(kind)) {
            return kind;
        }
    }
    return std::nullopt;
}

}  // namespace

domain::ViewLimit SqlViewStore::Limit() {
    sql::Rows rows = connection_.Query(kLimit);
    domain::ViewLimit limit;
    if (rows.Next()) {
        limit.orders_per_hour = rows.Int(0);
        for (const std::string& role : base::Split(rows.Text(1), ',')) {
            if (!role.empty()) {
                limit.exempt_roles.insert(role);
            }
        }
    }
    return limit;
}

void SqlViewStore::PutLimit(const domain::ViewLimit& limit) {
    const std::vector<std::string> roles(limit.exempt_roles.begin(), limit.exempt_roles.end());
    connection_.Exec(kPutLimit, limit.orders_per_hour, base::Join(roles, ","));
}

void SqlViewStore::Hold(domain::UserId user) {
    if (connection_.dialect() == sql::Dialect::kPostgres) {
        connection_.QueryInt(kHoldPostgres, user);
    }
}

std::set<std::string> SqlViewStore::SeenSince(domain::UserId user, base::Instant since) {
    std::set<std::string> subjects;
    sql::Rows rows = connection_.Query(kSeen, user, since);
    while (rows.Next()) {
        subjects.insert(rows.Text(0));
    }
    return subjects;
}

std::int64_t SqlViewStore::ConfirmedSince(domain::UserId user, base::Instant since) {
    return connection_.QueryInt(kConfirmed, user, since).value_or(0);
}

void SqlViewStore::PutSeen(domain::UserId user, const std::vector<std::string>& subjects,
                           base::Instant at, base::Instant forget_before) {
    connection_.ExecLater(kForgetSeen, user, forget_before);
    for (const std::string& subject : subjects) {
        connection_.ExecLater(kPutSeen, user, subject, at);
    }
}

void SqlViewStore::PutAlarm(const ViewAlarm& alarm, base::Instant forget_before) {
    connection_.ExecLater(kForgetAlarms, forget_before);
    connection_.ExecLater(kPutAlarm, alarm.user_id, WordOf(alarm.kind), alarm.orders, alarm.at);
}

bool SqlViewStore::HasAlarmSince(domain::UserId user, ViewAlarmKind kind, base::Instant since) {
    return connection_.QueryInt(kHasAlarm, user, WordOf(kind), since).has_value();
}

std::vector<ViewAlarm> SqlViewStore::AlarmsSince(base::Instant since, int limit) {
    std::vector<ViewAlarm> alarms;
    sql::Rows rows = connection_.Query(kAlarms, since, limit);
    while (rows.Next()) {
        sql::RowReader row(rows);
        ViewAlarm& alarm = alarms.emplace_back();
        alarm.user_id = row.IdAt<domain::UserId>();
        alarm.user_name = row.Text();
        alarm.kind = row.Word(KindFrom);
        alarm.orders = row.Int();
        alarm.at = row.At();
    }
    return alarms;
}

}  // namespace orderyard::storage
