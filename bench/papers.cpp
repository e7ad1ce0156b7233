// Papers a second and pages a second of each kind and language, and rows a second of exports with
// the memory they take: what the room documents costs by itself, without a database.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <fstream>
#include <string>

#include "documents/export_columns.hpp"
#include "documents/paper_samples.hpp"
#include "documents/paper_stack.hpp"

namespace orderyard::bench {
namespace {

using documents::PaperStack;
using domain::PaperLanguage;

struct Options {
    int papers = 500;
    std::int64_t rows = 1'000'000;
};

class Watch {
  public:
    double Seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// The most that the process has held so far.
double PeakMegabytes() {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word == "VmHWM:") {
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes / 1'000;
        }
    }
    return 0;
}

template <class Add>
void MeasurePapers(const char* kind, PaperLanguage language, int count, Add add) {
    const Watch watch;
    PaperStack stack(kind, language);
    for (int i = 0; i < count; ++i) {
        add(stack);
    }
    const std::size_t bytes = stack.Finish().size();
    const double seconds = watch.Seconds();
    fmt::print("| {} | {} | {} | {:.2f} | {:.0f} | {:.0f} |\n", kind, ToString(language), count,
               seconds, count / seconds, static_cast<double>(bytes) / 1e3);
}

void MeasureLanguage(PaperLanguage language, int count) {
    const auto head = documents::testing::SampleLetterhead(language);
    const auto file = documents::testing::SampleFile(language, 2, "EUR");
    MeasurePapers("invoice", language, count,
                  [&](PaperStack& stack) { stack.AddInvoice(head, file, file.invoices.at(0)); });
    MeasurePapers("packing slip", language, count, [&](PaperStack& stack) {
        stack.AddPackingSlip(head, file.order, &file.shipments.at(0));
    });
    MeasurePapers("label", language, count, [&](PaperStack& stack) {
        stack.AddLabel(head, file.order, file.order.increment_id);
    });
}

void MeasureExport(const char* name, documents::TableFormat format, std::int64_t rows) {
    const auto file = documents::testing::SampleFile(PaperLanguage::kGerman, 2, "EUR");
    const auto kind = documents::ExportKind::kOrders;
    std::vector<std::string> codes;
    for (const auto& column : documents::ExportColumns(kind)) {
        if (column.is_default || column.code == "sku" || column.code == "name") {
            codes.emplace_back(column.code);
        }
    }
    const Watch watch;
    const auto writer = documents::MakeSheetWriter(format, {});
    documents::ExportTable table(documents::ChooseColumns(kind, codes).value(), *writer);
    writer->Heads(codes);
    std::size_t bytes = 0;
    while (table.row_count() < rows) {
        table.Add(file.order, "de");
        bytes += writer->Take().size();
    }
    writer->End();
    bytes += writer->Take().size();
    const double seconds = watch.Seconds();
    fmt::print("| {} | {} | {} | {:.1f} | {:.0f} | {:.0f} | {:.0f} |\n", name, table.row_count(),
               codes.size(), seconds, static_cast<double>(table.row_count()) / seconds,
               static_cast<double>(bytes) / 1e6, PeakMegabytes());
}

int Run(const Options& options) {
    fmt::print("| file | rows | columns | s | rows/s | MB | peak RSS MB |\n");
    MeasureExport("CSV", documents::TableFormat::kCsv, options.rows);
    MeasureExport("XLSX", documents::TableFormat::kXlsx, options.rows);
    fmt::print("\n| paper | language | papers | s | papers/s | KB |\n");
    for (const auto language : {PaperLanguage::kEnglish, PaperLanguage::kKorean,
                                PaperLanguage::kJapanese, PaperLanguage::kGerman}) {
        MeasureLanguage(language, options.papers);
    }
    fmt::print("peak RSS {:.0f} MB\n", PeakMegabytes());
    return 0;
}

}  // namespace
}  // namespace orderyard::bench

int main(int argc, char** argv) {
    orderyard::bench::Options options;
    CLI::App app("Papers and exports, without a database");
    app.add_option("--papers", options.papers, "of each kind and language, in one file")
        ->capture_default_str();
    app.add_option("--rows", options.rows, "of each export")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    return orderyard::bench::Run(options);
}
