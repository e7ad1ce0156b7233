// Saved exports in SQL. The filter is sealed: people type buyers' names into it.
#include "storage/export_store.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "ports/database.hpp"
#include "storage/sealed_parts.hpp"
#include "storage/sql/assembly.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using domain::ExportId;
using domain::ExportRun;
using domain::ExportRunState;
using domain::SavedExport;

namespace {

constexpr std::string_view kColumns =
    "user_id, name, kind, format, heads, separator, decimal_sign, has_mark, columns, "
    "is_changes_only, rhythm, due_minute, due_hour, due_weekday, due_day, zone, kept_days, "
    "sends_notice, is_active, next_due_at, covered_to, created_at, updated_at, filter";
constexpr std::string_view kSelect =
    "SELECT o.id, o.user_id, o.name, o.kind, o.format, o.heads, o.separator, o.decimal_sign, "
    "o.has_mark, o.columns, o.is_changes_only, o.rhythm, o.due_minute, o.due_hour, o.due_weekday, "
    "o.due_day, o.zone, o.kept_days, o.sends_notice, o.is_active, o.next_due_at, o.covered_to, "
    "o.created_at, o.updated_at, o.filter, o.version, u.name "
    "FROM saved_export o JOIN access_user u ON u.id = o.user_id ";
constexpr std::string_view kLockedSelect =
    "WHERE o.is_active = 1 AND o.next_due_at IS NOT NULL AND o.next_due_at <= ? "
    "ORDER BY o.next_due_at LIMIT ? FOR UPDATE OF o";
constexpr std::string_view kDueSelect =
    "WHERE o.is_active = 1 AND o.next_due_at IS NOT NULL AND o.next_due_at <= ? "
    "ORDER BY o.next_due_at LIMIT ?";
constexpr const char* kFindByName = "SELECT id FROM saved_export WHERE user_id = ? AND name = ?";
constexpr const char* kNextDue =
    "SELECT min(at) FROM (SELECT min(next_due_at) AS at FROM saved_export WHERE is_active = 1 AND "
    "next_due_at IS NOT NULL UNION ALL SELECT min(not_before) FROM export_run WHERE state IN "
    "('waiting', 'failed') UNION ALL SELECT min(not_before) FROM export_run WHERE state = "
    "'running' UNION ALL SELECT min(file_until) FROM export_run WHERE file_name <> '') AS dues";
constexpr const char* kRemoveRuns = "DELETE FROM export_run WHERE export_id = ?";
constexpr const char* kRemove = "DELETE FROM saved_export WHERE id = ?";

constexpr std::string_view kRunColumns =
    "export_id, due_at, asked_by, state, attempts, not_before, covers_from, covers_to, started_at, "
    "ended_at, row_count, byte_count, file_name, has_personal_data, made_on, file_until, error, "
    "notice, notice_attempts, notice_error";
constexpr std::string_view kRunSelect =
    "SELECT o.id, o.export_id, o.due_at, o.asked_by, o.state, o.attempts, o.not_before, "
    "o.covers_from, o.covers_to, o.started_at, o.ended_at, o.row_count, o.byte_count, "
    "o.file_name, o.has_personal_data, o.made_on, o.file_until, o.error, o.notice, "
    "o.notice_attempts, o.notice_error, e.name, e.kind, e.format "
    "FROM export_run o JOIN saved_export e ON e.id = o.export_id ";
constexpr std::string_view kOpenRun =
    "WHERE o.export_id = ? AND o.state IN ('waiting', 'failed') ORDER BY o.id DESC LIMIT 1";
constexpr std::string_view kDueRuns =
    "WHERE o.state IN ('waiting', 'failed') AND o.not_before <= ? ORDER BY o.not_before LIMIT ?";
constexpr std::string_view kRunsIn = "WHERE o.state = ? ORDER BY o.id LIMIT ?";
constexpr std::string_view kNoticesIn =
    "WHERE o.notice IN ('due', 'sending') AND o.notice = ? ORDER BY o.id LIMIT ?";
constexpr std::string_view kExpired =
    "WHERE o.file_name <> '' AND o.file_until <= ? ORDER BY o.file_until LIMIT ?";
constexpr const char* kForget =
    "DELETE FROM export_run WHERE due_at < ? AND state = 'done' AND file_name = ''";
constexpr std::string_view kLatest =
    "JOIN (SELECT x.id AS export_id, (SELECT max(r.id) FROM export_run r WHERE r.export_id = x.id) "
    "AS run_id FROM saved_export x) AS latest ON latest.run_id = o.id ORDER BY o.id DESC";

std::string Context(ExportId id) {
    return "saved_export|filter|" + std::to_string(id.value);
}

std::vector<sql::Value> Values(const SavedExport& saved, const std::string& columns,
                               const std::string& filter) {
    return {saved.user_id,
            saved.name,
            saved.kind,
            saved.format,
            saved.heads,
            saved.separator,
            saved.decimal,
            saved.has_mark,
            columns,
            saved.is_changes_only,
            ToString(saved.times.rhythm),
            saved.times.minute,
            saved.times.hour,
            saved.times.weekday,
            saved.times.day,
            saved.times.zone,
            saved.kept_days,
            saved.sends_notice,
            saved.is_active,
            saved.next_due_at,
            saved.covered_to,
            saved.created_at,
            saved.updated_at,
            sql::Bytes{filter}};
}

std::vector<sql::Value> Values(const ExportRun& run) {
    std::optional<base::Instant> from, to;
    if (run.covers) {
        from = run.covers->from;
        to = run.covers->to;
    }
    return {run.export_id,
            run.due_at,
            run.asked_by,
            ToString(run.state),
            run.attempts,
            run.not_before,
            from,
            to,
            run.started_at,
            run.ended_at,
            run.row_count,
            run.byte_count,
            run.file_name,
            run.has_personal_data,
            run.made_on,
            run.file_until,
            run.error,
            ToString(run.notice),
            run.notice_attempts,
            run.notice_error};
}

std::optional<ExportRun> First(std::vector<ExportRun> runs) {
    return runs.empty() ? std::nullopt : std::optional(std::move(runs.front()));
}

}  // namespace

std::vector<SavedExport> SqlExportStore::Read(sql::Rows rows) {
    std::vector<SavedExport> found;
    while (rows.Next()) {
        sql::RowReader row(rows);
        SavedExport& saved = found.emplace_back();
        saved.id = row.IdAt<ExportId>();
        saved.user_id = row.IdAt<domain::UserId>();
        saved.name = row.Text();
        saved.kind = row.Text();
        saved.format = row.Text();
        saved.heads = row.Text();
        saved.separator = row.Text();
        saved.decimal = row.Text();
        saved.has_mark = row.Bool();
        const std::string columns = row.Text();
        saved.columns = columns.empty() ? std::vector<std::string>() : base::Split(columns, ',');
        saved.is_changes_only = row.Bool();
        saved.times.rhythm = row.Word(domain::ExportRhythmFrom);
        saved.times.minute = static_cast<int>(row.Int());
        saved.times.hour = static_cast<int>(row.Int());
        saved.times.weekday = static_cast<int>(row.Int());
        saved.times.day = static_cast<int>(row.Int());
        saved.times.zone = row.Text();
        saved.kept_days = static_cast<int>(row.Int());
        saved.sends_notice = row.Bool();
        saved.is_active = row.Bool();
        saved.next_due_at = row.OptionalAt();
        saved.covered_to = row.OptionalAt();
        saved.created_at = row.At();
        saved.updated_at = row.At();
        saved.filter = OpenParts(keys_.bulk, Context(saved.id), row.View(), 1).front();
        saved.version = row.Int();
        saved.user_name = row.Text();
    }
    return found;
}

std::vector<SavedExport> SqlExportStore::List() {
    return Read(connection_.Query(std::string(kSelect) + "ORDER BY o.name, o.id"));
}

std::optional<SavedExport> SqlExportStore::Find(ExportId id) {
    auto found = Read(connection_.Query(std::string(kSelect) + "WHERE o.id = ?", id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<ExportId> SqlExportStore::FindByName(domain::UserId user, const std::string& name) {
    const auto found = connection_.QueryInt(kFindByName, user, name);
    return found ? std::optional(ExportId(*found)) : std::nullopt;
}

void SqlExportStore::Put(SavedExport& saved) {
    const bool is_new = !saved.id.IsSet();
    if (is_new) {
        saved.id = ExportId(connection_.NewId("saved_export"));
        saved.version = 1;
    }
    const std::string columns = base::Join(saved.columns, ",");
    const std::string filter = SealParts(keys_.bulk, Context(saved.id), {saved.filter});
    std::vector<sql::Value> values = Values(saved, columns, filter);
    values.emplace_back(is_new ? saved.version : saved.version + 1);
    values.emplace_back(saved.id);
    const std::string names = std::string(kColumns) + ", version";
    if (is_new) {
        connection_.ExecLaterWith(sql::InsertSql("saved_export", names + ", id"), values, true);
        return;
    }
    values.emplace_back(saved.version);
    connection_.ExecLaterWith(sql::UpdateSql("saved_export", names, "id = ? AND version = ?"),
                              values, true);
    saved.version += 1;
}

void SqlExportStore::Remove(ExportId id) {
    connection_.ExecLater(kRemoveRuns, id);
    connection_.ExecOneLater(kRemove, id);
}

std::vector<SavedExport> SqlExportStore::Due(base::Instant now, int limit) {
    const std::string_view where = connection_.Pick(kDueSelect, kLockedSelect);
    return Read(connection_.Query(std::string(kSelect) + std::string(where), now, limit));
}

std::optional<base::Instant> SqlExportStore::NextDue() {
    if (!DueNotices(1).empty() || !NoticesIn(domain::ExportNotice::kSending, 1).empty()) {
        return base::Instant();
    }
    const auto at = connection_.QueryInt(kNextDue);
    return at ? std::optional(base::Instant::FromMicros(*at)) : std::nullopt;
}

std::vector<ExportRun> SqlExportStore::ReadRuns(sql::Rows rows) {
    std::vector<ExportRun> found;
    while (rows.Next()) {
        sql::RowReader row(rows);
        ExportRun& run = found.emplace_back();
        run.id = row.IdAt<domain::ExportRunId>();
        run.export_id = row.IdAt<ExportId>();
        run.due_at = row.At();
        run.asked_by = row.Text();
        run.state = row.Word(domain::ExportRunStateFrom);
        run.attempts = static_cast<int>(row.Int());
        run.not_before = row.At();
        const auto from = row.OptionalAt();
        if (const auto to = row.OptionalAt()) {
            run.covers = domain::ChangeSpan{from, *to};
        }
        run.started_at = row.OptionalAt();
        run.ended_at = row.OptionalAt();
        run.row_count = row.Int();
        run.byte_count = row.Int();
        run.file_name = row.Text();
        run.has_personal_data = row.Bool();
        run.made_on = row.Text();
        run.file_until = row.OptionalAt();
        run.error = row.Text();
        run.notice = row.Word(domain::ExportNoticeFrom);
        run.notice_attempts = static_cast<int>(row.Int());
        run.notice_error = row.Text();
        run.export_name = row.Text();
        run.kind = row.Text();
        run.format = row.Text();
    }
    return found;
}

bool SqlExportStore::InsertRun(ExportRun& run) {
    run.id = domain::ExportRunId(connection_.NewId("export_run"));
    std::vector<sql::Value> values = Values(run);
    values.emplace_back(run.id);
    static const std::string kInsert =
        sql::InsertSql("export_run", std::string(kRunColumns) + ", id") +
        " ON CONFLICT (export_id, due_at) DO NOTHING";
    return connection_.ExecWith(kInsert, values) == 1;
}

void SqlExportStore::SaveRun(const ExportRun& run, ExportRunState was, int attempts_were) {
    std::vector<sql::Value> values = Values(run);
    values.emplace_back(run.id);
    values.emplace_back(ToString(was));
    values.emplace_back(attempts_were);
    static const std::string kUpdate =
        sql::UpdateSql("export_run", kRunColumns, "id = ? AND state = ? AND attempts = ?");
    connection_.ExecLaterWith(kUpdate, values, true);
}

std::optional<ExportRun> SqlExportStore::FindRun(domain::ExportRunId id) {
    return First(ReadRuns(connection_.Query(std::string(kRunSelect) + "WHERE o.id = ?", id)));
}

std::optional<ExportRun> SqlExportStore::OpenRun(ExportId id) {
    return First(ReadRuns(connection_.Query(std::string(kRunSelect) + std::string(kOpenRun), id)));
}

std::vector<ExportRun> SqlExportStore::DueRuns(base::Instant now, int limit) {
    return ReadRuns(connection_.Query(std::string(kRunSelect) + std::string(kDueRuns), now, limit));
}

std::vector<ExportRun> SqlExportStore::RunsIn(ExportRunState state, int limit) {
    return ReadRuns(
        connection_.Query(std::string(kRunSelect) + std::string(kRunsIn), ToString(state), limit));
}

std::vector<ExportRun> SqlExportStore::DueNotices(int limit) {
    return NoticesIn(domain::ExportNotice::kDue, limit);
}

std::vector<ExportRun> SqlExportStore::NoticesIn(domain::ExportNotice notice, int limit) {
    return ReadRuns(connection_.Query(std::string(kRunSelect) + std::string(kNoticesIn),
                                      ToString(notice), limit));
}

std::vector<ExportRun> SqlExportStore::Expired(base::Instant now, int limit) {
    return ReadRuns(connection_.Query(std::string(kRunSelect) + std::string(kExpired), now, limit));
}

std::int64_t SqlExportStore::ForgetRuns(base::Instant due_before) {
    return connection_.Exec(kForget, due_before);
}

ports::ExportRunPage SqlExportStore::Runs(const ports::ExportRunQuery& query) {
    sql::Assembly where;
    where.Add("WHERE 1 = 1");
    if (query.export_id) {
        where.Add(" AND o.export_id = ?", *query.export_id);
    }
    if (query.state) {
        where.Add(" AND o.state = ?", ToString(*query.state));
    }
    ports::ExportRunPage page;
    sql::Assembly count;
    count.Add("SELECT count(*) FROM export_run o ").Append(where);
    sql::Rows counted = count.Query(connection_);
    page.total_count = counted.Next() ? counted.Int(0) : 0;
    sql::Assembly rows;
    rows.Add(kRunSelect).Append(where);
    rows.Add(" ORDER BY o.id DESC LIMIT ? OFFSET ?", query.page_size,
             (query.page - 1) * query.page_size);
    page.runs = ReadRuns(rows.Query(connection_));
    return page;
}

std::vector<ExportRun> SqlExportStore::LatestRuns() {
    return ReadRuns(connection_.Query(std::string(kRunSelect) + std::string(kLatest)));
}

}  // namespace orderyard::storage
