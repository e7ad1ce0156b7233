// What happens to our stock for one order line: reserved, let go, shipped, put back. Each step
// changes the line's `reserved` and `backordered` and appends the moves. Lines whose stock is not
// ours to manage move nothing. The line's other counters must be true already (Recount).
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "domain/channel/import_rules.hpp"
#include "domain/order/order.hpp"
#include "domain/stock/stock_move.hpp"

namespace orderyard::domain {

// Units still free while several lines draw on the same product.
class FreeStock {
  public:
    explicit FreeStock(const std::vector<CatalogLine>& catalog);
    std::int64_t Of(ProductId id) const;
    void Take(ProductId id, std::int64_t units);

  private:
    std::map<ProductId, std::int64_t> free_;
};

// Reserves what is open and free; the rest is backordered.
void ReserveOpen(OrderItem& item, FreeStock& free, std::vector<StockMove>& moves);
// Lets go what is reserved beyond the open pieces.
void ReleaseSurplus(OrderItem& item, std::vector<StockMove>& moves);
// The reserved ones of `pieces` leave the shelf; backordered ones were never on it.
void ShipFromShelf(OrderItem& item, std::int64_t pieces, std::vector<StockMove>& moves);
// Pieces that had left are on the shelf again, free for any order.
void ReturnToShelf(const OrderItem& item, std::int64_t pieces, std::vector<StockMove>& moves);
// Pieces that had left are on the shelf again and held for this line, as before shipping.
void ReturnToReserve(OrderItem& item, std::int64_t pieces, std::vector<StockMove>& moves);

}  // namespace orderyard::domain
