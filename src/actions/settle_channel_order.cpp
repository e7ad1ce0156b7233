// Load by port, call the one pure decision, save what it says.
#include "actions/settle_channel_order.hpp"

#include <algorithm>

#include "actions/order_step.hpp"
#include "actions/save_order_change.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/customer_store.hpp"
#include "ports/order_store.hpp"
#include "ports/product_store.hpp"
#include "ports/sequence_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

using domain::CatalogLine;
using domain::ChannelOrder;

std::vector<CatalogLine> LookUpCatalog(ports::Transaction& tx, domain::StoreId store,
                                       const ChannelOrder& channel) {
    std::vector<ports::ChannelSku> skus;
    skus.reserve(channel.items.size());
    for (const auto& item : channel.items) {
        skus.push_back({item.sku, item.product_number});
    }
    return tx.products().MatchForUpdate(store, skus);
}

domain::CustomerId CustomerFor(ports::Transaction& tx, const domain::Store& store,
                               const domain::Order& order, base::Instant now) {
    const auto& settings = store.settings;
    const std::string& email = order.personal.buyer_email;
    if (settings.customer_creation == domain::CustomerCreation::kGuest || email.empty()) {
        return {};
    }
    if (const auto known = tx.customers().FindByEmail(order.store_view_id, email)) {
        return *known;
    }
    domain::Customer customer;
    customer.store_view_id = order.store_view_id;
    customer.name = order.personal.buyer_name;
    customer.email = email;
    customer.created_at = now;
    tx.customers().Insert(customer);
    return customer.id;
}

void NumberNewOrder(ports::Transaction& tx, const domain::Store& store, const ChannelOrder& channel,
                    domain::Order& order, base::Instant now) {
    order.channel->channel_order_id = channel.id;
    order.customer_id = CustomerFor(tx, store, order, now);
    if (store.settings.order_number_source == domain::OrderNumberSource::kChannel) {
        order.increment_id = channel.number;
    } else {
        const auto number = tx.sequences().Next("order", order.store_view_id);
        order.increment_id = FormatIncrementId(order.store_view_id, number);
    }
}

}  // namespace

StoredStatuses::StoredStatuses(ports::Transaction& tx) {
    for (const auto& status : tx.stores().ListStatuses()) {
        rows_.push_back({status.state, status.code, status.is_default});
    }
}

std::string StoredStatuses::DefaultOf(domain::OrderState state) const {
    const auto row = std::find_if(rows_.begin(), rows_.end(), [&](const Row& each) {
        return each.state == state && each.is_default;
    });
    return row == rows_.end() ? std::string(ToString(state)) : row->code;
}

bool StoredStatuses::Allows(domain::OrderState state, const std::string& status) const {
    return std::any_of(rows_.begin(), rows_.end(),
                       [&](const Row& each) { return each.state == state && each.code == status; });
}

const domain::ChannelProfile& AmazonProfile() {
    static const domain::ChannelProfile kProfile{
        .title = "Amazon",
        .payment_method = "amazonpayment",
        .payment_title = "Amazon Channel Payment",
        .order_number_label = "amazon_order_id",
        .shipping_carrier = "amazonshipping",
        .channel_shipping_method = "amazon_fba",
        // Of the European Union, the United Kingdom, Turkey and India.
        .bill_marketplaces = {"A1PA6795UKMFR9", "A13V1IB3VIYZZH", "APJ6JRA9NG5V4", "A1RKKUPIHCS9HS",
                              "A1805IZSGTT6HS", "AMEN7PMS3EDWL", "A28R8C7NBKEWEA", "A2NODRKZP88ZB9",
                              "A1C3SOZRARQ6R3", "A1F83G8C2ARO7P", "A33AVAJ2PDY3EV",
                              "A21TJRUUN4KGV"},
    };
    return kProfile;
}

Settled DecideInTransaction(ports::Transaction& tx, const domain::Store& store,
                            const ChannelOrder& channel, const ChannelOrder* before,
                            base::Instant now) {
    Settled settled;
    if (channel.id.IsSet()) {
        if (const auto id = tx.orders().FindByChannelOrder(channel.id)) {
            settled.existing = LoadFile(tx, *id);
        }
    }
    const auto catalog = LookUpCatalog(tx, store.id, channel);
    const StoredStatuses statuses(tx);
    settled.decision = domain::DecideChannelOrder({.channel = channel,
                                                   .channel_before = before,
                                                   .store = store,
                                                   .catalog = catalog,
                                                   .existing = settled.existing,
                                                   .statuses = statuses,
                                                   .profile = AmazonProfile(),
                                                   .now = now});
    return settled;
}

void SaveSettled(ports::Transaction& tx, const domain::Store& store, const ChannelOrder& channel,
                 Settled& settled, base::Instant now) {
    auto& change = settled.decision.change;
    if (!change) {
        return;
    }
    if (!settled.existing) {
        NumberNewOrder(tx, store, channel, change->file.order, now);
    }
    SaveOrderChange(tx, settled.existing ? &*settled.existing : nullptr, *change, now);
}

bool SettleStored(ports::Transaction& tx, const domain::Store& store, domain::ChannelOrderId id,
                  base::Instant now) {
    const auto channel = tx.channel_orders().LoadForUpdate(id);
    if (!channel) {
        return false;
    }
    Settled settled = DecideInTransaction(tx, store, *channel, nullptr, now);
    const domain::Decision& decision = settled.decision;
    const auto before = tx.channel_orders().LoadVerdict(id);
    const bool is_changed =
        decision.change.has_value() || !before || before->rule != decision.verdict.rule;
    if (!before || !(*before == decision.verdict)) {
        tx.channel_orders().SetVerdict(id, decision.verdict);
    }
    if (before && before->rule != decision.verdict.rule) {
        tx.channel_orders().AppendEvent(id, {now, "verdict", before->rule, decision.verdict.rule});
    }
    SaveSettled(tx, store, *channel, settled, now);
    return is_changed;
}

std::string FormatIncrementId(domain::StoreViewId view, std::int64_t number) {
    std::string digits = std::to_string(number);
    if (digits.size() < 9) {
        digits.insert(0, 9 - digits.size(), '0');
    }
    return view.value == 1 ? digits : std::to_string(view.value) + digits;
}

}  // namespace orderyard::actions
