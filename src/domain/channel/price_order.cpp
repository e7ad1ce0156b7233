// Whether tax is inside or on top of the prices is read off the sums themselves; the marketplace's
// convention decides only where both readings or neither fit (spec: sp-api 3.5 and 8.5).
#include "domain/channel/price_order.hpp"

#include <algorithm>
#include <optional>

namespace orderyard::domain {
namespace {

using base::Currency;
using base::Money;

Money SumOfKind(const std::vector<ChannelAmount>& amounts, AmountKind kind, Currency currency) {
    Money sum = Money::Zero(currency);
    for (const auto& amount : amounts) {
        if (amount.kind == kind && !amount.part) {
            sum += amount.amount;
        }
    }
    return sum;
}

Money SumOfPart(const std::vector<ChannelAmount>& amounts, AmountKind kind, AmountKind part,
                Currency currency) {
    Money sum = Money::Zero(currency);
    for (const auto& amount : amounts) {
        if (amount.kind == kind && amount.part == part) {
            sum += amount.amount;
        }
    }
    return sum;
}

bool UsesOnly(const ChannelOrder& order, Currency currency) {
    const auto fits = [&](const Money& money) { return money.currency() == currency; };
    const auto all_fit = [&](const std::vector<ChannelAmount>& amounts) {
        return std::all_of(amounts.begin(), amounts.end(),
                           [&](const auto& amount) { return fits(amount.amount); });
    };
    if (order.grand_total && !fits(*order.grand_total)) {
        return false;
    }
    for (const auto& item : order.items) {
        const bool proceeds_fit = !item.proceeds_total || fits(*item.proceeds_total);
        const bool price_fits = !item.unit_price || fits(*item.unit_price);
        if (!proceeds_fit || !price_fits || !all_fit(item.amounts)) {
            return false;
        }
    }
    return all_fit(order.amounts);
}

// The amounts of a line as the channel names them, before it is known whether tax is inside.
struct GivenLine {
    Money item, shipping, gift_wrap, fee, discount, shipping_discount;
    Money tax, shipping_tax, gift_wrap_tax, fee_tax;

    Money WithoutTax() const { return item + shipping + gift_wrap + fee - discount; }
};

GivenLine ReadLine(const ChannelOrderItem& item, Currency currency) {
    const auto sum = [&](AmountKind kind) { return SumOfKind(item.amounts, kind, currency); };
    const auto tax_on = [&](AmountKind part) {
        return SumOfPart(item.amounts, AmountKind::kTax, part, currency);
    };
    GivenLine line;
    line.item = sum(AmountKind::kItem);
    line.shipping = sum(AmountKind::kShipping);
    line.gift_wrap = sum(AmountKind::kGiftWrap);
    line.fee = sum(AmountKind::kCodFee) + sum(AmountKind::kOther);
    line.discount = sum(AmountKind::kDiscount).Abs();
    line.shipping_discount =
        SumOfPart(item.amounts, AmountKind::kDiscount, AmountKind::kShipping, currency).Abs();
    line.tax = sum(AmountKind::kTax);
    line.shipping_tax = tax_on(AmountKind::kShipping);
    line.gift_wrap_tax = tax_on(AmountKind::kGiftWrap);
    line.fee_tax = tax_on(AmountKind::kCodFee) + tax_on(AmountKind::kOther);
    return line;
}

enum class TaxReading { kOnTop, kInside, kUnclear };

TaxReading ReadTax(const GivenLine& line, const std::optional<Money>& proceeds) {
    if (line.tax.IsZero()) {
        return TaxReading::kOnTop;
    }
    if (!proceeds) {
        return TaxReading::kUnclear;
    }
    const bool fits_on_top = line.WithoutTax() + line.tax == *proceeds;
    const bool fits_inside = line.WithoutTax() == *proceeds;
    if (fits_on_top == fits_inside) {
        return TaxReading::kUnclear;
    }
    return fits_on_top ? TaxReading::kOnTop : TaxReading::kInside;
}

LineAmounts SplitLine(const GivenLine& given, bool is_tax_inside,
                      const std::optional<Money>& proceeds) {
    LineAmounts line;
    line.tax = given.tax;
    line.shipping_tax = given.shipping_tax;
    line.gift_wrap_tax = given.gift_wrap_tax;
    line.fee_tax = given.fee_tax;
    // Tax taken off by a discount is not given apart: it stays with the goods.
    line.row_tax = given.tax - given.shipping_tax - given.gift_wrap_tax - given.fee_tax;
    line.row_total = is_tax_inside ? given.item - line.row_tax : given.item;
    line.shipping = is_tax_inside ? given.shipping - line.shipping_tax : given.shipping;
    line.gift_wrap = is_tax_inside ? given.gift_wrap - line.gift_wrap_tax : given.gift_wrap;
    line.fee = is_tax_inside ? given.fee - line.fee_tax : given.fee;
    line.discount = given.discount;
    line.shipping_discount = given.shipping_discount;
    const Money sum =
        line.row_total + line.shipping + line.gift_wrap + line.fee + line.tax - line.discount;
    line.total = proceeds ? *proceeds : sum;
    line.rounding = line.total - sum;
    return line;
}

std::optional<std::int64_t> PiecesByPrice(const ChannelOrderItem& item, const Money& goods,
                                          std::int64_t alive) {
    if (item.unit_price && item.unit_price->Times(item.quantity_ordered) == goods) {
        return item.quantity_ordered;
    }
    if (item.unit_price && alive > 0 && item.unit_price->Times(alive) == goods) {
        return alive;
    }
    return std::nullopt;
}

void FindOddities(const ChannelOrder& order, const ChannelOrderItem& item, const GivenLine& given,
                  const LineAmounts& line, TaxReading reading,
                  std::vector<PricedOrder::Finding>& findings) {
    if (item.amounts.empty() && item.quantity_ordered > 0) {
        findings.push_back(
            {"amounts_missing", item.sku, "The channel gave no amounts for this line."});
    }
    if (!line.rounding.IsZero()) {
        findings.push_back({"line_sum", item.sku, "The parts of this line differ from its total."});
    }
    if (reading == TaxReading::kUnclear) {
        findings.push_back({"tax_unclear", item.sku,
                            "The amounts do not tell whether tax is inside the price; the "
                            "marketplace's convention was taken."});
    }
    const bool has_price = item.unit_price && !given.item.IsZero();
    if (has_price && !PiecesByPrice(item, given.item, AliveAtChannel(order, item))) {
        findings.push_back(
            {"unit_price", item.sku, "Unit price times quantity is not the line's amount."});
    }
}

void AddLine(OrderTotals& totals, const LineAmounts& line) {
    totals.subtotal += line.row_total;
    totals.subtotal_incl_tax += line.row_total + line.row_tax;
    totals.shipping += line.shipping;
    totals.shipping_tax += line.shipping_tax;
    totals.shipping_discount += line.shipping_discount;
    totals.gift_wrap += line.gift_wrap;
    totals.gift_wrap_tax += line.gift_wrap_tax;
    totals.fee += line.fee;
    totals.fee_tax += line.fee_tax;
    totals.discount += line.discount;
    totals.tax += line.tax;
    totals.rounding += line.rounding;
    totals.grand_total += line.total;
}

OrderTotals ZeroTotals(Currency currency) {
    const Money zero = Money::Zero(currency);
    OrderTotals totals;
    for (Money* money : {&totals.subtotal, &totals.subtotal_incl_tax, &totals.shipping,
                         &totals.shipping_tax, &totals.shipping_discount, &totals.gift_wrap,
                         &totals.gift_wrap_tax, &totals.fee, &totals.fee_tax, &totals.tip,
                         &totals.discount, &totals.tax, &totals.rounding, &totals.grand_total,
                         &totals.paid, &totals.invoiced, &totals.refunded, &totals.canceled}) {
        *money = zero;
    }
    return totals;
}

// Tips the buyer can still change are not part of the order's total.
Money FinalTip(const ChannelOrder& order, Currency currency) {
    Money tip = Money::Zero(currency);
    for (const auto& amount : order.amounts) {
        if (amount.kind == AmountKind::kTip && amount.status != "PENDING") {
            tip += amount.amount;
        }
    }
    return tip;
}

}  // namespace

base::Result<PricedOrder> PriceChannelOrder(const ChannelOrder& order) {
    const Currency currency = order.currency;
    if (!currency.IsSet()) {
        return base::Fail(base::InvalidInput("currency", "The order names no currency."));
    }
    if (!UsesOnly(order, currency)) {
        return base::Fail(base::InvalidInput("currency", "The order mixes currencies."));
    }
    PricedOrder priced;
    priced.totals = ZeroTotals(currency);
    for (const auto& item : order.items) {
        const GivenLine given = ReadLine(item, currency);
        const TaxReading reading = ReadTax(given, item.proceeds_total);
        const bool is_tax_inside = reading == TaxReading::kInside ||
                                   (reading == TaxReading::kUnclear && order.prices_include_tax);
        const LineAmounts line = SplitLine(given, is_tax_inside, item.proceeds_total);
        FindOddities(order, item, given, line, reading, priced.findings);
        AddLine(priced.totals, line);
        priced.lines.push_back(line);
    }
    priced.totals.tip = FinalTip(order, currency);
    priced.totals.grand_total += priced.totals.tip;
    if (order.grand_total && *order.grand_total != priced.totals.grand_total) {
        priced.totals.rounding += *order.grand_total - priced.totals.grand_total;
        priced.totals.grand_total = *order.grand_total;
        priced.findings.push_back({"order_sum", "", "The lines differ from the order's total."});
    }
    return priced;
}

std::int64_t AliveAtChannel(const ChannelOrder& order, const ChannelOrderItem& item) {
    return order.status == ChannelStatus::kCanceled
               ? item.quantity_fulfilled
               : item.quantity_fulfilled + item.quantity_unfulfilled;
}

std::optional<std::int64_t> PricedPieces(const ChannelOrder& order, const ChannelOrderItem& item) {
    const std::int64_t alive = AliveAtChannel(order, item);
    if (alive >= item.quantity_ordered) {
        return item.quantity_ordered;
    }
    return item.amounts.empty()
               ? std::nullopt
               : PiecesByPrice(item, SumOfKind(item.amounts, AmountKind::kItem, order.currency),
                               alive);
}

Money AmountForPieces(const Money& total, std::int64_t pieces, std::int64_t ordered) {
    if (pieces <= 0 || ordered <= 0) {
        return Money::Zero(total.currency());
    }
    return pieces >= ordered ? total : total.Scaled(pieces, ordered, base::Rounding::kHalfUp);
}

}  // namespace orderyard::domain
