// Saved exports and their runs over SQL.
#pragma once

#include "ports/export_store.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlExportStore final : public ports::ExportStore {
  public:
    SqlExportStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys) {}

    std::vector<domain::SavedExport> List() override;
    std::optional<domain::SavedExport> Find(domain::ExportId id) override;
    std::optional<domain::ExportId> FindByName(domain::UserId user,
                                               const std::string& name) override;
    void Put(domain::SavedExport& saved) override;
    void Remove(domain::ExportId id) override;
    std::vector<domain::SavedExport> Due(base::Instant now, int limit) override;
    std::optional<base::Instant> NextDue() override;

    bool InsertRun(domain::ExportRun& run) override;
    void SaveRun(const domain::ExportRun& run, domain::ExportRunState was,
                 int attempts_were) override;
    std::optional<domain::ExportRun> FindRun(domain::ExportRunId id) override;
    std::optional<domain::ExportRun> OpenRun(domain::ExportId id) override;
    std::vector<domain::ExportRun> DueRuns(base::Instant now, int limit) override;
    std::vector<domain::ExportRun> RunsIn(domain::ExportRunState state, int limit) override;
    std::vector<domain::ExportRun> DueNotices(int limit) override;
    std::vector<domain::ExportRun> NoticesIn(domain::ExportNotice notice, int limit) override;
    std::vector<domain::ExportRun> Expired(base::Instant now, int limit) override;
    std::int64_t ForgetRuns(base::Instant due_before) override;
    ports::ExportRunPage Runs(const ports::ExportRunQuery& query) override;
    std::vector<domain::ExportRun> LatestRuns() override;

  private:
    std::vector<domain::SavedExport> Read(sql::Rows rows);
    std::vector<domain::ExportRun> ReadRuns(sql::Rows rows);

    sql::Connection& connection_;
    const Keys& keys_;
};

}  // namespace orderyard::storage
