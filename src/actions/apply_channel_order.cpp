// record (is it news?) -> decide -> store, all in the caller's transaction.
#include "actions/apply_channel_order.hpp"

#include <string>

#include "actions/settle_channel_order.hpp"
#include "domain/channel/compare_versions.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/outbox_store.hpp"
#include "ports/product_store.hpp"

namespace orderyard::actions {
namespace {

using domain::ChannelOrder;

void QueueLook(ports::Transaction& tx, const domain::Store& store, const std::string& number,
               base::Instant now) {
    ports::OutboxMessage message;
    message.kind = kLookAtChannelOrder;
    message.dedupe_key =
        std::string(kLookAtChannelOrder) + ":" + std::to_string(store.id.value) + ":" + number;
    message.store_id = store.id;
    message.subject = number;
    message.created_at = now;
    message.not_before = now;
    tx.outbox().Enqueue(message);
}

std::string Quantities(const ChannelOrder& order) {
    return std::to_string(order.QuantityOrdered()) + "/" +
           std::to_string(order.QuantityFulfilled()) + "/" +
           std::to_string(order.QuantityUnfulfilled());
}

std::string TotalText(const ChannelOrder& order) {
    return order.grand_total ? order.grand_total->ToDecimal() : "";
}

// What changed, in a few words a person can read; nothing personal.
void NoteChanges(ports::Transaction& tx, const ChannelOrder& before, const ChannelOrder& now,
                 base::Instant at) {
    auto& store = tx.channel_orders();
    const auto note = [&](const char* event, const std::string& old_text,
                          const std::string& new_text) {
        if (old_text != new_text) {
            store.AppendEvent(now.id, {at, event, old_text, new_text});
        }
    };
    note("status", before.status_text, now.status_text);
    note("quantity", Quantities(before), Quantities(now));
    note("money", TotalText(before), TotalText(now));
    note("packages", std::to_string(before.packages.size()), std::to_string(now.packages.size()));
    note("cancel_requested", before.BuyerAsksToCancel() ? "yes" : "",
         now.BuyerAsksToCancel() ? "yes" : "");
    const bool is_address_same =
        before.ship_to == now.ship_to && before.personal.shipping == now.personal.shipping;
    note("address", before.ship_to.city,
         is_address_same ? before.ship_to.city : now.ship_to.city + " ");
}

// A person's correction holds until the channel itself says another address.
void KeepCorrection(ports::Transaction& tx, const ChannelOrder& before, ChannelOrder& now,
                    base::Instant at) {
    if (!before.personal.corrected.IsSet() || now.is_purged) {
        return;
    }
    const bool is_blank = now.personal.shipping == domain::PersonalAddress{};
    const bool is_address_same =
        before.ship_to == now.ship_to && before.personal.shipping == now.personal.shipping;
    if (is_blank || is_address_same) {
        now.personal.corrected = before.personal.corrected;
        return;
    }
    tx.channel_orders().AppendEvent(now.id, {at, "address_correction_dropped", "", ""});
}

void RecordFirst(ports::Transaction& tx, const domain::Store& store, IncomingChannelOrder& incoming,
                 base::Instant now) {
    ChannelOrder& channel = incoming.order;
    Settled settled = DecideInTransaction(tx, store, channel, nullptr, now);
    tx.channel_orders().Insert(channel, incoming.content_hash, incoming.payload,
                               settled.decision.verdict);
    tx.channel_orders().AppendEvent(channel.id, {now, "first_seen", "", channel.status_text});
    SaveSettled(tx, store, channel, settled, now);
}

void RecordNews(ports::Transaction& tx, const domain::Store& store, IncomingChannelOrder& incoming,
                domain::ChannelOrderId id, base::Instant now) {
    ChannelOrder& channel = incoming.order;
    const auto before = tx.channel_orders().LoadForUpdate(id);
    if (!before) {
        throw ports::VersionConflict("the channel order vanished");
    }
    channel.id = id;
    if (before->is_purged) {  // the person was forgotten: Amazon's repeat does not bring them back
        channel.is_purged = true;
        channel.personal = {};
        incoming.payload.clear();
    }
    KeepCorrection(tx, *before, channel, now);
    Settled settled = DecideInTransaction(tx, store, channel, &*before, now);
    tx.channel_orders().Update(channel, incoming.content_hash, incoming.payload,
                               settled.decision.verdict);
    NoteChanges(tx, *before, channel, now);
    SaveSettled(tx, store, channel, settled, now);
}

}  // namespace

void ExpectChannelOrders(ports::Transaction& tx, const domain::Store& store,
                         const std::vector<const ChannelOrder*>& orders) {
    std::vector<std::string> numbers;
    std::vector<ports::ChannelSku> lines;
    for (const ChannelOrder* order : orders) {
        numbers.push_back(order->number);
        for (const auto& item : order->items) {
            lines.push_back({item.sku, item.product_number});
        }
    }
    tx.channel_orders().ExpectHeads(store.id, numbers);
    tx.products().ExpectLines(store.id, lines);
}

ApplyOutcome ApplyChannelOrder(ports::Transaction& tx, const domain::Store& store,
                               IncomingChannelOrder incoming, base::Instant now) {
    incoming.order.store_id = store.id;
    const auto head = tx.channel_orders().FindHead(store.id, incoming.order.number);
    if (!head) {
        RecordFirst(tx, store, incoming, now);
        return ApplyOutcome::kApplied;
    }
    const domain::ChannelVersion stored{head->updated_at, head->content_hash, head->status};
    const domain::ChannelVersion given{incoming.order.updated_at, incoming.content_hash,
                                       incoming.order.status};
    switch (CompareVersions(stored, given, incoming.is_authoritative)) {
        case domain::VersionVerdict::kUnchanged: return ApplyOutcome::kUnchanged;
        case domain::VersionVerdict::kStale: return ApplyOutcome::kStale;
        case domain::VersionVerdict::kLookFirst:
            QueueLook(tx, store, incoming.order.number, now);
            return ApplyOutcome::kNeedsLook;
        case domain::VersionVerdict::kNews: break;
    }
    RecordNews(tx, store, incoming, head->id, now);
    return ApplyOutcome::kApplied;
}

}  // namespace orderyard::actions
