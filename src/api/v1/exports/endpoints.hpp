// The endpoints of saved exports and their runs, under /api/v1. Which path is whose: routes.cpp.
#pragma once

#include "api/v1/call.hpp"

namespace orderyard::api::v1 {

// All of this folder.
const std::vector<CallRoute>& ExportRoutes();

// saved_exports
Answer ListSavedExports(const Call& call);
Answer ShowSavedExport(const Call& call);
Answer MakeSavedExport(const Call& call);
Answer ChangeSavedExport(const Call& call);
Answer RemoveSavedExport(const Call& call);
Answer RunSavedExport(const Call& call);
// export_runs
Answer ListExportRuns(const Call& call);
Answer RetryExportRun(const Call& call);
Answer ShowExportFile(const Call& call);

}  // namespace orderyard::api::v1
