// The table of paths about saved exports, and the right each takes. The right to the list itself is
// asked for besides, by its kind.
#include "api/v1/exports/endpoints.hpp"
#include "api/v1/exports/read_saved.hpp"

namespace orderyard::api::v1 {

const std::vector<CallRoute>& ExportRoutes() {
    using http::Method;
    static const std::vector<CallRoute> routes = {
        {Method::kGet, "/api/v1/saved-exports", kExportsRight, ListSavedExports},
        {Method::kPost, "/api/v1/saved-exports", kExportsRight, MakeSavedExport},
        {Method::kGet, "/api/v1/saved-exports/{export}", kExportsRight, ShowSavedExport},
        {Method::kPut, "/api/v1/saved-exports/{export}", kExportsRight, ChangeSavedExport},
        {Method::kDelete, "/api/v1/saved-exports/{export}", kExportsRight, RemoveSavedExport},
        {Method::kPost, "/api/v1/saved-exports/{export}/run", kExportsRight, RunSavedExport},
        {Method::kGet, "/api/v1/export-runs", kExportsRight, ListExportRuns},
        {Method::kPost, "/api/v1/export-runs/{run}/retry", kExportsRight, RetryExportRun},
        {Method::kGet, "/api/v1/export-runs/{run}/file", kExportsRight, ShowExportFile},
    };
    return routes;
}

}  // namespace orderyard::api::v1
