// Saved exports and runs as JSON.
#pragma once

#include "api/json_writer.hpp"
#include "domain/exports/saved_export.hpp"

namespace orderyard::api::v1 {

struct ExportReaderRights {
    bool is_mine = false;      // may change it
    bool sees_filter = false;  // which may name a buyer
};
// `latest`: its last run, or nullptr.
void WriteSavedExport(JsonWriter& json, const domain::SavedExport& saved,
                      const domain::ExportRun* latest, const ExportReaderRights& rights);
void WriteExportRun(JsonWriter& json, const domain::ExportRun& run);

}  // namespace orderyard::api::v1
