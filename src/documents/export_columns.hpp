// The columns that exports can have, and what stands in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "documents/sheet_writer.hpp"
#include "domain/order/order_file.hpp"
#include "domain/papers/document_settings.hpp"

namespace orderyard::documents {

enum class ExportKind { kOrders, kInvoices, kShipments, kCreditMemos };
std::string_view ToString(ExportKind kind);  // "orders", "invoices", "shipments", "credit-memos"
std::optional<ExportKind> ExportKindFrom(std::string_view text);

// What a row is about. The line's parts are set when columns of lines are wanted.
struct ExportRow {
    const domain::Order& order;
    std::string_view store;  // code of the connected store, or empty
    const domain::OrderItem* item = nullptr;
    const domain::Invoice* invoice = nullptr;
    const domain::InvoiceLine* invoice_line = nullptr;
    const domain::Shipment* shipment = nullptr;
    const domain::Package* package = nullptr;
    const domain::PackageLine* package_line = nullptr;
    const domain::CreditMemo* memo = nullptr;
    const domain::CreditMemoLine* memo_line = nullptr;
};

struct ExportColumn {
    std::string_view code;  // "grand_total"
    std::string_view en, ko;
    bool is_line = false;  // a row for each line instead of each document
    bool is_default = false;
    TableCell (*make)(const ExportRow& row) = nullptr;
    bool is_personal = false;  // a person's name, address, telephone
};

// All of a kind, in their usual order.
const std::vector<ExportColumn>& ExportColumns(ExportKind kind);

// The columns with these codes in this order; the default ones for none. kInvalidInput names one
// that there is not.
base::Result<std::vector<ExportColumn>> ChooseColumns(ExportKind kind,
                                                      const std::vector<std::string>& codes);
// In Korean where the language is, else in English.
std::vector<std::string> HeadsOf(const std::vector<ExportColumn>& columns,
                                 domain::PaperLanguage language);

// Writes the rows of one order or document: one, or one for each line if a column is of lines.
class ExportTable {
  public:
    ExportTable(std::vector<ExportColumn> columns, SheetWriter& writer);

    void Add(const domain::Order& order, std::string_view store);
    void Add(const domain::Order& order, std::string_view store, const domain::Invoice& invoice);
    void Add(const domain::Order& order, std::string_view store, const domain::Shipment& shipment);
    void Add(const domain::Order& order, std::string_view store, const domain::CreditMemo& memo);

    std::int64_t row_count() const { return row_count_; }

  private:
    void Write(const ExportRow& row);

    std::vector<ExportColumn> columns_;
    SheetWriter& writer_;
    bool has_lines_ = false;
    std::int64_t row_count_ = 0;
    std::vector<TableCell> cells_;
};

}  // namespace orderyard::documents
