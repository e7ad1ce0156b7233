// Each step of a line's stock: the line's counters and the moves agree.
#include "domain/stock/line_stock.hpp"

#include <gtest/gtest.h>

namespace orderyard::domain {
namespace {

OrderItem Line(std::int64_t ordered) {
    OrderItem item;
    item.product_id = ProductId(3);
    item.channel_item_number = "L1";
    item.is_stock_managed = true;
    item.units_per_piece = 2;
    item.ordered = ordered;
    return item;
}

FreeStock Free(std::int64_t units) {
    Product product;
    product.id = ProductId(3);
    product.on_hand = units;
    return FreeStock({{product, 2}});
}

StockMove Move(StockReason reason, std::int64_t on_hand, std::int64_t reserved) {
    StockMove move;
    move.product_id = ProductId(3);
    move.reason = reason;
    move.on_hand = on_hand;
    move.reserved = reserved;
    move.order_item_key = "L1";
    return move;
}

using Moves = std::vector<StockMove>;

TEST(LineStock, ReserveShipReleaseReturn) {
    OrderItem item = Line(5);
    Moves moves;
    FreeStock free = Free(7);  // three pieces of two units, and one unit too few
    ReserveOpen(item, free, moves);
    EXPECT_EQ(item.reserved, 3);
    EXPECT_EQ(item.backordered, 2);
    EXPECT_EQ(free.Of(item.product_id), 1);
    ReserveOpen(item, free, moves);  // again: nothing more
    EXPECT_EQ(moves, (Moves{Move(StockReason::kReserve, 0, 6)}));

    moves.clear();
    item.shipped = 2;
    ShipFromShelf(item, 2, moves);
    EXPECT_EQ(item.reserved, 1);
    EXPECT_EQ(item.backordered, 2);
    EXPECT_EQ(moves, (Moves{Move(StockReason::kShip, -4, -4)}));

    moves.clear();
    item.canceled = 3;
    ReleaseSurplus(item, moves);
    EXPECT_EQ(item.reserved, 0);
    EXPECT_EQ(item.backordered, 0);
    EXPECT_EQ(moves, (Moves{Move(StockReason::kRelease, 0, -2)}));
    ReleaseSurplus(item, moves);
    EXPECT_EQ(moves.size(), 1u) << "done twice moves nothing";

    moves.clear();
    ReturnToShelf(item, 1, moves);
    EXPECT_EQ(moves, (Moves{Move(StockReason::kReturn, 2, 0)}));
    EXPECT_EQ(item.reserved, 0);

    moves.clear();
    item.shipped = 1;
    ReturnToReserve(item, 1, moves);
    EXPECT_EQ(moves, (Moves{Move(StockReason::kReturn, 2, 2)}));
    EXPECT_EQ(item.reserved, 1);
    EXPECT_EQ(item.backordered, 0);
}

TEST(LineStock, BackorderedPiecesWereNeverOnTheShelf) {
    OrderItem item = Line(3);
    item.reserved = 1;
    item.shipped = 3;
    Moves moves;
    ShipFromShelf(item, 3, moves);
    EXPECT_EQ(moves, (Moves{Move(StockReason::kShip, -2, -2)}));
    EXPECT_EQ(item.backordered, 0);
}

TEST(LineStock, StockThatIsNotOursDoesNotMove) {
    OrderItem item = Line(3);
    item.is_stock_managed = false;
    Moves moves;
    FreeStock free = Free(100);
    ReserveOpen(item, free, moves);
    ShipFromShelf(item, 1, moves);
    ReleaseSurplus(item, moves);
    ReturnToShelf(item, 1, moves);
    ReturnToReserve(item, 1, moves);
    EXPECT_TRUE(moves.empty());
    EXPECT_EQ(item.reserved + item.backordered, 0);
}

}  // namespace
}  // namespace orderyard::domain
