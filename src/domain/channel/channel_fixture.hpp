// Short ways to write channel orders in tests of this room.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/channel/decide_channel_order.hpp"

namespace orderyard::domain::testing {

inline base::Money Usd(std::int64_t cents) {
    return base::Money::OfMinor(cents, base::Currency::Of("USD"));
}

inline ChannelAmount Amount(AmountKind kind, std::int64_t cents) {
    ChannelAmount amount;
    amount.kind = kind;
    amount.amount = Usd(cents);
    return amount;
}

inline ChannelAmount Part(AmountKind kind, AmountKind part, std::int64_t cents) {
    ChannelAmount amount = Amount(kind, cents);
    amount.part = part;
    return amount;
}

inline ChannelOrderItem Line(std::string number, std::int64_t ordered, std::int64_t fulfilled,
                             std::int64_t cents) {
    ChannelOrderItem item;
    item.number = std::move(number);
    item.sku = "SKU-" + item.number;
    item.title = "Thing " + item.number;
    item.quantity_ordered = ordered;
    item.quantity_fulfilled = fulfilled;
    item.quantity_unfulfilled = ordered - fulfilled;
    item.amounts = {Amount(AmountKind::kItem, cents)};
    item.proceeds_total = Usd(cents);
    return item;
}

inline ChannelOrder Placed(FulfilledBy by, ChannelStatus status,
                           std::vector<ChannelOrderItem> items) {
    ChannelOrder order;
    order.id = ChannelOrderId(1);
    order.number = "111-2222222-3333333";
    order.created_at = base::Instant::FromSeconds(1'700'000'000);
    order.updated_at = order.created_at;
    order.fulfilled_by = by;
    order.status = status;
    order.status_text = std::string(ToString(status));
    order.currency = base::Currency::Of("USD");
    order.items = std::move(items);
    order.ship_to.city = "Pune";
    order.personal.buyer_name = "Min-su Kim";
    order.personal.shipping.name = "Min-su Kim";
    base::Money sum = Usd(0);
    for (const auto& item : order.items) {
        sum += item.proceeds_total.value_or(Usd(0));
    }
    order.grand_total = sum;
    return order;
}

// Magento's default statuses.
struct DefaultStatuses : StatusBook {
    std::string DefaultOf(OrderState state) const override {
        return state == OrderState::kNew ? "pending" : std::string(ToString(state));
    }
    bool Allows(OrderState state, const std::string& status) const override {
        return status == DefaultOf(state) ||
               (state == OrderState::kProcessing && status == "fraud");
    }
};

// What was decided, flat.
struct Decided {
    Verdict verdict;
    std::optional<Order> order;
    std::vector<StockMove> moves;
    std::vector<HistoryEntry> history;
};

// Decides and stores, as the database would: the next Decide sees what this one did.
struct World {
    Store store;
    std::map<std::string, Product> products;  // by SKU
    std::optional<OrderFile> file;
    std::optional<ChannelOrder> known;
    DefaultStatuses statuses;
    ChannelProfile profile{
        "Agora", "agorapayment", "Agora Payment", "agora_number", "agorapost", "agora_stock", {}};
    base::Instant now = base::Instant::FromSeconds(1'700'000'600);

    World() {
        store.id = StoreId(1);
        store.settings.store_view_id = StoreViewId(1);
    }
    void Stock(const std::string& sku, std::int64_t on_hand) {
        Product product;
        product.id = ProductId(static_cast<std::int64_t>(products.size()) + 1);
        product.sku = sku;
        product.on_hand = on_hand;
        products[sku] = product;
    }
    Order& order() { return file->order; }
    Scene As(ActorKind kind) const { return {statuses, Actor{kind, "tester"}, now}; }
    Decided Decide(const ChannelOrder& channel) {
        std::vector<CatalogLine> catalog;
        for (const auto& item : channel.items) {
            CatalogLine line;
            if (const auto found = products.find(item.sku); found != products.end()) {
                line.product = found->second;
            }
            catalog.push_back(line);
        }
        Decision decision = DecideChannelOrder(
            {channel, known ? &*known : nullptr, store, catalog, file, statuses, profile, now});
        known = channel;
        now = now + base::Duration::Minutes(5);
        if (!decision.change) {
            return {decision.verdict, std::nullopt, {}, {}};
        }
        Keep(*decision.change);
        return {decision.verdict, file->order, decision.change->moves, decision.change->history};
    }
    // Stores a change: stock moves, ids of what is new.
    void Keep(const OrderChange& change) {
        for (const auto& move : change.moves) {
            for (auto& [sku, product] : products) {
                if (product.id == move.product_id) {
                    product.on_hand += move.on_hand;
                    product.reserved += move.reserved;
                }
            }
        }
        file = change.file;
        file->order.id = OrderId(7);
        std::int64_t next = 100;
        for (auto& invoice : file->invoices) {
            invoice.id = InvoiceId(next++);
        }
        for (auto& shipment : file->shipments) {
            shipment.id = ShipmentId(next++);
            for (auto& package : shipment.packages) {
                package.id = PackageId(next++);
            }
        }
        for (auto& memo : file->credit_memos) {
            memo.id = CreditMemoId(next++);
        }
        for (auto& follow_up : file->follow_ups) {
            follow_up.id = FollowUpId(next++);
        }
    }
};

}  // namespace orderyard::domain::testing
