// The channel's later news, applied to an order that exists. Each step compares the channel with
// the order, so a repeat finds nothing to do. The channel never takes back what we did: counters
// only grow.
#include <algorithm>

#include "domain/channel/order_parts.hpp"

namespace orderyard::domain::parts {
namespace {

// What the steps below share.
struct News {
    const ChannelCase& input;
    Order& order;
    Decision& decision;
    bool is_changed = false;

    void Tell(std::string event, std::string comment, std::string before, std::string after) {
        decision.history.push_back(Note(std::move(event), input.now, std::move(comment),
                                        std::move(before), std::move(after)));
        is_changed = true;
    }
    void Raise(const char* code, const std::string& sku, const char* text) {
        const auto same = [&](const OrderException& each) {
            return each.code == code && each.item_sku == sku;
        };
        if (std::none_of(order.exceptions.begin(), order.exceptions.end(), same)) {
            order.exceptions.push_back({code, sku, text, input.now});
            Tell("exception", text, "", code);
        }
    }
};

std::string Count(std::int64_t n) {
    return std::to_string(n);
}

void GrowLine(News& news, OrderItem& item, const ChannelOrderItem& given) {
    if (given.quantity_ordered <= item.ordered) {
        return;
    }
    news.Tell("quantity_changed", item.sku, Count(item.ordered), Count(given.quantity_ordered));
    item.ordered = given.quantity_ordered;
}

void ShipLine(News& news, OrderItem& item, const ChannelOrderItem& given) {
    const std::int64_t gone = ShippedAtChannel(news.input.channel, given);
    const std::int64_t pieces = std::min(gone - item.shipped, item.ToShip());
    if (pieces <= 0) {
        return;
    }
    const std::int64_t before = item.shipped;
    BookShipped(item, pieces, news.decision.moves);
    news.Tell("shipped_at_channel", item.sku, Count(before), Count(item.shipped));
}

void CancelLine(News& news, OrderItem& item, const ChannelOrderItem& given) {
    const std::int64_t gone = CanceledAtChannel(news.input.channel, given, item.ordered);
    if (gone <= item.canceled) {
        return;
    }
    const std::int64_t pieces = std::min(gone - item.canceled, item.ToShip());
    if (pieces < gone - item.canceled && item.shipped > 0) {
        news.Raise("canceled_after_shipping", item.sku,
                   "The channel canceled pieces that were shipped already.");
    }
    if (pieces <= 0) {
        return;
    }
    const std::int64_t before = item.canceled;
    item.canceled += pieces;
    if (item.invoiced > item.ordered - item.canceled) {
        news.Tell("booking_reversed", item.sku, Count(item.invoiced),
                  Count(item.ordered - item.canceled));
        item.invoiced = item.ordered - item.canceled;
    }
    ReleaseSurplus(item, news.decision.moves);
    news.Tell("canceled_at_channel", item.sku, Count(before), Count(item.canceled));
}

// New amounts replace the old ones only as long as nothing was booked on the line and its quantity
// is the same.
void RepriceLine(News& news, OrderItem& item, const ChannelOrderItem& given,
                 const LineAmounts& amounts) {
    const bool is_comparable = !given.amounts.empty() && given.quantity_ordered == item.ordered;
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

void ApplyLines(News& news) {
    const auto& channel = news.input.channel;
    const auto priced = PriceChannelOrder(channel);
    FreeStock free(news.input.catalog);
    std::vector<OrderItem> in_channel_order;
    std::vector<CatalogLine> their_catalog;
    for (std::size_t i = 0; i < channel.items.size(); ++i) {
        const auto& given = channel.items[i];
        OrderItem* item = news.order.FindItem(given.number);
        if (item == nullptr) {
            news.Raise("line_added", given.sku, "The channel added a line after the import.");
            continue;
        }
        const OrderItem before = *item;
        GrowLine(news, *item, given);
        if (!item->product_id.IsSet() && news.input.catalog.at(i).product) {
            LinkProduct(*item, news.input.catalog[i], channel.fulfilled_by);
            news.Tell("sku_mapped", item->sku, "", news.input.catalog[i].product->sku);
        }
        ShipLine(news, *item, given);
        CancelLine(news, *item, given);
        if (priced) {
            RepriceLine(news, *item, given, priced->lines[i]);
        }
        ReserveOpen(*item, free, news.decision.moves);
        news.is_changed = news.is_changed || *item != before;
        in_channel_order.push_back(*item);
        their_catalog.push_back(news.input.catalog.at(i));
    }
    const auto exceptions_before = news.order.exceptions;
    RefreshCatalogExceptions(news.order, in_channel_order, their_catalog, news.input.now);
    news.is_changed = news.is_changed || news.order.exceptions != exceptions_before;
}

// The order's own sums follow its lines; the channel's grand total is taken over while nothing is
// booked.
void RefreshTotals(News& news) {
    Order& order = news.order;
    const auto& channel = news.input.channel;
    base::Money lines = base::Money::Zero(order.currency);
    bool is_untouched = true;
    for (const auto& item : order.items) {
        lines += item.amounts.total;
        is_untouched = is_untouched && item.invoiced == 0 && item.canceled == 0;
    }
    base::Money grand_total = order.totals.grand_total;
    const bool is_same_currency = channel.grand_total && channel.currency == order.currency;
    if (is_untouched && is_same_currency) {
        grand_total = *channel.grand_total;
    }
    const OrderTotals before = order.totals;
    OrderTotals totals = SumLines(order.items, order.totals.tip, grand_total);
    totals.refunded = before.refunded;
    order.totals = totals;
    RefreshBookings(order);
    order.payment.amount_ordered = grand_total;
    news.is_changed = news.is_changed || order.totals != before;
}

bool IsBlank(const PersonalAddress& address) {
    return address == PersonalAddress{};
}

void UpdateAddress(News& news) {
    const ChannelOrder* before = news.input.channel_before;
    const ChannelOrder& now = news.input.channel;
    if (before == nullptr) {
        return;
    }
    Order& order = news.order;
    const bool is_moved = !(before->ship_to == now.ship_to) && !(now.ship_to == Location{});
    const bool is_renamed =
        before->personal.shipping != now.personal.shipping && !IsBlank(now.personal.shipping);
    std::int64_t open = 0;
    for (const auto& item : order.items) {
        open += item.ToShip();
    }
    if ((is_moved || is_renamed) && open > 0) {
        const std::string city_before = order.ship_to.city;
        if (is_moved) {
            order.ship_to = now.ship_to;
        }
        if (is_renamed) {
            order.personal.shipping = now.personal.shipping;
        }
        news.Tell("address_changed", "The channel changed the shipping address.", city_before,
                  order.ship_to.city);
    }
    const auto fill = [&](std::string& ours, const std::string& theirs) {
        if (ours.empty() && !theirs.empty()) {
            ours = theirs;
            news.is_changed = true;
        }
    };
    fill(order.personal.buyer_name, now.personal.buyer_name);
    fill(order.personal.buyer_email, now.personal.buyer_email);
    fill(order.personal.buyer_company, now.personal.buyer_company);
}

void UpdateDeadlines(News& news) {
    ChannelLink& link = *news.order.channel;
    const auto& channel = news.input.channel;
    const auto text = [](const TimeWindow& window) {
        return window.latest ? window.latest->ToIso() : "";
    };
    if (channel.ship_by.latest && link.ship_by != channel.ship_by) {
        news.Tell("ship_by_changed", "", text(link.ship_by), text(channel.ship_by));
        link.ship_by = channel.ship_by;
    }
    if (channel.deliver_by.latest && link.deliver_by != channel.deliver_by) {
        link.deliver_by = channel.deliver_by;
        news.is_changed = true;
    }
}

void MindCancelRequest(News& news) {
    Order& order = news.order;
    std::int64_t open = 0;
    for (const auto& item : order.items) {
        open += item.ToShip();
    }
    if (open > 0 && news.input.channel.BuyerAsksToCancel()) {
        news.is_changed |= HoldForCancelRequest(order, news.input.now, news.decision.history);
    }
    if (open == 0 && order.hold) {
        order.hold.reset();  // nothing is left that could be held back
        news.Tell("unheld", "Nothing is left to ship.", "", "");
    }
    const auto is_request = [](const auto& each) { return each.code == kCancelRequested; };
    if (open == 0 && std::erase_if(order.exceptions, is_request) > 0) {
        news.is_changed = true;
    }
}

}  // namespace

bool ApplyNews(const ChannelCase& input, Order& order, Decision& decision) {
    News news{input, order, decision};
    ApplyLines(news);
    RefreshTotals(news);
    UpdateAddress(news);
    UpdateDeadlines(news);
    MindCancelRequest(news);
    const std::string status_before = order.status;
    if (order.state == OrderState::kPendingPayment &&
        input.channel.status != ChannelStatus::kPending) {
        order.state = OrderState::kNew;
        news.is_changed = true;
    }
    if (RefreshState(order, input.statuses)) {
        news.Tell("status_changed", "", status_before, order.status);
    }
    if (news.is_changed) {
        order.updated_at = std::max(order.updated_at, input.now);
    }
    return news.is_changed;
}

}  // namespace orderyard::domain::parts
