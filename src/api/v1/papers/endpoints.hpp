// The endpoints of papers, exports and imports, under /api/v1. Which path is whose: routes.cpp.
#pragma once

#include "api/v1/call.hpp"
#include "api/v1/orders/endpoints.hpp"

namespace orderyard::api::v1 {

// All of this folder.
const std::vector<CallRoute>& PaperRoutes();

// show_papers; ?download=1 to save it instead of looking at it
Answer ShowInvoicePdf(const Call& call);
Answer ShowCreditMemoPdf(const Call& call);
Answer ShowShipmentSlip(const Call& call);
Answer ShowShipmentLabel(const Call& call);
Answer ShowOrderSlip(const Call& call);
// print_papers
Answer PrintPapers(const Call& call);
// document_settings
Answer ListDocumentSettings(const Call& call);  // the store views
Answer ShowDocumentSettings(const Call& call);
Answer PutDocumentSettings(const Call& call);
Answer ShowDocumentPreview(const Call& call);  // a made-up invoice as the stored settings print it
Answer ShowLogo(const Call& call);
Answer PutLogo(const Call& call);  // the PNG's bytes
Answer DropLogo(const Call& call);
// exports
Answer ListExportColumns(const Call& call);
Answer StreamExport(const Call& call);  // /exports/orders.csv
// import_tracking; ?dry_run=1: what the file would do
Answer ImportTracking(const Call& call);

}  // namespace orderyard::api::v1
