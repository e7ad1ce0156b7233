// Every line is read and checked before the first row is written; the writing is one transaction.
#include "actions/import_products.hpp"

#include <algorithm>
#include <map>

#include "base/csv.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/catalog/product_line.hpp"
#include "ports/product_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

using domain::ProductCells;
using domain::ProductLine;

// Column name in the file -> cell of the line.
const std::map<std::string, std::string ProductCells::*>& Columns() {
    static const std::map<std::string, std::string ProductCells::*> kColumns{
        {"sku", &ProductCells::sku},
        {"name", &ProductCells::name},
        {"price", &ProductCells::price},
        {"currency", &ProductCells::currency},
        {"status", &ProductCells::status},
        {"manage_stock", &ProductCells::manage_stock},
        {"quantity", &ProductCells::quantity},
        {"amazon_sku", &ProductCells::channel_sku},
        {"asin", &ProductCells::channel_product_number},
        {"store", &ProductCells::store},
        {"units", &ProductCells::units},
        {"bin", &ProductCells::bin},
    };
    return kColumns;
}

using NumberedLine = NumberedProductLine;

// Collects what is wrong, line by line, up to the number that helps.
class Refusals {
  public:
    void Add(std::size_t line, const base::Error& error) {
        if (first_.message.empty()) {
            first_ = base::InvalidInput(error.field,
                                        "Line " + std::to_string(line) + ": " + error.Text());
        }
        if (first_.params.size() < base::limits::kCsvErrorsShownMax) {
            const std::string column = error.field.empty() ? "" : error.field + ": ";
            first_.params.emplace_back("line " + std::to_string(line), column + error.Text());
        }
    }
    bool Any() const { return !first_.message.empty(); }
    const base::Error& Get() const { return first_; }

  private:
    base::Error first_;
};

base::Result<std::vector<std::string ProductCells::*>> ReadHeader(base::CsvReader& reader) {
    base::CsvRecord record;
    const auto found = reader.Read(record);
    if (!found) {
        return base::Fail(found.error());
    }
    std::vector<std::string ProductCells::*> columns;
    for (const auto& field : record.fields) {
        const auto column = Columns().find(base::AsciiLower(base::Trim(field)));
        if (column == Columns().end()) {
            return base::Fail(base::InvalidInput(field, "Line 1: unknown column '" + field + "'."));
        }
        columns.push_back(column->second);
    }
    if (std::find(columns.begin(), columns.end(), &ProductCells::sku) == columns.end()) {
        return base::Fail(base::InvalidInput("sku", "Line 1: the column sku is missing."));
    }
    return columns;
}

// Writes inside one transaction; a refusal found here undoes all of it by RefusedFile.
struct RefusedFile {
    base::Error error;
};

class Writer {
  public:
    Writer(ports::Transaction& tx, base::Instant now) : tx_(tx), now_(now) {}

    void Write(const NumberedLine& numbered) {
        const ProductLine& line = numbered.product;
        auto product = tx_.products().FindBySku(line.sku);
        const bool is_new = !product;
        if (is_new) {
            product = domain::Product{};
            product->sku = line.sku;
            product->name = line.sku;
        }
        bool is_changed = domain::ApplyProductLine(line, *product);
        if (is_new) {
            tx_.products().Insert(*product);
        } else if (is_changed) {
            tx_.products().Save(*product);
        }
        is_changed = SetQuantity(numbered, *product) || is_changed;
        is_changed = SetListing(numbered, product->id) || is_changed;
        ++(is_new ? report_.created : is_changed ? report_.changed : report_.unchanged);
        if (is_new || is_changed) {
            report_.touched_skus.push_back(line.sku);
        }
    }
    const ProductImportReport& report() const { return report_; }

  private:
    bool SetQuantity(const NumberedLine& numbered, const domain::Product& product) {
        const auto& quantity = numbered.product.quantity;
        if (!quantity || *quantity == product.on_hand) {
            return false;
        }
        if (*quantity < product.reserved) {
            Refuse(numbered, "quantity",
                   std::to_string(product.reserved) +
                       " pieces are reserved for orders; the quantity cannot be lower.");
        }
        domain::StockMove move;
        move.product_id = product.id;
        move.on_hand = *quantity - product.on_hand;
        move.reason = domain::StockReason::kImport;
        tx_.products().Apply(move, now_);
        return true;
    }

    bool SetListing(const NumberedLine& numbered, domain::ProductId product) {
        const ProductLine& line = numbered.product;
        if (line.channel_sku.empty()) {
            return false;
        }
        const auto store = tx_.stores().FindByCode(line.store_code);
        if (!store) {
            Refuse(numbered, "store", "There is no store with the code '" + line.store_code + "'.");
        }
        const domain::Listing listing{store->id, line.channel_sku, line.channel_product_number,
                                      product, line.units};
        const auto known = tx_.products().FindListing(store->id, line.channel_sku, "");
        if (known && known->product_id == product && known->units == line.units &&
            known->channel_product_number == line.channel_product_number) {
            return false;
        }
        tx_.products().PutListing(listing);
        report_.touched_skus.push_back(line.channel_sku);
        return true;
    }

    [[noreturn]] static void Refuse(const NumberedLine& numbered, const char* column,
                                    std::string text) {
        Refusals refusals;
        refusals.Add(numbered.line, base::InvalidInput(column, std::move(text)));
        throw RefusedFile{refusals.Get()};
    }

    ports::Transaction& tx_;
    base::Instant now_;
    ProductImportReport report_;
};

}  // namespace

base::Result<std::vector<NumberedProductLine>> ReadProductFile(std::string_view csv) {
    if (csv.size() > base::limits::kCsvFileBytesMax) {
        return base::Fail(base::InvalidInput("file", "The file is larger than 32 MiB."));
    }
    base::CsvReader reader(csv);
    const auto columns = ReadHeader(reader);
    if (!columns) {
        return base::Fail(columns.error());
    }
    std::vector<NumberedLine> lines;
    std::map<std::string, std::size_t> first_line_of;
    Refusals refusals;
    base::CsvRecord record;
    for (;;) {
        const auto found = reader.Read(record);
        if (!found) {
            refusals.Add(record.line, found.error());
            continue;
        }
        if (!*found) {
            break;
        }
        if (record.fields.size() != columns->size()) {
            refusals.Add(
                record.line,
                base::InvalidInput("", "The line has " + std::to_string(record.fields.size()) +
                                           " cells, the header " + std::to_string(columns->size()) +
                                           "."));
            continue;
        }
        ProductCells cells;
        for (std::size_t i = 0; i < columns->size(); ++i) {
            // What spreadsheets are kept from taking for a formula comes back as it was.
            cells.*((*columns)[i]) = base::UnguardedCell(record.fields[i]);
        }
        auto line = domain::ReadProductLine(cells);
        if (!line) {
            refusals.Add(record.line, line.error());
            continue;
        }
        const std::string key = line->sku + '\n' + line->store_code + '\n' + line->channel_sku;
        if (const auto [at, is_new] = first_line_of.emplace(key, record.line); !is_new) {
            refusals.Add(record.line,
                         base::InvalidInput("sku", "The same product stands in line " +
                                                       std::to_string(at->second) + "."));
            continue;
        }
        lines.push_back({record.line, std::move(*line)});
    }
    if (refusals.Any()) {
        return base::Fail(refusals.Get());
    }
    return lines;
}

base::Result<ProductImportReport> WriteProducts(ports::Transaction& tx,
                                                const std::vector<NumberedProductLine>& lines,
                                                base::Instant now) {
    ProductImportReport report;
    try {
        tx.Part([&] {
            Writer writer(tx, now);
            for (const auto& line : lines) {
                writer.Write(line);
            }
            report = writer.report();
        });
    } catch (const RefusedFile& refused) {
        return base::Fail(refused.error);
    }
    return report;
}

base::Result<ProductImportReport> ImportProducts(ports::Database& database,
                                                 const ports::Clock& clock, std::string_view csv) {
    const auto lines = ReadProductFile(csv);
    if (!lines) {
        return base::Fail(lines.error());
    }
    base::Result<ProductImportReport> report;
    database.Write(
        [&](ports::Transaction& tx) { report = WriteProducts(tx, *lines, clock.Now()); });
    return report;
}

}  // namespace orderyard::actions
