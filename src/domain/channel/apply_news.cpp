// The channel's later news, applied to an order that exists. Each step compares the channel with
// the order, so a repeat finds nothing to do. The channel never takes back what we did, but for
// shipments it was never told of before it canceled.
#include <algorithm>
#include <functional>

#include "domain/channel/news.hpp"
#include "domain/channel/order_parts.hpp"
#include "domain/shipment/decide_shipment.hpp"
#include "domain/stock/line_stock.hpp"

namespace orderyard::domain::parts {
namespace {

std::string Count(std::int64_t n) {
    return std::to_string(n);
}

void GrowLine(News& news, OrderItem& item, const ChannelOrderItem& given) {
    const ChannelOrder& channel = news.input.channel;
    const std::int64_t pieces = PricedPieces(channel, given).value_or(given.quantity_ordered);
    if (AliveAtChannel(channel, given) <= item.ordered || pieces <= item.ordered) {
        return;
    }
    news.Tell("quantity_changed", item.sku, Count(item.ordered), Count(pieces));
    item.ordered = pieces;
}

// Work on an item of ours with what the channel and the catalog say about it.
using WithItem = std::function<void(OrderItem&, const ChannelOrderItem&, const CatalogLine&)>;

void ForEachKnown(News& news, const WithItem& work) {
    const auto& items = news.input.channel.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (OrderItem* item = news.order.FindItem(items[i].number)) {
            work(*item, items[i], news.input.catalog.at(i));
        }
    }
}

void BookShipped(News& news) {
    std::vector<LinePieces> shipped, paid;
    bool is_any = false;
    ForEachKnown(news, [&](OrderItem& item, const ChannelOrderItem& given, const CatalogLine&) {
        const std::int64_t gone = ShippedAtChannel(news.input.channel, given);
        const std::int64_t pieces =
            std::max<std::int64_t>(std::min(gone - item.shipped, item.ToShip()), 0);
        shipped.push_back({item.id, pieces});
        paid.push_back({item.id, item.shipped + pieces});
        if (pieces > 0) {
            ShipFromShelf(item, pieces, news.change.moves);
            news.Tell("shipped_at_channel", item.sku, Count(item.shipped),
                      Count(item.shipped + pieces));
            is_any = true;
        }
    });
    if (is_any) {
        BookAtChannel(news.input.channel, shipped, paid, news.input.now, news.change);
        ForEachKnown(news, [&](OrderItem& item, const ChannelOrderItem&, const CatalogLine&) {
            ReleaseSurplus(item, news.change.moves);
        });
    } else if (AdoptPackages(news.input.channel, news.input.now, news.change)) {
        news.Tell("package_at_channel", "The channel tells how it was sent.", "", "");
    }
}

// The channel canceled before it was told of these shipments: they are taken back, so that their
// pieces can be canceled.
void VoidUntoldShipments(News& news) {
    if (news.input.channel.status != ChannelStatus::kCanceled) {
        return;
    }
    for (std::size_t i = 0; i < news.change.file.shipments.size(); ++i) {
        const Shipment& shipment = news.change.file.shipments[i];
        if (!shipment.id.IsSet() || shipment.is_from_channel ||
            WhyNotVoid(news.change.file, shipment)) {
            continue;
        }
        auto taken_back = DecideVoidShipment(news.change.file, shipment.id,
                                             "The channel canceled the order.", news.scene);
        if (!taken_back) {
            continue;
        }
        OrderChange& change = news.change;
        const auto append = [](auto& to, auto& from) {
            to.insert(to.end(), from.begin(), from.end());
        };
        change.file = std::move(taken_back->file);
        append(change.changed_shipments, taken_back->changed_shipments);
        append(change.changed_follow_ups, taken_back->changed_follow_ups);
        append(change.changed_invoices, taken_back->changed_invoices);
        append(change.moves, taken_back->moves);
        append(change.history, taken_back->history);
        news.is_changed = true;
    }
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
    ReleaseSurplus(item, news.change.moves);
    news.Tell("canceled_at_channel", item.sku, Count(before), Count(item.canceled));
}

void CancelLines(News& news, const base::Result<PricedOrder>& priced) {
    VoidUntoldShipments(news);
    std::int64_t before = 0, after = 0;
    ForEachKnown(news, [&](OrderItem& item, const ChannelOrderItem& given, const CatalogLine&) {
        before += item.canceled;
        CancelLine(news, item, given);
        after += item.canceled;
    });
    if (priced) {
        AgreeOnWhatIsLeft(news, *priced);
    }
    if (after > before) {
        for (const auto& number : RebillWhatIsLeft(news.change, news.input.now)) {
            news.Tell("booking_reversed", number, "", "");
        }
        news.order.pending_cancel.reset();
    }
}

void GrowLines(News& news) {
    for (const auto& given : news.input.channel.items) {
        if (news.order.FindItem(given.number) == nullptr) {
            news.Raise("line_added", given.sku, "The channel added a line after the import.");
        }
    }
    ForEachKnown(news,
                 [&](OrderItem& item, const ChannelOrderItem& given, const CatalogLine& catalog) {
                     GrowLine(news, item, given);
                     if (!item.product_id.IsSet() && catalog.product) {
                         LinkProduct(item, catalog, news.input.channel.fulfilled_by);
                         news.Tell("sku_mapped", item.sku, "", catalog.product->sku);
                     }
                 });
}

void ReserveLines(News& news) {
    FreeStock free(news.input.catalog);
    std::vector<OrderItem> in_channel_order;
    std::vector<CatalogLine> their_catalog;
    ForEachKnown(news, [&](OrderItem& item, const ChannelOrderItem&, const CatalogLine& catalog) {
        ReserveOpen(item, free, news.change.moves);
        in_channel_order.push_back(item);
        their_catalog.push_back(catalog);
    });
    const auto exceptions_before = news.order.exceptions;
    RefreshCatalogExceptions(news.order, in_channel_order, their_catalog, news.input.now);
    news.is_changed = news.is_changed || news.order.exceptions != exceptions_before;
}

void ApplyLines(News& news) {
    const auto items_before = news.order.items;
    const auto totals_before = news.order.totals;
    const auto priced = PriceChannelOrder(news.input.channel);
    GrowLines(news);
    TakeAmounts(news, priced ? &*priced : nullptr);
    BookShipped(news);
    CancelLines(news, priced);
    ReserveLines(news);
    Recount(news.change.file);
    news.is_changed =
        news.is_changed || news.order.items != items_before || news.order.totals != totals_before;
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
    if (link.marks != channel.marks) {
        link.marks = channel.marks;
        news.is_changed = true;
    }
}

void MindCancelRequest(News& news) {
    Order& order = news.order;
    std::int64_t open = 0;
    for (const auto& item : order.items) {
        open += item.ToShip();
    }
    // Only a new request: a person may have decided to ship all the same.
    const ChannelOrder* before = news.input.channel_before;
    const bool is_new = before != nullptr && !before->BuyerAsksToCancel();
    if (open > 0 && is_new && news.input.channel.BuyerAsksToCancel()) {
        news.is_changed |= HoldForCancelRequest(order, news.input.now, news.change.history);
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

// Also of an order that is held meanwhile: unholding must not bring the waiting back.
void EndWaitingForPayment(News& news) {
    Order& order = news.order;
    if (order.state == OrderState::kPendingPayment) {
        order.state = OrderState::kNew;
        news.is_changed = true;
    }
    if (order.hold && order.hold->state_before == OrderState::kPendingPayment) {
        order.hold->state_before = OrderState::kNew;
        order.hold->status_before = news.input.statuses.DefaultOf(OrderState::kNew);
        news.is_changed = true;
    }
}

}  // namespace

bool ApplyNews(const ChannelCase& input, const Scene& scene, OrderChange& change) {
    News news{input, scene, change};
    ApplyLines(news);
    UpdateAddress(news);
    UpdateDeadlines(news);
    MindCancelRequest(news);
    if (input.channel.status != ChannelStatus::kPending) {
        EndWaitingForPayment(news);
    }
    const std::string status_before = news.order.status;
    if (RefreshState(news.order, input.statuses)) {
        news.Tell("status_changed", "", status_before, news.order.status);
    }
    if (news.is_changed) {
        Finish(change, scene);
    }
    return news.is_changed;
}

}  // namespace orderyard::domain::parts
