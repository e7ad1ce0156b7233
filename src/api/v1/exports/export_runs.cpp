// /api/v1/export-runs: what was made of saved exports, and the files. A file with personal data is
// for those who may see it, and who fetches one is on record.
#include "api/audit.hpp"
#include "api/v1/change.hpp"
#include "api/v1/exports/endpoints.hpp"
#include "api/v1/exports/export_shape.hpp"
#include "api/v1/exports/read_saved.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/paging.hpp"
#include "api/v1/papers/paper_files.hpp"
#include "api/view_trail.hpp"
#include "http/body_source.hpp"
#include "ports/export_store.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::ExportRun;

constexpr std::size_t kPieceBytes = 64 * 1024;

class FileSource final : public http::BodySource {
  public:
    explicit FileSource(std::unique_ptr<ports::ExportReader> file) : file_(std::move(file)) {}
    std::string Read() override { return file_->Read(kPieceBytes); }

  private:
    std::unique_ptr<ports::ExportReader> file_;
};

domain::ExportRunId RunOf(const Call& call) {
    return domain::ExportRunId(IdOf(call.request, "run"));
}

base::Error NoSuchRun() {
    return base::NotFound("There is no such run.");
}

base::Result<> MayFetch(const Call& call, const ExportRun& run) {
    const auto kind = documents::ExportKindFrom(run.kind);
    if (!kind) {
        return base::Fail(NoSuchRun());
    }
    const auto may = call.CheckMay(ResourceOf(*kind));
    return may && run.has_personal_data ? call.CheckMay(kPersonalDataRight) : may;
}

}  // namespace

Answer ListExportRuns(const Call& call) {
    const QueryReader query(call.request);
    const auto allowed = query.Allow({"export", "state", "page", "page_size"});
    const auto page = allowed ? ReadPage(query) : base::Fail(allowed.error());
    const auto of = page ? query.Int("export", 0, 1, INT64_MAX) : base::Fail(page.error());
    const auto word = of ? query.Text("state") : base::Fail(of.error());
    if (!word) {
        return base::Fail(word.error());
    }
    ports::ExportRunQuery wanted;
    wanted.page = page->page;
    wanted.page_size = page->page_size;
    wanted.state = domain::ExportRunStateFrom(*word);
    if (!word->empty() && !wanted.state) {
        return base::Fail(base::InvalidInput("state", "One of waiting, running, done, failed."));
    }
    if (*of > 0) {
        wanted.export_id = domain::ExportId(*of);
    }
    ports::ExportRunPage found;
    call.context.database.Read([&](ports::Transaction& tx) { found = tx.exports().Runs(wanted); });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const ExportRun& run : found.runs) {
        WriteExportRun(json, run);
    }
    json.EndArray();
    WritePage(json, *page, found.total_count);
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer RetryExportRun(const Call& call) {
    Answer answer = Change(call, [&](ports::Transaction& tx) -> Answer {
        auto run = tx.exports().FindRun(RunOf(call));
        if (!run) {
            return base::Fail(NoSuchRun());
        }
        if (run->state != domain::ExportRunState::kFailed) {
            return base::Fail(base::NotAllowed("Only a run that failed is tried again."));
        }
        run->state = domain::ExportRunState::kWaiting;
        run->not_before = call.context.clock.Now();
        tx.exports().SaveRun(*run, domain::ExportRunState::kFailed, run->attempts);
        JsonWriter json(JsonWriter::Style::kPlain);
        WriteExportRun(json, *run);
        return http::JsonResponse(200, json.Take());
    });
    if (answer && call.context.export_asked) {
        call.context.export_asked();
    }
    return answer;
}

Answer ShowExportFile(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::optional<ExportRun> run;
    call.context.database.Read(
        [&](ports::Transaction& tx) { run = tx.exports().FindRun(RunOf(call)); });
    const auto may = run ? MayFetch(call, *run) : base::Fail(NoSuchRun());
    if (!may) {
        return base::Fail(may.error());
    }
    if (call.context.export_files == nullptr) {
        return base::Fail(base::Unavailable("This server has no files of exports."));
    }
    if (run->file_name.empty()) {
        return base::Fail(base::NotFound("There is no file of this run, or its time is over."));
    }
    auto file = call.context.export_files->Open(run->file_name);
    if (!file) {
        base::Error error = base::NotFound(
            "The file lies on the machine that made it (%machine), or was removed by hand.");
        error.params = {{"machine", run->made_on}};
        return base::Fail(std::move(error));
    }
    AuditDetail detail;
    detail.subject = "export-run " + std::to_string(run->id.value);
    detail.after = std::to_string(run->row_count) + " rows" +
                   (run->has_personal_data ? ", with personal data" : "");
    call.context.database.Write([&](ports::Transaction& tx) {
        AuditCall(tx, call.context, call.caller, call.request, call.pattern, detail);
    });
    const auto format =
        run->format == "csv" ? documents::TableFormat::kCsv : documents::TableFormat::kXlsx;
    http::Response response;
    response.source = std::make_shared<FileSource>(std::move(file));
    const std::string name = run->kind + "-" + std::to_string(run->id.value) + "." + run->format;
    SetFileHeaders(response, {name, std::string(ContentTypeOf(format)), true});
    return response;
}

}  // namespace orderyard::api::v1
