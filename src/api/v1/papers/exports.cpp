// GET /api/v1/exports/{file}: a list as CSV or XLSX, streamed; GET /api/v1/table-columns: what
// columns there are.
#include "api/json_writer.hpp"
#include "api/v1/papers/endpoints.hpp"
#include "api/v1/papers/paper_files.hpp"
#include "api/v1/papers/read_export.hpp"
#include "api/v1/query_reader.hpp"

namespace orderyard::api::v1 {

Answer ListExportColumns(const Call& call) {
    using documents::ExportKind;
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const ExportKind kind : {ExportKind::kOrders, ExportKind::kInvoices,
                                  ExportKind::kShipments, ExportKind::kCreditMemos}) {
        if (!call.caller.May(ResourceOf(kind))) {
            continue;
        }
        json.BeginObject().Field("kind", ToString(kind)).Key("columns").BeginArray();
        for (const auto& column : documents::ExportColumns(kind)) {
            json.BeginObject().Field("code", column.code);
            json.Field("en", column.en).Field("ko", column.ko);
            json.Field("is_line", column.is_line).Field("is_default", column.is_default);
            json.EndObject();
        }
        json.EndArray().EndObject();
    }
    json.EndArray().EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer StreamExport(const Call& call) {
    const auto name = ReadExportName(call.request.PathParam("file"));
    if (!name) {
        return base::Fail(name.error());
    }
    if (const auto may = call.CheckMay(ResourceOf(name->kind)); !may) {
        return base::Fail(may.error());
    }
    base::Result<ExportPlan> plan;
    call.context.database.Read([&](ports::Transaction& tx) {
        plan = ReadExport(call, tx, *name);
        if (const auto found = plan ? FindOrders(tx, *plan) : base::Result<>(); !found) {
            plan = base::Fail(found.error());
        }
    });
    if (!plan) {
        return base::Fail(plan.error());
    }
    http::Response response;
    response.source = std::make_shared<ExportSource>(call.context.database, std::move(*plan));
    SetFileHeaders(response, {FileNameOf(*name), std::string(ContentTypeOf(name->format)), true});
    return response;
}

}  // namespace orderyard::api::v1
