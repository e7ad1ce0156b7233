// An export that is made again and again: what it holds, when it is due, and what one run of it
// covers. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/identity/access.hpp"

namespace orderyard::domain {

using ExportId = base::Id<struct ExportTag>;
using ExportRunId = base::Id<struct ExportRunTag>;

enum class ExportRhythm { kByHand, kHourly, kDaily, kWeekly, kMonthly };
std::string_view ToString(ExportRhythm rhythm);  // "by_hand", "hourly" ...
std::optional<ExportRhythm> ExportRhythmFrom(std::string_view text);

struct ExportTimes {
    ExportRhythm rhythm = ExportRhythm::kByHand;
    int minute = 0;   // 0 to 59
    int hour = 0;     // 0 to 23; of daily and slower ones
    int weekday = 1;  // of weekly ones: 1 is Monday, 7 Sunday
    int day = 1;      // of monthly ones: 1 to 31; in a shorter month its last day
    std::string zone = "UTC";

    friend bool operator==(const ExportTimes&, const ExportTimes&) = default;
};
// kInvalidInput names the field.
base::Result<> CheckExportTimes(const ExportTimes& times);
// The first due time after `now`; nullopt: by hand. A time that the clocks jump over is due when
// they have; one they show twice is due once. `times` must have passed CheckExportTimes.
std::optional<base::Instant> NextDue(const ExportTimes& times, base::Instant now);

struct SavedExport {
    ExportId id;  // 0: not stored yet
    UserId user_id;
    std::string user_name;  // filled on reading
    std::string name;       // unique among the user's
    std::string kind;       // as documents::ExportKind: "orders", "shipments" ...
    std::string format;     // "csv", "xlsx"
    std::string heads;      // "en", "ko", "codes"
    std::string separator;  // "comma", "semicolon", "tab"
    std::string decimal;    // "point", "comma"
    bool has_mark = false;
    std::vector<std::string> columns;  // none: the usual ones
    std::string filter;                // as its list takes it, an object's text; sealed at rest
    bool is_changes_only = false;      // what has changed since the last run
    ExportTimes times;                 // its zone is that of the moments in the file, too
    int kept_days = 0;
    bool sends_notice = false;  // by mail, to its owner
    bool is_active = true;
    std::optional<base::Instant> next_due_at;
    std::optional<base::Instant> covered_to;  // changes before this are in some run already
    base::Instant created_at, updated_at;
    std::int64_t version = 0;
};

enum class ExportRunState {
    kWaiting,  // to be made at not_before
    kRunning,  // being made; found in this state by a new runner, it was left behind
    kDone,
    kFailed,  // to be tried again at not_before
};
std::string_view ToString(ExportRunState state);  // "waiting" ...
std::optional<ExportRunState> ExportRunStateFrom(std::string_view text);

enum class ExportNotice { kNone, kDue, kSending, kSent, kFailed, kDoubtful };
std::string_view ToString(ExportNotice notice);  // "none", "due" ...
std::optional<ExportNotice> ExportNoticeFrom(std::string_view text);

// Changes in [from, to); from is missing in the first run.
struct ChangeSpan {
    std::optional<base::Instant> from;
    base::Instant to;

    friend bool operator==(const ChangeSpan&, const ChangeSpan&) = default;
};

struct ExportRun {
    ExportRunId id;
    ExportId export_id;
    std::string export_name;  // filled on reading, as the two after it
    std::string kind;
    std::string format;
    base::Instant due_at;  // unique for the export: a due time has one run
    std::string asked_by;  // empty: the timetable
    ExportRunState state = ExportRunState::kWaiting;
    int attempts = 0;
    base::Instant not_before;
    std::optional<ChangeSpan> covers;  // of exports of changes
    std::optional<base::Instant> started_at, ended_at;
    std::int64_t row_count = 0, byte_count = 0;
    std::string file_name;  // in the folder of exports; empty: none, or no longer
    bool has_personal_data = false;
    std::string made_on;  // name of the machine whose folder has the file
    std::optional<base::Instant> file_until;
    std::string error;
    ExportNotice notice = ExportNotice::kNone;
    int notice_attempts = 0;
    std::string notice_error;
};

// What is due of `saved` at `now`: a new run of its last due time (missed ones are made up for by
// one), or more for `open`, a run that has not begun or has failed. Moves `saved` on.
struct DueExport {
    std::optional<ExportRun> insert;
    std::optional<ExportRun> widen;
};
DueExport DecideDueExport(SavedExport& saved, const std::optional<ExportRun>& open,
                          base::Instant now);
// The same for a person's wish.
DueExport DecideExportNow(SavedExport& saved, const std::optional<ExportRun>& open,
                          base::Instant now, std::string asked_by);

// How long to wait after so many attempts that failed.
base::Duration ExportPause(int attempts);

// "orderyard-export-orders-12-1795419637235498.csv", with when it was begun, since the numbers of
// runs that are gone may come again. Of numbers alone: file names show up in logs and browsers.
std::string ExportFileName(const ExportRun& run);
// The run whose file this is; nullopt for any other name.
std::optional<ExportRunId> RunOfExportFile(std::string_view name);

}  // namespace orderyard::domain
