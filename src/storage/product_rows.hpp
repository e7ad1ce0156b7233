// Products read from their table.
#pragma once

#include <string_view>

#include "domain/catalog/product.hpp"
#include "domain/stock/stock_move.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

// The columns that ReadProduct wants, in their order.
inline constexpr std::string_view kProductColumns =
    "id, sku, name, price, price_currency, is_enabled, is_stock_managed, on_hand, reserved, "
    "version, bin";

domain::Product ReadProduct(const sql::Rows& row);

// A word of stock_movement.reason; throws for one that is none.
domain::StockReason StockReasonFrom(std::string_view word);

}  // namespace orderyard::storage
