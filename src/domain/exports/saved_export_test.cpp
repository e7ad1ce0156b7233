// When exports are due, and that the spans of their runs leave no gap and do not overlap.
#include "domain/exports/saved_export.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/limits.hpp"

namespace orderyard::domain {
namespace {

base::Instant At(const char* iso) {
    return base::Instant::ParseIso(iso).value();
}

ExportTimes Times(ExportRhythm rhythm, const char* zone = "UTC") {
    ExportTimes times;
    times.rhythm = rhythm;
    times.minute = 30;
    times.hour = 2;
    times.zone = zone;
    return times;
}

std::string Next(const ExportTimes& times, const char* now) {
    const auto next = NextDue(times, At(now));
    return next ? next->ToIso() : "never";
}

TEST(ExportTimesTest, NextDue) {
    using R = ExportRhythm;
    EXPECT_EQ(Next(Times(R::kByHand), "2026-11-23T00:00:00Z"), "never");
    EXPECT_EQ(Next(Times(R::kHourly), "2026-11-23T10:29:59Z"), "2026-11-23T10:30:00Z");
    EXPECT_EQ(Next(Times(R::kHourly), "2026-11-23T10:30:00Z"), "2026-11-23T11:30:00Z");
    EXPECT_EQ(Next(Times(R::kHourly, "Asia/Kolkata"), "2026-11-23T10:29:59Z"),
              "2026-11-23T11:00:00Z");
    EXPECT_EQ(Next(Times(R::kDaily), "2026-11-23T02:29:00Z"), "2026-11-23T02:30:00Z");
    EXPECT_EQ(Next(Times(R::kDaily), "2026-11-23T02:30:00Z"), "2026-11-24T02:30:00Z");
    EXPECT_EQ(Next(Times(R::kDaily, "Asia/Seoul"), "2026-11-23T20:00:00Z"), "2026-11-24T17:30:00Z");
    // Skipped by the clocks: due when they have jumped; shown twice: due once.
    EXPECT_EQ(Next(Times(R::kDaily, "Europe/Berlin"), "2026-03-28T12:00:00Z"),
              "2026-03-29T01:00:00Z");
    EXPECT_EQ(Next(Times(R::kDaily, "Europe/Berlin"), "2026-10-25T00:30:00Z"),
              "2026-10-26T01:30:00Z");
    ExportTimes weekly = Times(R::kWeekly);
    weekly.weekday = 7;
    EXPECT_EQ(Next(weekly, "2026-11-23T00:00:00Z"), "2026-11-29T02:30:00Z");
    EXPECT_EQ(Next(weekly, "2026-11-29T02:30:00Z"), "2026-12-06T02:30:00Z");
    ExportTimes monthly = Times(R::kMonthly);
    monthly.day = 31;
    EXPECT_EQ(Next(monthly, "2026-01-31T02:30:00Z"), "2026-02-28T02:30:00Z");
    EXPECT_EQ(Next(monthly, "2026-02-28T02:30:00Z"), "2026-03-31T02:30:00Z");
    monthly.day = 1;
    EXPECT_EQ(Next(monthly, "2026-12-01T02:30:00Z"), "2027-01-01T02:30:00Z");
}

TEST(ExportTimesTest, HourlyGoesOnThroughEveryHour) {
    ExportTimes times = Times(ExportRhythm::kHourly, "Europe/Berlin");
    base::Instant at = At("2026-10-24T20:30:00Z");
    for (int i = 0; i < 12; ++i) {
        const base::Instant next = NextDue(times, at).value();
        EXPECT_EQ(next, at + base::Duration::Hours(1));
        at = next;
    }
}

TEST(ExportTimesTest, Checks) {
    const auto field = [](auto change) {
        ExportTimes times;
        change(times);
        const auto checked = CheckExportTimes(times);
        return checked ? std::string("good") : checked.error().field;
    };
    EXPECT_EQ(field([](ExportTimes&) {}), "good");
    EXPECT_EQ(field([](ExportTimes& t) { t.minute = 60; }), "minute");
    EXPECT_EQ(field([](ExportTimes& t) { t.hour = -1; }), "hour");
    EXPECT_EQ(field([](ExportTimes& t) { t.weekday = 0; }), "weekday");
    EXPECT_EQ(field([](ExportTimes& t) { t.day = 32; }), "day");
    EXPECT_EQ(field([](ExportTimes& t) { t.zone = "Mars"; }), "zone");
}

SavedExport Hourly(bool is_changes_only) {
    SavedExport saved;
    saved.id = ExportId(1);
    saved.times = Times(ExportRhythm::kHourly);
    saved.is_changes_only = is_changes_only;
    saved.next_due_at = At("2026-11-23T10:30:00Z");
    return saved;
}

TEST(DecideExportTest, MissedTimesAreMadeUpForByOneRun) {
    SavedExport saved = Hourly(false);
    EXPECT_FALSE(DecideDueExport(saved, {}, At("2026-11-23T10:29:59Z")).insert);
    const DueExport due = DecideDueExport(saved, {}, At("2026-11-23T15:00:00Z"));
    ASSERT_TRUE(due.insert);
    EXPECT_EQ(due.insert->due_at, At("2026-11-23T10:30:00Z"));
    EXPECT_FALSE(due.insert->covers);
    EXPECT_EQ(saved.next_due_at, At("2026-11-23T15:30:00Z"));
    saved.is_active = false;
    EXPECT_FALSE(DecideDueExport(saved, {}, At("2026-11-23T17:00:00Z")).insert);
}

TEST(DecideExportTest, ARunThatWaitsTakesOverWhatComesDue) {
    SavedExport saved = Hourly(true);
    auto first = DecideDueExport(saved, {}, At("2026-11-23T10:30:00Z"));
    ASSERT_TRUE(first.insert);
    EXPECT_EQ(first.insert->covers->from, std::nullopt);
    EXPECT_EQ(first.insert->covers->to, At("2026-11-23T10:28:00Z"));
    ExportRun failed = *first.insert;
    failed.state = ExportRunState::kFailed;
    failed.not_before = At("2026-11-23T12:00:00Z");
    const auto second = DecideDueExport(saved, failed, At("2026-11-23T11:30:00Z"));
    ASSERT_TRUE(second.widen);
    EXPECT_FALSE(second.insert);
    EXPECT_EQ(second.widen->covers, (ChangeSpan{std::nullopt, At("2026-11-23T11:28:00Z")}));
    EXPECT_EQ(second.widen->not_before, At("2026-11-23T11:30:00Z"));
    EXPECT_EQ(saved.covered_to, At("2026-11-23T11:28:00Z"));
}

// Orders change at any time, and become visible up to the settling time later. Whatever the times
// of the runs: each change is in exactly one span, and visible when that span is read.
TEST(DecideExportTest, SpansLeaveNoGapAndDoNotOverlap) {
    SavedExport saved = Hourly(true);
    const base::Instant start = At("2026-11-23T10:30:00Z");
    unsigned seed = 7;
    const auto random = [&seed](unsigned below) {
        seed = seed * 1'103'515'245U + 12'345U;
        return (seed >> 8) % below;
    };
    struct Change {
        base::Instant at, visible_at;
        int seen = 0;
    };
    std::vector<Change> changes;
    for (int i = 0; i < 5'000; ++i) {
        const auto at = start + base::Duration::Millis(random(20'000'000));
        const auto delay =
            base::Duration::Millis(random(base::limits::kExportSettleSeconds * 1'000));
        changes.push_back({at, at + delay});
    }
    base::Instant now = start;
    std::optional<ExportRun> waiting;
    const auto read = [&](const ExportRun& run) {
        for (Change& change : changes) {
            const bool is_in =
                (!run.covers->from || change.at >= *run.covers->from) && change.at < run.covers->to;
            if (is_in) {
                EXPECT_LE(change.visible_at, now);
                change.seen += 1;
            }
        }
    };
    while (now < start + base::Duration::Hours(7)) {
        const bool by_hand = random(3) == 0;
        const DueExport due = by_hand ? DecideExportNow(saved, waiting, now, "ada")
                                      : DecideDueExport(saved, waiting, now);
        if (due.insert || due.widen) {
            waiting = due.insert ? due.insert : due.widen;
        }
        if (waiting && random(3) != 0) {  // else it fails, and stays for later
            read(*waiting);
            waiting.reset();
        }
        now = now + base::Duration::Seconds(random(2) == 0 ? random(90) : random(2'000));
    }
    const DueExport last = DecideExportNow(saved, waiting, now, "ada");
    read(last.widen ? *last.widen : *last.insert);
    EXPECT_TRUE(std::all_of(changes.begin(), changes.end(),
                            [](const Change& change) { return change.seen == 1; }));
}

TEST(ExportFileTest, NamesTellTheRun) {
    ExportRun run;
    run.id = ExportRunId(12);
    run.kind = "credit-memos";
    run.format = "xlsx";
    run.started_at = base::Instant::FromMicros(3);
    EXPECT_EQ(ExportFileName(run), "orderyard-export-credit-memos-12-3.xlsx");
    EXPECT_EQ(RunOfExportFile("orderyard-export-credit-memos-12-3.xlsx"), ExportRunId(12));
    for (const char* name :
         {"", "notes.txt", "orders-12-1.csv", "orderyard-export-orders-x-1.csv",
          "orderyard-export-orders-12.csv", "orderyard-export--1.csv", "orderyard-export-1-.c"}) {
        EXPECT_FALSE(RunOfExportFile(name)) << name;
    }
    EXPECT_EQ(ExportPause(1).seconds(), base::limits::kExportRetrySecondsMin);
    EXPECT_EQ(ExportPause(100).seconds(), base::limits::kExportRetrySecondsMax);
}

}  // namespace
}  // namespace orderyard::domain
