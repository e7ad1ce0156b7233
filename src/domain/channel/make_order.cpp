// A new commerce order from an accepted channel order, with the documents of what has happened to
// it at the channel already.
#include <utility>

#include "base/text.hpp"
#include "domain/channel/correct_channel_address.hpp"
#include "domain/channel/order_parts.hpp"

namespace orderyard::domain::parts {
namespace {

std::string ServiceTitle(const std::string& service_level) {
    std::string title = base::AsciiLower(service_level.empty() ? "standard" : service_level);
    base::ReplaceAll(title, "_", " ");
    title[0] = base::AsciiUpper(title.substr(0, 1))[0];
    return title;
}

void SetShipping(Order& order, const ChannelOrder& channel, const ChannelProfile& profile) {
    const bool is_ours = channel.fulfilled_by != FulfilledBy::kChannel;
    const std::string level = channel.service_level.empty() ? "standard" : channel.service_level;
    order.shipping_method = is_ours ? profile.shipping_carrier + "_" + base::AsciiLower(level)
                                    : profile.channel_shipping_method;
    order.shipping_description = profile.title + " " + ServiceTitle(channel.service_level);
}

void SetPayment(Order& order, const ChannelOrder& channel, const ChannelProfile& profile) {
    order.payment.method = profile.payment_method;
    order.payment.method_title = profile.payment_title;
    order.payment.amount_ordered = order.totals.grand_total;
    order.payment.details.emplace_back("method_title", profile.payment_title);
    order.payment.details.emplace_back(profile.order_number_label, channel.number);
    for (const auto& payment : channel.payments) {
        order.payment.details.emplace_back("paid_by", payment.method);
    }
}

void SetPeople(Order& order, const ChannelOrder& channel) {
    order.ship_to = channel.ship_to;
    order.bill_to = channel.ship_to;
    order.personal = channel.personal;
    if (const CorrectedAddress& corrected = channel.personal.corrected; corrected.IsSet()) {
        TakeCorrected(corrected, order.ship_to, order.personal.shipping);
        order.bill_to = order.ship_to;
        order.personal.corrected = {};  // the order has one address: the right one
    }
    order.personal.billing = order.personal.shipping;
    if (!channel.personal.buyer_name.empty()) {
        order.personal.billing.name = channel.personal.buyer_name;
    }
}

// Pieces that left before the order came here moved no stock of ours that we know of.
void BookLines(const ChannelCase& input, OrderChange& change) {
    Order& order = change.file.order;
    std::vector<LinePieces> shipped, paid;
    for (std::size_t i = 0; i < order.items.size(); ++i) {
        const auto& item = order.items[i];
        const std::int64_t gone = ShippedAtChannel(input.channel, input.channel.items[i]);
        const bool is_paid_now = input.store.settings.paid_on_import;
        shipped.push_back({item.id, gone});
        paid.push_back({item.id, is_paid_now ? item.ordered - item.canceled : gone});
    }
    BookAtChannel(input.channel, shipped, paid, input.now, change);
}

void NoteFindings(Order& order, const PricedOrder& priced, base::Instant now) {
    for (const auto& finding : priced.findings) {
        const bool is_missing = finding.code == "amounts_missing";
        order.exceptions.push_back(
            {is_missing ? "amounts_missing" : "money_review", finding.sku, finding.text, now});
    }
}

}  // namespace

void MakeOrder(const ChannelCase& input, const PricedOrder& priced, const Scene& scene,
               OrderChange& change) {
    const ChannelOrder& channel = input.channel;
    Order& order = change.file.order;
    order.store_view_id = input.store.settings.store_view_id;
    order.channel = ChannelLink{input.store.id,         channel.id,           channel.number,
                                channel.marketplace_id, channel.fulfilled_by, channel.ship_by,
                                channel.deliver_by,     channel.marks};
    order.currency = channel.currency;
    order.totals = priced.totals;
    SetShipping(order, channel, input.profile);
    SetPayment(order, channel, input.profile);
    SetPeople(order, channel);
    order.placed_at = channel.created_at;
    order.created_at = input.now;
    order.updated_at = input.now;

    for (std::size_t i = 0; i < channel.items.size(); ++i) {
        OrderItem item = MakeItem(channel, channel.items[i], priced.lines[i]);
        item.id = OrderItemId(-static_cast<std::int64_t>(i) - 1);
        item.canceled = CanceledAtChannel(channel, channel.items[i], item.ordered);
        LinkProduct(item, input.catalog.at(i), channel.fulfilled_by);
        order.items.push_back(std::move(item));
    }
    BookLines(input, change);
    FreeStock free(input.catalog);
    for (auto& item : order.items) {
        ReserveOpen(item, free, change.moves);
    }
    RefreshCatalogExceptions(order, order.items, input.catalog, input.now);
    if (channel.status == ChannelStatus::kPending) {
        order.state = OrderState::kPendingPayment;  // prices come with the payment
    } else {
        NoteFindings(order, priced, input.now);
    }
    order.status = input.store.settings.new_order_status;
    change.history.push_back(
        Note("imported", input.now,
             "Imported from " + input.profile.title + " order " + channel.number));
    Finish(change, scene);
    if (channel.BuyerAsksToCancel() && order.state != OrderState::kComplete) {
        HoldForCancelRequest(order, input.now, change.history);
        Finish(change, scene);
    }
}

}  // namespace orderyard::domain::parts
