// Steps that both making and updating a commerce order take.
#include "domain/channel/order_parts.hpp"

#include <algorithm>

namespace orderyard::domain::parts {
namespace {

constexpr const char* kUnknownSku = "unknown_sku";
constexpr const char* kProductDisabled = "product_disabled";
constexpr const char* kOutOfStock = "out_of_stock";

base::Money UnitOf(const base::Money& total, std::int64_t pieces) {
    if (pieces <= 0) {
        return base::Money::Zero(total.currency());
    }
    // Half up at 1/10,000; for display only, the line total rules.
    const std::int64_t units = total.units();
    const std::int64_t half = units < 0 ? -(pieces / 2) : pieces / 2;
    return {(units + half) / pieces, total.currency()};
}

}  // namespace

std::int64_t ShippedAtChannel(const ChannelOrder& order, const ChannelOrderItem& item) {
    const bool is_all_gone = order.status == ChannelStatus::kShipped;
    return is_all_gone ? item.quantity_fulfilled + item.quantity_unfulfilled
                       : item.quantity_fulfilled;
}

std::int64_t CanceledAtChannel(const ChannelOrder& order, const ChannelOrderItem& item,
                               std::int64_t ordered_here) {
    return std::max<std::int64_t>(ordered_here - AliveAtChannel(order, item), 0);
}

void LinkProduct(OrderItem& item, const CatalogLine& line, FulfilledBy fulfilled_by) {
    if (!line.product) {
        return;
    }
    item.product_id = line.product->id;
    item.units_per_piece = line.units_per_piece;
    item.is_stock_managed =
        fulfilled_by == FulfilledBy::kMerchant && line.product->is_stock_managed;
}

void RefreshCatalogExceptions(Order& order, const std::vector<OrderItem>& items,
                              const std::vector<CatalogLine>& catalog, base::Instant now) {
    std::vector<OrderException> fresh;
    const auto raise = [&](const char* code, const OrderItem& item, const char* text) {
        const auto same = [&](const OrderException& each) {
            return each.code == code && each.item_sku == item.sku;
        };
        if (std::any_of(fresh.begin(), fresh.end(), same)) {
            return;
        }
        const auto old = std::find_if(order.exceptions.begin(), order.exceptions.end(), same);
        fresh.push_back(old != order.exceptions.end() ? *old
                                                      : OrderException{code, item.sku, text, now});
    };
    for (std::size_t i = 0; i < items.size() && i < catalog.size(); ++i) {
        const OrderItem& item = items[i];
        const auto& product = catalog[i].product;
        const bool needs_stock = item.ToShip() > 0;
        if (!item.product_id.IsSet()) {
            raise(kUnknownSku, item, "The SKU is not in the catalog: map it to a product.");
        } else if (needs_stock && product && !product->is_enabled) {
            raise(kProductDisabled, item, "The product is disabled, but the channel has sold it.");
        }
        if (item.backordered > 0) {
            raise(kOutOfStock, item, "Not enough stock for the open pieces.");
        }
    }
    for (const auto& exception : order.exceptions) {
        if (exception.code != kUnknownSku && exception.code != kProductDisabled &&
            exception.code != kOutOfStock) {
            fresh.push_back(exception);
        }
    }
    order.exceptions = std::move(fresh);
}

OrderTotals SumLines(const std::vector<OrderItem>& items, const base::Money& tip,
                     const base::Money& grand_total) {
    OrderTotals totals;
    const base::Money zero = base::Money::Zero(grand_total.currency());
    for (base::Money* money :
         {&totals.subtotal, &totals.subtotal_incl_tax, &totals.shipping, &totals.shipping_tax,
          &totals.shipping_discount, &totals.gift_wrap, &totals.gift_wrap_tax, &totals.fee,
          &totals.fee_tax, &totals.discount, &totals.tax, &totals.rounding, &totals.paid,
          &totals.invoiced, &totals.refunded, &totals.canceled}) {
        *money = zero;
    }
    base::Money lines = zero;
    for (const auto& item : items) {
        const LineAmounts& line = item.amounts;
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
        lines += line.total;
    }
    totals.tip = tip;
    totals.grand_total = grand_total;
    totals.rounding += grand_total - lines - tip;
    return totals;
}

OrderItem MakeItem(const ChannelOrder& order, const ChannelOrderItem& given,
                   const LineAmounts& amounts) {
    OrderItem item;
    item.channel_item_number = given.number;
    item.sku = given.sku.empty() ? given.product_number : given.sku;
    item.name = given.title.empty() ? item.sku : given.title;
    // Pieces canceled before the order came here and out of its money were never sold by us.
    item.ordered = PricedPieces(order, given).value_or(given.quantity_ordered);
    item.amounts = amounts;
    SetPrices(item);
    return item;
}

void SetPrices(OrderItem& item) {
    item.unit_price = UnitOf(item.amounts.row_total, item.ordered);
    item.unit_price_incl_tax = UnitOf(item.amounts.row_total + item.amounts.row_tax, item.ordered);
}

HistoryEntry Note(std::string event, base::Instant at, std::string comment, std::string before,
                  std::string after) {
    HistoryEntry entry;
    entry.at = at;
    entry.actor_kind = kSync.kind;
    entry.actor = kSync.name;
    entry.event = std::move(event);
    entry.comment = std::move(comment);
    entry.before = std::move(before);
    entry.after = std::move(after);
    return entry;
}

bool HoldForCancelRequest(Order& order, base::Instant now, std::vector<HistoryEntry>& history) {
    if (order.HasException(kCancelRequested)) {
        return false;
    }
    order.exceptions.push_back(
        {kCancelRequested, "", "The buyer asks to cancel; decide before shipping.", now});
    if (!order.hold) {
        order.hold = OrderHold{order.state, order.status, "The buyer asks to cancel", std::nullopt};
        history.push_back(Note("held", now, "The buyer asks to cancel"));
    }
    return true;
}

}  // namespace orderyard::domain::parts
