// An export as its address asks for it: /exports/orders.csv?columns=...&status=...
#pragma once

#include "api/v1/call.hpp"
#include "api/v1/papers/export_source.hpp"

namespace orderyard::api::v1 {

struct ExportName {
    documents::ExportKind kind = documents::ExportKind::kOrders;
    documents::TableFormat format = documents::TableFormat::kCsv;
};
// "orders.csv"; kNotFound.
base::Result<ExportName> ReadExportName(std::string_view file);
std::string FileNameOf(const ExportName& name);
std::string_view ContentTypeOf(documents::TableFormat format);

// The right to see such lists.
const char* ResourceOf(documents::ExportKind kind);

// columns, heads (en, ko or codes), separator (comma, semicolon, tab), decimal (point, comma), mark
// (0, 1), zone; of orders all that their list takes, of documents created_from and created_to.
// kInvalidInput names what cannot be. Finds no orders yet.
base::Result<ExportPlan> ReadExport(const Call& call, ports::Transaction& tx,
                                    const ExportName& name,
                                    const std::optional<domain::ChangeSpan>& covers = {});

}  // namespace orderyard::api::v1
