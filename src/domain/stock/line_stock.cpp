// A move is written for a difference only, so that a step done twice moves nothing the second time.
#include "domain/stock/line_stock.hpp"

#include <algorithm>

namespace orderyard::domain {
namespace {

StockMove MoveFor(const OrderItem& item, StockReason reason) {
    StockMove move;
    move.product_id = item.product_id;
    move.reason = reason;
    move.order_item_key = item.channel_item_number;
    return move;
}

bool HasShelf(const OrderItem& item) {
    return item.is_stock_managed && item.product_id.IsSet();
}

void CountBackordered(OrderItem& item) {
    item.backordered =
        item.is_stock_managed ? std::max<std::int64_t>(item.ToShip() - item.reserved, 0) : 0;
}

}  // namespace

FreeStock::FreeStock(const std::vector<CatalogLine>& catalog) {
    for (const auto& line : catalog) {
        if (line.product) {
            free_[line.product->id] = std::max<std::int64_t>(line.product->Free(), 0);
        }
    }
}

std::int64_t FreeStock::Of(ProductId id) const {
    const auto found = free_.find(id);
    return found == free_.end() ? 0 : found->second;
}

void FreeStock::Take(ProductId id, std::int64_t units) {
    free_[id] -= units;
}

void ReserveOpen(OrderItem& item, FreeStock& free, std::vector<StockMove>& moves) {
    if (!item.is_stock_managed) {
        item.backordered = 0;
        return;
    }
    const std::int64_t open = item.ToShip() - item.reserved;
    const std::int64_t pieces = std::min(open, free.Of(item.product_id) / item.units_per_piece);
    if (pieces > 0) {
        StockMove move = MoveFor(item, StockReason::kReserve);
        move.reserved = pieces * item.units_per_piece;
        free.Take(item.product_id, move.reserved);
        item.reserved += pieces;
        moves.push_back(move);
    }
    CountBackordered(item);
}

void ReleaseSurplus(OrderItem& item, std::vector<StockMove>& moves) {
    const std::int64_t surplus = item.reserved - item.ToShip();
    if (surplus > 0) {
        StockMove move = MoveFor(item, StockReason::kRelease);
        move.reserved = -surplus * item.units_per_piece;
        item.reserved -= surplus;
        moves.push_back(move);
    }
    CountBackordered(item);
}

void ShipFromShelf(OrderItem& item, std::int64_t pieces, std::vector<StockMove>& moves) {
    const std::int64_t from_reserve = std::min(pieces, item.reserved);
    if (from_reserve > 0) {
        StockMove move = MoveFor(item, StockReason::kShip);
        move.on_hand = -from_reserve * item.units_per_piece;
        move.reserved = move.on_hand;
        item.reserved -= from_reserve;
        moves.push_back(move);
    }
    CountBackordered(item);
}

void ReturnToShelf(const OrderItem& item, std::int64_t pieces, std::vector<StockMove>& moves) {
    if (pieces <= 0 || !HasShelf(item)) {
        return;
    }
    StockMove move = MoveFor(item, StockReason::kReturn);
    move.on_hand = pieces * item.units_per_piece;
    moves.push_back(move);
}

void ReturnToReserve(OrderItem& item, std::int64_t pieces, std::vector<StockMove>& moves) {
    if (pieces > 0 && HasShelf(item)) {
        StockMove move = MoveFor(item, StockReason::kReturn);
        move.on_hand = pieces * item.units_per_piece;
        move.reserved = move.on_hand;
        item.reserved += pieces;
        moves.push_back(move);
    }
    CountBackordered(item);
}

}  // namespace orderyard::domain
