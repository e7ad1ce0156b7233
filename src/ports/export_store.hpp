// Saved exports and their runs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/exports/saved_export.hpp"

namespace orderyard::ports {

struct ExportRunQuery {
    std::optional<domain::ExportId> export_id;
    std::optional<domain::ExportRunState> state;
    std::int64_t page = 1;
    std::int64_t page_size = 50;
};

struct ExportRunPage {
    std::vector<domain::ExportRun> runs;  // newest first
    std::int64_t total_count = 0;
};

class ExportStore {
  public:
    virtual ~ExportStore() = default;
    virtual std::vector<domain::SavedExport> List() = 0;  // by name
    virtual std::optional<domain::SavedExport> Find(domain::ExportId id) = 0;
    virtual std::optional<domain::ExportId> FindByName(domain::UserId user,
                                                       const std::string& name) = 0;
    // A new one gets its id; another is saved by its version, which grows: else VersionConflict.
    virtual void Put(domain::SavedExport& saved) = 0;
    virtual void Remove(domain::ExportId id) = 0;  // with its runs
    // Active ones whose time has come, held against other writers.
    virtual std::vector<domain::SavedExport> Due(base::Instant now, int limit) = 0;
    // When something is to be done next: a due time, a run, a notice; at once for what looks to be
    // under way, since only a killed runner leaves that. Cheap.
    virtual std::optional<base::Instant> NextDue() = 0;

    // False: that due time has its run.
    virtual bool InsertRun(domain::ExportRun& run) = 0;
    // Everything of a run, if it still stands as `was` with so many attempts; else
    // VersionConflict.
    virtual void SaveRun(const domain::ExportRun& run, domain::ExportRunState was,
                         int attempts_were) = 0;
    virtual std::optional<domain::ExportRun> FindRun(domain::ExportRunId id) = 0;
    // The one that has not begun, or that failed.
    virtual std::optional<domain::ExportRun> OpenRun(domain::ExportId id) = 0;
    virtual std::vector<domain::ExportRun> DueRuns(base::Instant now, int limit) = 0;
    virtual std::vector<domain::ExportRun> RunsIn(domain::ExportRunState state, int limit) = 0;
    virtual std::vector<domain::ExportRun> DueNotices(int limit) = 0;
    virtual std::vector<domain::ExportRun> NoticesIn(domain::ExportNotice notice, int limit) = 0;
    // Done ones whose file's time is over.
    virtual std::vector<domain::ExportRun> Expired(base::Instant now, int limit) = 0;
    // Done ones that were due before and whose file is gone; how many.
    virtual std::int64_t ForgetRuns(base::Instant due_before) = 0;
    virtual ExportRunPage Runs(const ExportRunQuery& query) = 0;
    // The latest run of each export.
    virtual std::vector<domain::ExportRun> LatestRuns() = 0;
};

}  // namespace orderyard::ports
