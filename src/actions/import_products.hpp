// Takes a product file in: all of it or nothing, and a repeat changes nothing.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

struct ProductImportReport {
    int created = 0;
    int changed = 0;
    int unchanged = 0;
};

struct ProductImportErrors {
    std::vector<std::string> lines;  // "line 7, price: ..." in file order
};

// CSV with a header line: sku,name,price,currency,status,manage_stock,quantity[,amazon_sku,asin,store]. The
// first refused line's error is the Error; all of them are in params ("line" -> text).
base::Result<ProductImportReport> ImportProducts(ports::Database& database, const ports::Clock& clock,
                                                 std::string_view csv);

}  // namespace orderyard::actions
