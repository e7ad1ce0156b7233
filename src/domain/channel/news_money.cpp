// The money of the channel's later news: taken over only for the pieces it is for, and only where
// nothing was booked; the rest is told to a person.
#include <algorithm>

#include "domain/channel/news.hpp"

namespace orderyard::domain::parts {
namespace {

base::Money SumOfLines(const Order& order) {
    base::Money sum = base::Money::Zero(order.currency);
    for (const auto& item : order.items) {
        sum += item.amounts.total;
    }
    return sum;
}

void SetTotals(Order& order, const base::Money& grand_total) {
    order.totals = SumLines(order.items, order.totals.tip, grand_total);
    order.payment.amount_ordered = order.totals.grand_total;
}

// The order's sums follow its lines, which summed up to `lines_before`.
void MoveTotals(Order& order, const base::Money& lines_before) {
    SetTotals(order, order.totals.grand_total + SumOfLines(order) - lines_before);
}

using WithAmounts = void (*)(News&, OrderItem&, const ChannelOrderItem&, const LineAmounts&);

void ForEachPriced(News& news, const PricedOrder& priced, WithAmounts work) {
    const auto& items = news.input.channel.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (OrderItem* item = news.order.FindItem(items[i].number)) {
            work(news, *item, items[i], priced.lines[i]);
        }
    }
}

// New amounts replace the old ones only as long as nothing was booked on the line and they are for
// the same pieces.
void RepriceLine(News& news, OrderItem& item, const ChannelOrderItem& given,
                 const LineAmounts& amounts) {
    const bool is_comparable =
        !given.amounts.empty() && PricedPieces(news.input.channel, given) == item.ordered;
    if (!is_comparable || amounts == item.amounts) {
        return;
    }
    if (item.invoiced > 0 || item.canceled > 0) {
        news.Raise("money_changed", item.sku,
                   "The channel changed the amounts of a line already booked.");
        return;
    }
    news.Tell("amounts_changed", item.sku, item.amounts.total.ToDecimal(),
              amounts.total.ToDecimal());
    item.amounts = amounts;
    SetPrices(item);
}

bool IsUntouched(const Order& order) {
    return std::all_of(order.items.begin(), order.items.end(), [](const OrderItem& item) {
        return item.invoiced == 0 && item.canceled == 0;
    });
}

// The channel's amounts are for the pieces it still counts: they can be taken over only while those
// are our pieces too.
bool CountsTheSame(const Order& order, const ChannelOrder& channel) {
    return std::all_of(order.items.begin(), order.items.end(), [&](const OrderItem& item) {
        return std::any_of(channel.items.begin(), channel.items.end(), [&](const auto& given) {
            return given.number == item.channel_item_number &&
                   PricedPieces(channel, given) == item.ordered;
        });
    });
}

// The channel's grand total is taken over while nothing is booked.
void RefreshTotals(News& news, const base::Money& lines_before) {
    Order& order = news.order;
    const auto& channel = news.input.channel;
    MoveTotals(order, lines_before);
    const bool is_same_currency = channel.grand_total && channel.currency == order.currency;
    if (is_same_currency && IsUntouched(order) && CountsTheSame(order, channel)) {
        SetTotals(order, *channel.grand_total);
    }
}

// Not billed, or by one invoice over more pieces than are left, which is billed anew.
bool IsStillToBill(const News& news, const OrderItem& item) {
    const auto bills = std::count_if(
        news.change.file.invoices.begin(), news.change.file.invoices.end(),
        [&](const Invoice& invoice) {
            return invoice.state != InvoiceState::kCanceled &&
                   std::any_of(invoice.lines.begin(), invoice.lines.end(), [&](const auto& line) {
                       return line.order_item_id == item.id && line.pieces.count > 0;
                   });
        });
    return bills == 0 || (bills == 1 && item.invoiced > item.ordered - item.canceled);
}

void AgreeOnLine(News& news, OrderItem& item, const ChannelOrderItem& given,
                 const LineAmounts& amounts) {
    const std::int64_t left = item.ordered - item.canceled;
    const ChannelOrder& channel = news.input.channel;
    const bool is_comparable = item.canceled > 0 && left > 0 && !given.amounts.empty() &&
                               AliveAtChannel(channel, given) == left &&
                               PricedPieces(channel, given) == left;
    if (!is_comparable || ShareOf(item.amounts, {0, left}, item.ordered).total == amounts.total) {
        return;
    }
    const auto fitted = FitShare(item.amounts, left, item.ordered, amounts);
    if (!fitted || !IsStillToBill(news, item)) {
        news.Raise("money_changed", item.sku,
                   "What is left of this line costs another sum at the channel.");
        return;
    }
    news.Tell("amounts_changed", item.sku, item.amounts.total.ToDecimal(),
              fitted->total.ToDecimal());
    item.amounts = *fitted;
    SetPrices(item);
}

}  // namespace

void TakeAmounts(News& news, const PricedOrder* priced) {
    const base::Money lines_before = SumOfLines(news.order);
    if (priced != nullptr) {
        ForEachPriced(news, *priced, RepriceLine);
    }
    RefreshTotals(news, lines_before);
    Recount(news.change.file);
}

void AgreeOnWhatIsLeft(News& news, const PricedOrder& priced) {
    const base::Money lines_before = SumOfLines(news.order);
    ForEachPriced(news, priced, AgreeOnLine);
    MoveTotals(news.order, lines_before);
    Recount(news.change.file);
}

}  // namespace orderyard::domain::parts
