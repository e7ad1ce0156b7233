// The body of an export: rows made while they are sent, from a frozen choice of orders or from
// documents by their ids.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "documents/export_columns.hpp"
#include "domain/exports/saved_export.hpp"
#include "http/body_source.hpp"
#include "ports/database.hpp"
#include "ports/order_desk.hpp"

namespace orderyard::api::v1 {

struct ExportPlan {
    documents::ExportKind kind = documents::ExportKind::kOrders;
    documents::TableFormat format = documents::TableFormat::kCsv;
    documents::TableStyle style;
    std::vector<documents::ExportColumn> columns;
    std::vector<std::string> heads;
    // Of kOrders: what is asked, and what FindOrders found, in its order.
    ports::DeskQuery wanted;
    std::vector<domain::OrderId> orders;
    // Of documents: made in [from, to).
    std::optional<base::Instant> from, to;
    // Of either: changed in this span.
    std::optional<domain::ChangeSpan> covers;
};

// Fills `orders`; nothing to do for documents. kTooLarge names the parameter, kForbidden a keyword
// that takes a right.
base::Result<> FindOrders(ports::Transaction& tx, ExportPlan& plan);

class ExportSource final : public http::BodySource {
  public:
    // `database` must outlive it.
    ExportSource(const ports::Database& database, ExportPlan plan);
    ~ExportSource() override;

    std::string Read() override;
    std::int64_t row_count() const { return table_.row_count(); }

  private:
    // False: that was the last.
    bool AddBatch(ports::Transaction& tx);
    bool AddOrders(ports::Transaction& tx);
    template <class Search>
    bool AddDocuments(ports::Transaction& tx, Search search);
    std::string_view StoreOf(ports::Transaction& tx, const domain::Order& order);

    const ports::Database& database_;
    ExportPlan plan_;
    std::unique_ptr<documents::SheetWriter> writer_;
    documents::ExportTable table_;
    std::vector<std::pair<domain::StoreId, std::string>> stores_;
    std::size_t next_order_ = 0;
    std::int64_t last_id_ = 0, id_max_ = -1;
    bool is_done_ = false;
};

}  // namespace orderyard::api::v1
