// The orders that tests about credit memos start from, and short ways to ask for memos.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "domain/order/document_fixture.hpp"

namespace orderyard::domain::testing {

inline const OrderItemId kA{1}, kB{2}, kNone{9};

// order-management.md 4.4: 3 x 9.99 net, discount 3.00, tax 2.23, shipping 5.00 and 0.41.
inline Book OneLine() {
    Book book;
    LinePrice price;
    price.row = 2997;
    price.discount = 300;
    price.tax = 223;
    price.shipping = 500;
    price.shipping_tax = 41;
    book.AddLine(3, price, 3);
    return book;
}

// A second line of 2 pieces with everything a line can have; all invoiced and paid.
inline Book TwoLines(bool is_paid = true) {
    Book book = OneLine();
    LinePrice price;
    price.row = 2000;
    price.tax = 150;
    price.shipping = 301;
    price.shipping_tax = 20;
    price.gift_wrap = 201;
    price.gift_wrap_tax = 15;
    price.fee = 100;
    price.fee_tax = 7;
    price.shipping_discount = 51;
    price.rounding = 1;
    book.AddLine(2, price, 2);
    EXPECT_EQ(book.Invoice({}, is_paid), "");
    return book;
}

inline CreditMemoRequest Lines(std::vector<RefundLineRequest> lines) {
    CreditMemoRequest request;
    request.lines = std::move(lines);
    request.is_lines_given = true;
    return request;
}

inline CreditMemoRequest MoneyOnly(std::int64_t adjustment) {
    CreditMemoRequest request = Lines({});
    request.shipping = Usd(0);
    request.adjustment_refund = Usd(adjustment);
    return request;
}

inline RefundLineRequest Exact(OrderItemId item, std::optional<base::Money> price,
                               std::optional<base::Money> shipping = {}) {
    RefundLineRequest line = Pieces(item, 0);
    line.amounts.emplace();
    line.amounts->item = price;
    line.amounts->shipping = shipping;
    return line;
}

inline RefundLineRequest Split(OrderItemId item, std::int64_t quantity, std::int64_t unshipped) {
    RefundLineRequest line = Pieces(item, quantity);
    line.is_split_given = true;
    line.unshipped_quantity = unshipped;
    return line;
}

}  // namespace orderyard::domain::testing
