// GET /api/v1/stores/{store}/amazon-orders/{number}: one channel order whole, with its verdict, its
// events and the commerce order it became.
#include "api/v1/channel_order_shape.hpp"
#include "api/v1/endpoints.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "domain/channel/cancel_at_channel.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::v1 {
namespace {

struct Found {
    domain::ChannelOrder order;
    std::optional<domain::Verdict> verdict;
    std::vector<ports::ChannelOrderEvent> events;
    std::optional<domain::Order> commerce_order;
};

base::Result<Found> Find(ports::Transaction& tx, const http::Request& request) {
    const auto store = FindStore(tx, request);
    if (!store) {
        return base::Fail(store.error());
    }
    const auto head =
        tx.channel_orders().FindHead(store->id, std::string(request.PathParam("number")));
    auto order = head ? tx.channel_orders().Load(head->id) : std::nullopt;
    if (!order) {
        return base::Fail(base::NotFound("This store has no order with this number."));
    }
    Found found;
    found.order = std::move(*order);
    found.verdict = tx.channel_orders().LoadVerdict(head->id);
    found.events = tx.channel_orders().Events(head->id);
    if (const auto order_id = tx.orders().FindByChannelOrder(head->id)) {
        found.commerce_order = tx.orders().Load(*order_id);
    }
    return found;
}

void WriteCommerceOrders(JsonWriter& json, const std::optional<domain::Order>& order) {
    json.Key("orders").BeginArray();
    if (order) {
        json.BeginObject().Field("id", order->id.value).Field("increment_id", order->increment_id);
        json.Field("state", ToString(order->state)).Field("status", order->status).EndObject();
    }
    json.EndArray();
}

void WriteEvents(JsonWriter& json, const std::vector<ports::ChannelOrderEvent>& events) {
    json.Key("events").BeginArray();
    for (const ports::ChannelOrderEvent& event : events) {
        json.BeginObject();
        WriteInstant(json, "at", event.at);
        json.Field("event", event.event);
        json.TextOrNull("before", event.before);
        json.TextOrNull("after", event.after);
        json.EndObject();
    }
    json.EndArray();
}

}  // namespace

Answer ShowChannelOrder(const ApiContext& context, const http::Request& request) {
    if (const auto allowed = QueryReader(request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    base::Result<Found> found;
    context.database.Read([&](ports::Transaction& tx) { found = Find(tx, request); });
    if (!found) {
        return base::Fail(found.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("id", found->order.id.value);
    WriteChannelOrder(json, found->order);
    if (found->verdict) {
        WriteVerdict(json, *found->verdict);
    } else {
        json.NullField("verdict");
    }
    WriteEvents(json, found->events);
    WriteCommerceOrders(json, found->commerce_order);
    json.Key("cancel_refusal");
    if (const auto refusal = domain::WhyNotCancelAtChannel(found->order)) {
        json.BeginObject().Field("reason", refusal->reason).Field("text", refusal->text);
        json.EndObject();
    } else {
        json.Null();
    }
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
