// One line of a product file, checked.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "domain/catalog/product.hpp"

namespace orderyard::domain {

// The cells as text; empty: not given.
struct ProductCells {
    std::string sku, name, price, currency, status, manage_stock, quantity, bin;
    std::string channel_sku, channel_product_number, store, units;
};

struct ProductLine {
    std::string sku;
    std::optional<std::string> name;
    std::optional<std::string> bin;
    std::optional<base::Money> price;
    std::optional<bool> is_enabled;
    std::optional<bool> is_stock_managed;
    std::optional<std::int64_t> quantity;
    std::string channel_sku;  // empty: no listing
    std::string channel_product_number;
    std::string store_code;
    std::int64_t units = 1;
};

// Refusals in the order of the columns; each names its column.
base::Result<ProductLine> ReadProductLine(const ProductCells& cells);

// Takes over what the line gives; true when the product changed (its stock is not touched).
bool ApplyProductLine(const ProductLine& line, Product& product);

}  // namespace orderyard::domain
