// One line a refusal, each naming its column; then the happy lines.
#include "domain/catalog/product_line.hpp"

#include <gtest/gtest.h>

namespace orderyard::domain {
namespace {

ProductCells Cells() {
    ProductCells cells;
    cells.sku = "A-1";
    return cells;
}

TEST(ReadProductLine, RefusalsNameTheColumn) {
    const auto field = [](auto change) {
        ProductCells cells = Cells();
        change(cells);
        const auto line = ReadProductLine(cells);
        return line ? std::string("accepted") : line.error().field;
    };
    EXPECT_EQ(field([](auto& c) { c.sku = ""; }), "sku");
    EXPECT_EQ(field([](auto& c) { c.price = "1.00"; }), "currency");
    EXPECT_EQ(field([](auto& c) { c.price = "1.001", c.currency = "EUR"; }), "price");
    EXPECT_EQ(field([](auto& c) { c.price = "-1", c.currency = "EUR"; }), "price");
    EXPECT_EQ(field([](auto& c) { c.status = "maybe"; }), "status");
    EXPECT_EQ(field([](auto& c) { c.manage_stock = "2"; }), "manage_stock");
    EXPECT_EQ(field([](auto& c) { c.quantity = "1.5"; }), "quantity");
    EXPECT_EQ(field([](auto& c) { c.quantity = "-1"; }), "quantity");
    EXPECT_EQ(field([](auto& c) { c.units = "0"; }), "units");
    EXPECT_EQ(field([](auto& c) { c.channel_sku = "X"; }), "store");
    const std::string long_cell(1'025, 'x');
    EXPECT_EQ(field([&](auto& c) { c.name = long_cell; }), "name");
    EXPECT_EQ(field([&](auto& c) { c.status = long_cell; }), "status");
    EXPECT_EQ(field([&](auto& c) { c.channel_sku = long_cell; }), "channel_sku");
    EXPECT_EQ(field([&](auto& c) { c.name = std::string(1'024, 'x'); }), "accepted");
    EXPECT_EQ(field([](auto&) {}), "accepted");
}

TEST(ApplyProductLine, EmptyCellsLeaveTheProductAndARepeatChangesNothing) {
    Product product;
    product.name = "Old";
    auto cells = Cells();
    EXPECT_FALSE(ApplyProductLine(*ReadProductLine(cells), product));
    cells.name = "New";
    cells.price = "9.90";
    cells.currency = "EUR";
    cells.status = "disabled";
    const auto line = *ReadProductLine(cells);
    EXPECT_TRUE(ApplyProductLine(line, product));
    EXPECT_FALSE(ApplyProductLine(line, product));
    EXPECT_EQ(product.name, "New");
    EXPECT_FALSE(product.is_enabled);
}

}  // namespace
}  // namespace orderyard::domain
