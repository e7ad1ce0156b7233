// Takes a product file in: all of it or nothing, and a repeat changes nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/catalog/product_line.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

struct ProductImportReport {
    int created = 0;
    int changed = 0;
    int unchanged = 0;
    std::vector<std::string>
        touched_skus;  // channel SKUs whose waiting orders should be decided again
};

struct NumberedProductLine {
    std::size_t line = 0;  // of the file
    domain::ProductLine product;
};

// CSV with a header line naming the columns, in any order: sku, name; optional: price, currency,
// status (enabled/disabled), manage_stock (yes/no), quantity, amazon_sku, asin, store (code; needed
// with amazon_sku), units, bin. Empty optional cells leave a known product as it is. On refusal the
// Error names the first line and column; params hold a ("line N", text) pair for each refused line,
// up to limits::kCsvErrorsShownMax.
base::Result<std::vector<NumberedProductLine>> ReadProductFile(std::string_view csv);
// Writes what was read: all of it or nothing, in the caller's transaction. Refused alike.
base::Result<ProductImportReport> WriteProducts(ports::Transaction& tx,
                                                const std::vector<NumberedProductLine>& lines,
                                                base::Instant now);
// Both, in a transaction of its own.
base::Result<ProductImportReport> ImportProducts(ports::Database& database,
                                                 const ports::Clock& clock, std::string_view csv);

}  // namespace orderyard::actions
