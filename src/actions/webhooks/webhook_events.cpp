// One change can be several events; "order.changed" comes with each of them but the first.
#include "actions/webhooks/webhook_events.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "ports/webhook_store.hpp"

namespace orderyard::actions {
namespace {

constexpr std::size_t kEventIdBytes = 12;

template <class Document>
bool HasNew(const std::vector<Document>& before, const std::vector<Document>& after) {
    return std::any_of(after.begin(), after.end(), [&](const Document& each) {
        return std::none_of(before.begin(), before.end(),
                            [&](const Document& known) { return known.id == each.id; });
    });
}

std::vector<std::string_view> EventsOf(const domain::OrderFile* before,
                                       const domain::OrderFile& after) {
    static const domain::OrderFile kNothing;
    const domain::OrderFile& was = before == nullptr ? kNothing : *before;
    std::vector<std::string_view> events = {before == nullptr ? "order.created" : "order.changed"};
    if (HasNew(was.shipments, after.shipments)) {
        events.emplace_back("order.shipped");
    }
    if (HasNew(was.credit_memos, after.credit_memos)) {
        events.emplace_back("order.refunded");
    }
    if (after.order.state == domain::OrderState::kCanceled &&
        (before == nullptr || was.order.state != domain::OrderState::kCanceled)) {
        events.emplace_back("order.canceled");
    }
    return events;
}

void AppendMember(std::string& json, const char* name, const std::string& value) {
    json += json.ends_with('{') ? "\"" : ",\"";
    json += name;
    json += "\":" + value;
}

std::string Head(std::string_view event, base::Instant now) {
    std::string json = "{";
    AppendMember(json, "id", base::JsonQuote("evt_" + base::RandomToken(kEventIdBytes)));
    AppendMember(json, "event", base::JsonQuote(event));
    AppendMember(json, "created_at", base::JsonQuote(now.ToIso()));
    return json;
}

std::string BodyOf(std::string_view event, const domain::Order& order, base::Instant now) {
    std::string inner = "{";
    AppendMember(inner, "id", std::to_string(order.id.value));
    AppendMember(inner, "increment_id", base::JsonQuote(order.increment_id));
    AppendMember(inner, "version", std::to_string(order.version));
    AppendMember(inner, "state", base::JsonQuote(ToString(order.state)));
    AppendMember(inner, "status", base::JsonQuote(order.status));
    AppendMember(inner, "channel_number",
                 order.channel ? base::JsonQuote(order.channel->number) : "null");
    AppendMember(inner, "store_id",
                 order.channel ? std::to_string(order.channel->store_id.value) : "null");
    AppendMember(inner, "currency", base::JsonQuote(order.currency.code()));
    AppendMember(inner, "grand_total", base::JsonQuote(order.totals.grand_total.ToDecimal()));
    AppendMember(inner, "refunded", base::JsonQuote(order.totals.refunded.ToDecimal()));
    std::string json = Head(event, now);
    AppendMember(json, "order", inner + "}");
    return json + "}";
}

}  // namespace

bool IsWebhookEvent(std::string_view event) {
    return std::find(std::begin(kWebhookEvents), std::end(kWebhookEvents), event) !=
           std::end(kWebhookEvents);
}

std::string WebhookTestBody(base::Instant now) {
    std::string json = Head(kWebhookTestEvent, now);
    AppendMember(json, "order", "null");
    return json + "}";
}

void QueueWebhooks(ports::Transaction& tx, const domain::OrderFile* before,
                   const domain::OrderFile& after, base::Instant now) {
    const std::vector<ports::Webhook> webhooks = tx.webhooks().List();
    if (webhooks.empty()) {
        return;
    }
    for (const std::string_view event : EventsOf(before, after)) {
        // The same text, and so the same id, for every receiver.
        const std::string body = BodyOf(event, after.order, now);
        for (const ports::Webhook& webhook : webhooks) {
            const bool is_wanted = std::find(webhook.events.begin(), webhook.events.end(), event) !=
                                   webhook.events.end();
            if (!webhook.is_active || !is_wanted) {
                continue;
            }
            ports::WebhookDelivery delivery;
            delivery.webhook_id = webhook.id;
            delivery.event = event;
            delivery.order_id = after.order.id;
            delivery.body = body;
            delivery.created_at = delivery.not_before = now;
            tx.webhooks().Queue(delivery);
        }
    }
}

}  // namespace orderyard::actions
