// Mails that say an export is ready. They hold a link, never the file: it may hold personal data.
#pragma once

#include "api/v1/exports/make_exports.hpp"

namespace orderyard::api::v1 {

// Each notice that is due, recorded before it leaves: one that was cut off is doubtful and not sent
// again.
void SendExportNotices(const ApiContext& context, const ExportHelp& help);

}  // namespace orderyard::api::v1
