// Days are counted as the zone's calendar has them: a due time is what a clock on the wall shows.
#include "domain/exports/saved_export.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "base/wall_clock.hpp"

namespace orderyard::domain {
namespace {

constexpr std::array kRhythms = {ExportRhythm::kByHand, ExportRhythm::kHourly, ExportRhythm::kDaily,
                                 ExportRhythm::kWeekly, ExportRhythm::kMonthly};
constexpr std::array kStates = {ExportRunState::kWaiting, ExportRunState::kRunning,
                                ExportRunState::kDone, ExportRunState::kFailed};
constexpr std::array kNotices = {ExportNotice::kNone,    ExportNotice::kDue,
                                 ExportNotice::kSending, ExportNotice::kSent,
                                 ExportNotice::kFailed,  ExportNotice::kDoubtful};
// Files that begin otherwise are somebody else's and never touched.
constexpr std::string_view kFileStart = "orderyard-export-";
// Longer than any month.
constexpr int kDaysLookedAt = 62;

template <class Words>
auto WordFrom(const Words& words, std::string_view text)
    -> std::optional<typename Words::value_type> {
    const auto found = std::find_if(words.begin(), words.end(),
                                    [text](auto word) { return ToString(word) == text; });
    return found == words.end() ? std::nullopt : std::optional(*found);
}

base::Instant Known(const base::Result<base::Instant>& at) {
    base::Check(at.has_value(), "the times of an export were checked");
    return *at;
}

std::string LocalDay(base::Instant at, const std::string& zone) {
    const auto text = base::FormatInZone(at, zone);
    base::Check(text.has_value(), "the zone of an export was checked");
    return text->substr(0, 10);
}

int LocalMinute(base::Instant at, const std::string& zone) {
    const auto text = base::FormatInZone(at, zone);
    base::Check(text.has_value(), "the zone of an export was checked");
    return static_cast<int>(base::ParseInt(text->substr(14, 2)).value_or(0));
}

// By the minute alone: hours that clocks skip or show twice are hours like others.
base::Instant NextHourly(const ExportTimes& times, base::Instant now) {
    base::Instant at = base::Instant::FromSeconds(now.seconds() / 60 * 60);
    int minutes = (times.minute - LocalMinute(at, times.zone) + 60) % 60;
    at = at + base::Duration::Minutes(minutes == 0 ? 60 : minutes);
    // Some zones move their clocks by half an hour.
    minutes = (times.minute - LocalMinute(at, times.zone) + 60) % 60;
    return at + base::Duration::Minutes(minutes);
}

bool IsDueDay(const ExportTimes& times, const std::string& day) {
    switch (times.rhythm) {
        case ExportRhythm::kByHand:
        case ExportRhythm::kHourly: return false;
        case ExportRhythm::kDaily: return true;
        case ExportRhythm::kWeekly: return base::WeekdayOf(day) == times.weekday;
        case ExportRhythm::kMonthly: {
            const int number = (day[8] - '0') * 10 + (day[9] - '0');
            const bool is_last = base::DayPlus(day, 1).ends_with("-01");
            return number == times.day || (is_last && number < times.day);
        }
    }
    return false;
}

base::Instant WholeSeconds(base::Instant at) {
    return base::Instant::FromSeconds(at.seconds());
}

// What a run that begins now covers; the next one goes on where it ends. Filters compare whole
// seconds.
std::optional<ChangeSpan> TakeSpan(SavedExport& saved, base::Instant now) {
    if (!saved.is_changes_only) {
        return std::nullopt;
    }
    const base::Instant settled =
        WholeSeconds(now - base::Duration::Seconds(base::limits::kExportSettleSeconds));
    ChangeSpan span{saved.covered_to, settled};
    if (span.from && *span.from > settled) {
        span.to = *span.from;  // nothing is settled that was not covered: an empty span
    }
    saved.covered_to = span.to;
    return span;
}

DueExport MakeDue(SavedExport& saved, const std::optional<ExportRun>& open, base::Instant due_at,
                  base::Instant now, std::string asked_by) {
    DueExport due;
    const auto span = TakeSpan(saved, now);
    if (open) {
        due.widen = open;
        due.widen->not_before = now;
        if (span) {
            due.widen->covers =
                ChangeSpan{open->covers ? open->covers->from : span->from, span->to};
        }
        return due;
    }
    due.insert.emplace();
    due.insert->export_id = saved.id;
    due.insert->due_at = due_at;
    due.insert->asked_by = std::move(asked_by);
    due.insert->not_before = now;
    due.insert->covers = span;
    return due;
}

}  // namespace

std::string_view ToString(ExportRhythm rhythm) {
    switch (rhythm) {
        case ExportRhythm::kByHand: return "by_hand";
        case ExportRhythm::kHourly: return "hourly";
        case ExportRhythm::kDaily: return "daily";
        case ExportRhythm::kWeekly: return "weekly";
        case ExportRhythm::kMonthly: return "monthly";
    }
    return "";
}

std::optional<ExportRhythm> ExportRhythmFrom(std::string_view text) {
    return WordFrom(kRhythms, text);
}

std::string_view ToString(ExportRunState state) {
    switch (state) {
        case ExportRunState::kWaiting: return "waiting";
        case ExportRunState::kRunning: return "running";
        case ExportRunState::kDone: return "done";
        case ExportRunState::kFailed: return "failed";
    }
    return "";
}

std::optional<ExportRunState> ExportRunStateFrom(std::string_view text) {
    return WordFrom(kStates, text);
}

std::string_view ToString(ExportNotice notice) {
    switch (notice) {
        case ExportNotice::kNone: return "none";
        case ExportNotice::kDue: return "due";
        case ExportNotice::kSending: return "sending";
        case ExportNotice::kSent: return "sent";
        case ExportNotice::kFailed: return "failed";
        case ExportNotice::kDoubtful: return "doubtful";
    }
    return "";
}

std::optional<ExportNotice> ExportNoticeFrom(std::string_view text) {
    return WordFrom(kNotices, text);
}

base::Result<> CheckExportTimes(const ExportTimes& times) {
    const auto is_in = [](int value, int min, int max) { return value >= min && value <= max; };
    if (!is_in(times.minute, 0, 59)) {
        return base::Fail(base::InvalidInput("minute", "Minutes go from 0 to 59."));
    }
    if (!is_in(times.hour, 0, 23)) {
        return base::Fail(base::InvalidInput("hour", "Hours go from 0 to 23."));
    }
    if (!is_in(times.weekday, 1, 7)) {
        return base::Fail(base::InvalidInput("weekday", "1 is Monday, 7 is Sunday."));
    }
    if (!is_in(times.day, 1, 31)) {
        return base::Fail(base::InvalidInput("day", "Days of a month go from 1 to 31."));
    }
    if (!base::IsKnownZone(times.zone)) {
        return base::Fail(base::InvalidInput("zone", "There is no such time zone."));
    }
    return {};
}

std::optional<base::Instant> NextDue(const ExportTimes& times, base::Instant now) {
    if (times.rhythm == ExportRhythm::kByHand) {
        return std::nullopt;
    }
    if (times.rhythm == ExportRhythm::kHourly) {
        return NextHourly(times, now);
    }
    std::string day = base::DayPlus(LocalDay(now, times.zone), -1);
    for (int i = 0; i < kDaysLookedAt; ++i) {
        if (IsDueDay(times, day)) {
            const base::Instant at =
                Known(base::AtWallTime(day, times.hour * 60 + times.minute, times.zone));
            if (at > now) {
                return at;
            }
        }
        day = base::DayPlus(day, 1);
    }
    base::Check(false, "two months without a due day");
    return std::nullopt;
}

DueExport DecideDueExport(SavedExport& saved, const std::optional<ExportRun>& open,
                          base::Instant now) {
    if (!saved.is_active || !saved.next_due_at || *saved.next_due_at > now) {
        return {};
    }
    // However many due times have passed: one run is named after the first that was missed.
    const base::Instant due_at = *saved.next_due_at;
    saved.next_due_at = NextDue(saved.times, now);
    return MakeDue(saved, open, due_at, now, "");
}

DueExport DecideExportNow(SavedExport& saved, const std::optional<ExportRun>& open,
                          base::Instant now, std::string asked_by) {
    return MakeDue(saved, open, now, now, std::move(asked_by));
}

base::Duration ExportPause(int attempts) {
    std::int64_t seconds = base::limits::kExportRetrySecondsMin;
    for (int i = 1; i < attempts && seconds < base::limits::kExportRetrySecondsMax; ++i) {
        seconds *= 2;
    }
    return base::Duration::Seconds(
        std::min<std::int64_t>(seconds, base::limits::kExportRetrySecondsMax));
}

std::string ExportFileName(const ExportRun& run) {
    base::Check(run.started_at.has_value(), "a run that has begun");
    return std::string(kFileStart) + run.kind + "-" + std::to_string(run.id.value) + "-" +
           std::to_string(run.started_at->micros) + "." + run.format;
}

std::optional<ExportRunId> RunOfExportFile(std::string_view name) {
    if (!name.starts_with(kFileStart)) {
        return std::nullopt;
    }
    const std::size_t dot = name.find('.');
    const std::size_t end = name.substr(0, dot).rfind('-');
    if (dot == std::string_view::npos || end == std::string_view::npos || end == 0) {
        return std::nullopt;
    }
    const std::size_t begin = name.rfind('-', end - 1);
    const auto began = base::ParseInt(name.substr(end + 1, dot - end - 1));
    if (begin == std::string_view::npos || !began) {
        return std::nullopt;
    }
    const auto id = base::ParseInt(name.substr(begin + 1, end - begin - 1));
    return id && *id > 0 ? std::optional(ExportRunId(*id)) : std::nullopt;
}

}  // namespace orderyard::domain
