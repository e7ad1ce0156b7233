// Each step reads in a transaction of its own and draws outside of it, so that a slow client holds
// no snapshot.
#include "api/v1/papers/print_steps.hpp"

#include <set>

#include "api/v1/orders/read_order.hpp"
#include "documents/zip_stream.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr std::size_t kPieceBytes = 48 * 1024;

}  // namespace

base::Result<> ForEachPaper(ports::Transaction& tx, PaperKind kind, const PrintStep& step,
                            Letterheads& heads, const UsePaper& use) {
    const auto file = ReadOrderFile(tx, step.order);
    if (!file) {
        return base::Fail(file.error());
    }
    for (const PaperOf& paper : PapersOf(*file, kind)) {
        if (step.document == 0 || paper.document == step.document) {
            use(heads.Of(tx, file->order.store_view_id), *file, paper);
        }
    }
    return {};
}

struct PaperZip::Impl {
    const ports::Database& database;
    PaperKind kind;
    std::vector<PrintStep> steps;
    documents::ZipStream zip;
    Letterheads heads = {};
    std::set<std::string> names = {};
    std::size_t next = 0;
    bool is_finished = false;

    void AddPaperFile(const documents::Letterhead& head, const domain::OrderFile& file,
                      const PaperOf& paper) {
        std::string stem = FileStem(paper.kind, paper.number);
        // Two store views may use the same numbers.
        if (!names.insert(stem).second) {
            stem += "-" + std::to_string(file.order.id.value);
            names.insert(stem);
        }
        documents::PaperStack stack(stem, head.settings.language);
        AddPaper(stack, head, file, paper);
        zip.Begin(stem + ".pdf", documents::ZipStream::Packing::kStored);
        zip.Write(stack.Finish());
        zip.End();
    }

    void Step() {
        const PrintStep& step = steps[next];
        struct Drawn {
            const documents::Letterhead* head;
            PaperOf paper;
        };
        std::vector<Drawn> drawn;
        domain::OrderFile file;
        database.Read([&](ports::Transaction& tx) {
            drawn.clear();
            const auto found = ForEachPaper(tx, kind, step, heads,
                                            [&](const documents::Letterhead& head,
                                                const domain::OrderFile& read, const PaperOf& of) {
                                                file = read;
                                                drawn.push_back({&head, of});
                                            });
            if (!found) {
                throw std::runtime_error("an order of a print is gone: " + found.error().Text());
            }
        });
        for (const Drawn& each : drawn) {
            AddPaperFile(*each.head, file, each.paper);
        }
        next += 1;
    }
};

PaperZip::PaperZip(const ports::Database& database, PaperKind kind, std::vector<PrintStep> steps,
                   base::Instant now)
    : impl_(new Impl{database, kind, std::move(steps), documents::ZipStream(now)}) {}

PaperZip::~PaperZip() = default;

bool PaperZip::HasAny() {
    while (impl_->names.empty() && impl_->next < impl_->steps.size()) {
        impl_->Step();
    }
    return !impl_->names.empty();
}

std::string PaperZip::Read() {
    while (!impl_->is_finished && impl_->zip.size() < kPieceBytes) {
        if (impl_->next < impl_->steps.size()) {
            impl_->Step();
        } else {
            impl_->zip.Finish();
            impl_->is_finished = true;
        }
    }
    return impl_->zip.Take();
}

}  // namespace orderyard::api::v1
