// Cumulative rounding: what the first k pieces cost is rounded once, and a run of pieces costs the
// difference of two such sums. Nothing is carried along, so any share can be computed again later.
#include "domain/order/line_shares.hpp"

#include <algorithm>
#include <array>

namespace orderyard::domain {
namespace {

using base::Money;

// Every amount of a line, so that sums and differences cannot forget one.
constexpr std::array kAmounts{
    &LineAmounts::row_total, &LineAmounts::row_tax,
    &LineAmounts::shipping,  &LineAmounts::shipping_tax,
    &LineAmounts::gift_wrap, &LineAmounts::gift_wrap_tax,
    &LineAmounts::fee,       &LineAmounts::fee_tax,
    &LineAmounts::discount,  &LineAmounts::shipping_discount,
    &LineAmounts::tax,       &LineAmounts::rounding,
    &LineAmounts::total,
};
static_assert(sizeof(LineAmounts) == kAmounts.size() * sizeof(Money));

// round(total * k / n); exact at both ends, even for an amount finer than the minor unit.
Money Upto(const Money& total, std::int64_t pieces, std::int64_t ordered) {
    if (pieces <= 0 || ordered <= 0) {
        return Money::Zero(total.currency());
    }
    return pieces >= ordered ? total : total.Scaled(pieces, ordered, base::Rounding::kHalfUp);
}

struct Cut {
    PieceRange pieces;
    std::int64_t ordered;

    Money Of(const Money& total) const {
        return Upto(total, pieces.first + pieces.count, ordered) -
               Upto(total, pieces.first, ordered);
    }
    // The share of a price that `discount` reduces. Price and discount are rounded apart, so where
    // less than a minor unit a piece is left to pay, a piece's discount could exceed its price: the
    // rest to pay is cut instead, and the price follows from it.
    Money OfReduced(const Money& price, const Money& discount) const {
        const Money rest = price - discount;
        const bool is_tiny =
            !rest.IsNegative() &&
            rest < Money::OfMinor(1, rest.currency()).Times(std::max<std::int64_t>(ordered, 1));
        return is_tiny ? Of(discount) + Of(rest) : Of(price);
    }
};

Money OtherTaxes(const LineAmounts& line) {
    return line.shipping_tax + line.gift_wrap_tax + line.fee_tax;
}

void SetTotal(LineAmounts& line) {
    line.total = line.row_total + line.shipping + line.gift_wrap + line.fee + line.tax -
                 line.discount + line.rounding;
}

Money FitTotal(Money total, std::int64_t pieces, std::int64_t ordered, const Money& target) {
    const Money minor = Money::OfMinor(1, total.currency());
    for (std::int64_t steps = 0; steps < ordered; ++steps) {
        const Money share = Upto(total, pieces, ordered);
        if (share == target) {
            break;
        }
        total = share < target ? total + minor : total - minor;
    }
    return total;
}

}  // namespace

LineAmounts ShareOf(const LineAmounts& line, const PieceRange& pieces, std::int64_t ordered) {
    const Cut cut{pieces, ordered};
    const Money goods_discount = line.discount - line.shipping_discount;
    LineAmounts share;
    share.row_total = cut.OfReduced(line.row_total, goods_discount);
    share.row_tax = cut.Of(line.row_tax);
    share.shipping = cut.OfReduced(line.shipping, line.shipping_discount);
    share.shipping_tax = cut.Of(line.shipping_tax);
    share.gift_wrap = cut.Of(line.gift_wrap);
    share.gift_wrap_tax = cut.Of(line.gift_wrap_tax);
    share.fee = cut.Of(line.fee);
    share.fee_tax = cut.Of(line.fee_tax);
    share.shipping_discount = cut.Of(line.shipping_discount);
    share.discount = cut.Of(goods_discount) + share.shipping_discount;
    // The tax on the goods that is left after discounts is cut as one amount: it never gets
    // negative.
    share.tax = cut.Of(line.tax - OtherTaxes(line)) + OtherTaxes(share);
    share.rounding = cut.Of(line.rounding);
    SetTotal(share);
    return share;
}

std::optional<LineAmounts> FitShare(const LineAmounts& line, std::int64_t pieces,
                                    std::int64_t ordered, const LineAmounts& target) {
    if (ShareOf(line, {0, pieces}, ordered) == target) {
        return line;
    }
    const auto fit = [&](const Money& total, const Money& wanted) {
        return FitTotal(total, pieces, ordered, wanted);
    };
    LineAmounts fitted = line;
    for (const auto amount : kAmounts) {
        fitted.*amount = fit(line.*amount, target.*amount);
    }
    // These two are cut in parts.
    fitted.discount = fitted.shipping_discount + fit(line.discount - line.shipping_discount,
                                                     target.discount - target.shipping_discount);
    fitted.tax =
        OtherTaxes(fitted) + fit(line.tax - OtherTaxes(line), target.tax - OtherTaxes(target));
    SetTotal(fitted);
    return ShareOf(fitted, {0, pieces}, ordered) == target ? std::optional(fitted) : std::nullopt;
}

LineAmounts operator+(const LineAmounts& a, const LineAmounts& b) {
    LineAmounts sum;
    for (const auto amount : kAmounts) {
        sum.*amount = a.*amount + b.*amount;
    }
    return sum;
}

LineAmounts operator-(const LineAmounts& a, const LineAmounts& b) {
    LineAmounts rest;
    for (const auto amount : kAmounts) {
        rest.*amount = a.*amount - b.*amount;
    }
    return rest;
}

bool IsZero(const LineAmounts& amounts) {
    return std::all_of(kAmounts.begin(), kAmounts.end(),
                       [&](const auto amount) { return (amounts.*amount).IsZero(); });
}

LineAmounts ZeroAmounts(base::Currency currency) {
    LineAmounts zero;
    for (const auto amount : kAmounts) {
        zero.*amount = Money::Zero(currency);
    }
    return zero;
}

std::vector<PieceRange> FreePieces(std::vector<PieceRange> taken, std::int64_t ordered) {
    std::sort(taken.begin(), taken.end(),
              [](const PieceRange& a, const PieceRange& b) { return a.first < b.first; });
    std::vector<PieceRange> free;
    std::int64_t at = 0;
    for (const PieceRange& range : taken) {
        if (range.count <= 0) {
            continue;
        }
        const std::int64_t gap_end = std::min(range.first, ordered);
        if (gap_end > at) {
            free.push_back({at, gap_end - at});
        }
        at = std::max(at, range.first + range.count);
    }
    if (at < ordered) {
        free.push_back({at, ordered - at});
    }
    return free;
}

}  // namespace orderyard::domain
