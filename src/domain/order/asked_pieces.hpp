// Reads the pieces a request asks for, against what an order still has of them.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/order/process_order.hpp"

namespace orderyard::domain {

// The most of a line that may be asked for, and what for, as in "left to ship".
struct AskedFor {
    std::int64_t (OrderItem::*most)() const;
    const char* left_to;
};

// Adds `lines` to `sums`, one entry a line of the order: a line listed twice is summed, one of 0
// dropped. Refused as kInvalidInput, field "<field>[i].order_item_id" or "<field>[i].quantity":
// a line the order does not have, a negative quantity, more than the most (named in the text).
base::Result<> AddAsked(const Order& order, const std::vector<LinePieces>& lines,
                        const AskedFor& asked, const std::string& field,
                        std::vector<LinePieces>& sums);
// Everything of every line.
std::vector<LinePieces> AllOf(const Order& order, const AskedFor& asked);
std::int64_t SumOf(const std::vector<LinePieces>& lines);

// A remark of at most kCommentBytesMax in valid UTF-8.
base::Result<> CheckComment(const std::string& comment);
// "34.61 USD", for histories.
std::string AmountText(const base::Money& amount);

}  // namespace orderyard::domain
