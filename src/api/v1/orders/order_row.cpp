// Rows say what counters, holds and follow-ups come to in one word, so that the grid need not.
#include "api/v1/orders/order_row.hpp"

#include <algorithm>

#include "api/v1/shapes.hpp"
#include "domain/order/pieces_to_ship.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::FollowUpState;
using domain::Order;

constexpr std::size_t kSkusShown = 3;

// How the channel is told of an order, worst first: "error", "waiting" (for something of ours),
// "queued" (on its way), "in_step".
struct SyncWord {
    int rank = 0;
    const char* word = "in_step";
    std::string reason;
};

SyncWord WordOf(const ports::FollowUpWord& follow_up) {
    switch (follow_up.state) {
        case FollowUpState::kRejected:
        case FollowUpState::kParked: return {3, "error", follow_up.error};
        case FollowUpState::kWaiting: return {2, "waiting", follow_up.next};
        case FollowUpState::kUnknown:
        case FollowUpState::kQueued:
        case FollowUpState::kSending:
        case FollowUpState::kSent:
        case FollowUpState::kAccepted: return {1, "queued", follow_up.next};
        case FollowUpState::kSeen:
        case FollowUpState::kWithdrawn: return {};
    }
    return {};
}

// A refusal that somebody settled or sent again; what it raised on the order is gone then.
bool IsSettled(const Order& order, const ports::FollowUpWord& follow_up) {
    if (follow_up.state != FollowUpState::kRejected) {
        return false;
    }
    switch (follow_up.kind) {
        case domain::FollowUpKind::kConfirmShipment: return !order.HasException("shipment_refused");
        case domain::FollowUpKind::kCancelOrder:
        case domain::FollowUpKind::kCancelLines: return !order.HasException("cancel_refused");
        case domain::FollowUpKind::kRefund: return !order.HasException("refund_refused");
        case domain::FollowUpKind::kUploadVatInvoice: return !order.HasException("invoice_refused");
    }
    return false;
}

void WriteSync(JsonWriter& json, const Order& order, const RowContext& context) {
    if (!order.channel) {
        json.NullField("sync");
        return;
    }
    SyncWord worst;
    if (const auto found = context.follow_ups.find(order.id.value);
        found != context.follow_ups.end()) {
        for (const ports::FollowUpWord& follow_up : found->second) {
            if (IsSettled(order, follow_up)) {
                continue;
            }
            if (SyncWord word = WordOf(follow_up); word.rank >= worst.rank) {
                worst = std::move(word);
            }
        }
    }
    json.Key("sync").BeginObject().Field("word", worst.word);
    json.TextOrNull("reason", worst.reason).EndObject();
}

void WriteItems(JsonWriter& json, const Order& order) {
    std::vector<std::string> skus;
    std::int64_t pieces = 0;
    for (const domain::OrderItem& item : order.items) {
        pieces += item.ordered;
        if (std::find(skus.begin(), skus.end(), item.sku) == skus.end()) {
            skus.push_back(item.sku);
        }
    }
    json.Key("items").BeginObject();
    json.Field("lines", static_cast<std::int64_t>(order.items.size()));
    json.Field("pieces", pieces).Field("to_ship", domain::PiecesToShip(order));
    json.Field("sku_count", static_cast<std::int64_t>(skus.size()));
    json.TextOrNull("title", order.items.empty() ? "" : order.items.front().name);
    skus.resize(std::min(skus.size(), kSkusShown));
    WriteTexts(json, "skus", skus);
    json.EndObject();
}

void WritePlace(JsonWriter& json, const Order& order) {
    json.Key("ship_to").BeginObject();
    json.TextOrNull("name", order.personal.shipping.name);
    json.TextOrNull("city", order.ship_to.city).TextOrNull("region", order.ship_to.region);
    json.TextOrNull("country_code", order.ship_to.country_code).EndObject();
}

void WriteChannel(JsonWriter& json, const Order& order, const RowContext& context) {
    json.TextOrNull("channel_number", order.channel ? order.channel->number : "");
    if (!order.channel) {
        json.NullField("store").NullField("marketplace_id").NullField("fulfilled_by");
        json.NullField("ship_by").NullField("deliver_by");
        WriteMarks(json, {});
        return;
    }
    json.Key("store").BeginObject().Field("id", order.channel->store_id.value);
    const auto store = context.stores.find(order.channel->store_id.value);
    const bool is_known = store != context.stores.end();
    json.TextOrNull("code", is_known ? std::string_view(store->second.code) : "");
    json.TextOrNull("name", is_known ? std::string_view(store->second.name) : "").EndObject();
    json.TextOrNull("marketplace_id", order.channel->marketplace_id);
    json.Field("fulfilled_by", ToString(order.channel->fulfilled_by));
    WriteInstant(json, "ship_by", order.channel->ship_by.latest);
    WriteInstant(json, "deliver_by", order.channel->deliver_by.latest);
    WriteMarks(json, order.channel->marks);
}

void WriteTroubles(JsonWriter& json, const Order& order) {
    if (order.hold) {
        json.Key("hold").BeginObject().TextOrNull("reason", order.hold->reason);
        WriteInstant(json, "until", order.hold->until);
        json.EndObject();
    } else {
        json.NullField("hold");
    }
    const auto is_request = [](const domain::OrderException& exception) {
        return exception.code == "cancel_requested";
    };
    json.Field("needs_attention", !order.exceptions.empty());
    json.TextOrNull("attention_code",
                    order.exceptions.empty() ? "" : order.exceptions.front().code);
    json.TextOrNull("attention", order.exceptions.empty() ? "" : order.exceptions.front().text);
    json.Field("is_cancel_pending", order.pending_cancel.has_value());
    json.Field("is_cancel_requested",
               std::any_of(order.exceptions.begin(), order.exceptions.end(), is_request));
}

}  // namespace

void WriteOrderRow(JsonWriter& json, const Order& order, const RowContext& context) {
    json.BeginObject();
    json.Field("id", order.id.value).Field("increment_id", order.increment_id);
    json.Field("state", ToString(order.state)).Field("status", order.status);
    json.Field("version", order.version);
    WriteChannel(json, order, context);
    json.TextOrNull("buyer_name", order.personal.buyer_name);
    WritePlace(json, order);
    WriteItems(json, order);
    WriteSync(json, order, context);
    WriteMoney(json, "grand_total", order.totals.grand_total);
    WriteMoney(json, "paid", order.totals.paid);
    WriteMoney(json, "refunded", order.totals.refunded);
    WriteTroubles(json, order);
    WriteInstant(json, "placed_at", order.placed_at);
    WriteInstant(json, "updated_at", order.updated_at);
    if (const auto found = context.matched.find(order.id.value); found != context.matched.end()) {
        WriteTexts(json, "matched", found->second);
    }
    json.EndObject();
}

}  // namespace orderyard::api::v1
