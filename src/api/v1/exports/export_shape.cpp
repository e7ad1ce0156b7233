// The filter is handed out as the object it was sent as.
#include "api/v1/exports/export_shape.hpp"

#include "api/v1/shapes.hpp"

namespace orderyard::api::v1 {

void WriteExportRun(JsonWriter& json, const domain::ExportRun& run) {
    json.BeginObject().Field("id", run.id.value).Field("export_id", run.export_id.value);
    json.Field("name", run.export_name).Field("kind", run.kind).Field("format", run.format);
    json.Field("state", ToString(run.state)).TextOrNull("asked_by", run.asked_by);
    WriteInstant(json, "due_at", run.due_at);
    json.Field("attempts", run.attempts);
    const bool has_failed = run.state == domain::ExportRunState::kFailed;
    WriteInstant(json, "next_try_at", has_failed ? std::optional(run.not_before) : std::nullopt);
    WriteInstant(json, "changed_from", run.covers ? run.covers->from : std::nullopt);
    WriteInstant(json, "changed_to", run.covers ? std::optional(run.covers->to) : std::nullopt);
    WriteInstant(json, "started_at", run.started_at);
    WriteInstant(json, "ended_at", run.ended_at);
    json.Field("rows", run.row_count).Field("bytes", run.byte_count);
    json.Field("has_file", !run.file_name.empty());
    json.Field("has_personal_data", run.has_personal_data);
    json.TextOrNull("made_on", run.made_on);
    WriteInstant(json, "file_until", run.file_until);
    json.TextOrNull("error", run.error);
    json.Field("notice", ToString(run.notice)).TextOrNull("notice_error", run.notice_error);
    json.EndObject();
}

void WriteSavedExport(JsonWriter& json, const domain::SavedExport& saved,
                      const domain::ExportRun* latest, const ExportReaderRights& rights) {
    json.BeginObject().Field("id", saved.id.value).Field("name", saved.name);
    json.Field("owner", saved.user_name).Field("is_mine", rights.is_mine);
    json.Field("kind", saved.kind).Field("format", saved.format).Field("heads", saved.heads);
    json.Field("separator", saved.separator).Field("decimal", saved.decimal);
    json.Field("mark", saved.has_mark);
    WriteTexts(json, "columns", saved.columns);
    if (rights.sees_filter) {
        json.Key("filter").Raw(saved.filter);
    } else {
        json.NullField("filter");
    }
    json.Field("changes_only", saved.is_changes_only);
    const domain::ExportTimes& times = saved.times;
    json.Key("schedule").BeginObject().Field("rhythm", ToString(times.rhythm));
    json.Field("minute", times.minute).Field("hour", times.hour);
    json.Field("weekday", times.weekday).Field("day", times.day).EndObject();
    json.Field("zone", times.zone).Field("kept_days", saved.kept_days);
    json.Field("sends_notice", saved.sends_notice).Field("is_active", saved.is_active);
    WriteInstant(json, "next_due_at", saved.is_active ? saved.next_due_at : std::nullopt);
    WriteInstant(json, "covered_to", saved.covered_to);
    WriteInstant(json, "created_at", saved.created_at);
    WriteInstant(json, "updated_at", saved.updated_at);
    json.Key("latest_run");
    if (latest != nullptr) {
        WriteExportRun(json, *latest);
    } else {
        json.Null();
    }
    json.EndObject();
}

}  // namespace orderyard::api::v1
