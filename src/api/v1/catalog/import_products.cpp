// POST /api/v1/product-imports with a CSV file as its body: all of it or nothing; every line that
// is wrong is told with its number. With ?dry_run=1 nothing is kept: the preview.
#include "actions/import_products.hpp"

#include <exception>

#include "api/json_writer.hpp"
#include "api/v1/catalog/endpoints.hpp"
#include "api/v1/catalog/release_orders.hpp"
#include "api/v1/change.hpp"
#include "api/v1/query_reader.hpp"
#include "base/text.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr const char* kCsvType = "text/csv";

// Thrown to undo what a preview wrote.
struct PreviewDone : std::exception {};

http::Response ReportAnswer(const actions::ProductImportReport& report, bool is_dry_run) {
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("is_dry_run", is_dry_run).Field("created", report.created);
    json.Field("changed", report.changed).Field("unchanged", report.unchanged).EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace

Answer ImportProducts(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"dry_run"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto dry_run = query.Int("dry_run", 0, 0, 1);
    if (!dry_run) {
        return base::Fail(dry_run.error());
    }
    const std::string* type = call.request.FindHeader("content-type");
    if (type == nullptr || !base::AsciiLower(*type).starts_with(kCsvType)) {
        base::Error error = base::InvalidInput("", "Send the file as text/csv.");
        error.code = base::ErrorCode::kUnsupported;
        return base::Fail(std::move(error));
    }
    const auto lines = actions::ReadProductFile(call.request.body);
    if (!lines) {
        return base::Fail(lines.error());
    }
    base::Result<actions::ProductImportReport> report;
    const base::Instant now = call.context.clock.Now();
    if (*dry_run == 1) {
        try {
            call.context.database.Write([&](ports::Transaction& tx) {
                report = actions::WriteProducts(tx, *lines, now);
                throw PreviewDone{};
            });
        } catch (const PreviewDone&) {
        }
        return report ? Answer(ReportAnswer(*report, true)) : base::Fail(report.error());
    }
    Answer answer = Change(call, [&](ports::Transaction& tx) -> Answer {
        report = actions::WriteProducts(tx, *lines, now);
        if (!report) {
            return base::Fail(report.error());
        }
        call.Note({"", "",
                   std::to_string(report->created) + " products made, " +
                       std::to_string(report->changed) + " changed"});
        return ReportAnswer(*report, false);
    });
    if (answer && report) {
        ReleaseOrders(call.context, report->touched_skus);
    }
    return answer;
}

}  // namespace orderyard::api::v1
