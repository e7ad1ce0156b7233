// What the pieces of a line cost. Piece k of n costs round(total * (k + 1) / n) - round(total * k /
// n) of every amount, so that any split of the pieces sums up to the line exactly, whatever its
// order (order-management.md section 4.4).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/order/order.hpp"

namespace orderyard::domain {

// Pieces [first, first + count) of a line.
struct PieceRange {
    std::int64_t first = 0;
    std::int64_t count = 0;

    friend bool operator==(const PieceRange&, const PieceRange&) = default;
};

// Every amount of `line` for these of its `ordered` pieces; `total` is the sum of the parts.
LineAmounts ShareOf(const LineAmounts& line, const PieceRange& pieces, std::int64_t ordered);

// `line` with the least change, up to a minor unit a piece and amount, that makes its first
// `pieces` cost exactly `target`; nullopt when no such change does.
std::optional<LineAmounts> FitShare(const LineAmounts& line, std::int64_t pieces,
                                    std::int64_t ordered, const LineAmounts& target);

LineAmounts operator+(const LineAmounts& a, const LineAmounts& b);
LineAmounts operator-(const LineAmounts& a, const LineAmounts& b);
bool IsZero(const LineAmounts& amounts);
LineAmounts ZeroAmounts(base::Currency currency);

// The pieces of [0, ordered) that none of `taken` covers, lowest first, joined where they touch.
std::vector<PieceRange> FreePieces(std::vector<PieceRange> taken, std::int64_t ordered);

}  // namespace orderyard::domain
