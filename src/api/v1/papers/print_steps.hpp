// What a print is made of, an order's file at a time: so much is in memory and in a transaction.
#pragma once

#include <functional>
#include <vector>

#include "api/v1/papers/letterheads.hpp"
#include "api/v1/papers/paper_files.hpp"
#include "http/body_source.hpp"

namespace orderyard::api::v1 {

struct PrintStep {
    domain::OrderId order;
    std::int64_t document = 0;  // only this one of it; 0: all there are
};

using UsePaper = std::function<void(const documents::Letterhead& head,
                                    const domain::OrderFile& file, const PaperOf& paper)>;

// The papers of one step, oldest first. kNotFound.
base::Result<> ForEachPaper(ports::Transaction& tx, PaperKind kind, const PrintStep& step,
                            Letterheads& heads, const UsePaper& use);

// An archive of single papers, made while it is sent. `database` must outlive it. Every order of
// `steps` must be there; one that vanishes cuts the answer off.
class PaperZip final : public http::BodySource {
  public:
    PaperZip(const ports::Database& database, PaperKind kind, std::vector<PrintStep> steps,
             base::Instant now);
    ~PaperZip() override;

    // Whether there is anything to print; makes papers until it knows, for the next Read. Not in a
    // transaction.
    bool HasAny();
    std::string Read() override;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace orderyard::api::v1
