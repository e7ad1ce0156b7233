// Amounts are decimal texts in the order's currency, which is named once.
#include "api/v1/orders/order_shape.hpp"

#include "actions/decide_follow_up.hpp"
#include "api/v1/orders/channel_page.hpp"
#include "api/v1/orders/document_shape.hpp"
#include "api/v1/shapes.hpp"
#include "domain/order/order_rules.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::Order;
using domain::OrderFile;

std::string_view GiftMessageOf(const Order& order, const domain::OrderItem& item) {
    for (const domain::PersonalItem& personal : order.personal.items) {
        if (personal.channel_item_number == item.channel_item_number) {
            return personal.gift_message;
        }
    }
    return "";
}

void WriteItem(JsonWriter& json, const Order& order, const domain::OrderItem& item) {
    json.BeginObject().Field("id", item.id.value);
    json.TextOrNull("channel_item_number", item.channel_item_number);
    json.TextOrNull("gift_message", GiftMessageOf(order, item));
    json.Field("sku", item.sku).Field("name", item.name);
    if (item.product_id.IsSet()) {
        json.Field("product_id", item.product_id.value);
    } else {
        json.NullField("product_id");
    }
    json.Key("quantity").BeginObject();
    json.Field("ordered", item.ordered).Field("invoiced", item.invoiced);
    json.Field("shipped", item.shipped).Field("refunded", item.Refunded());
    json.Field("canceled", item.canceled).Field("reserved", item.reserved);
    json.Field("backordered", item.backordered).Field("to_ship", item.ToShip());
    json.Field("to_invoice", item.ToInvoice()).Field("to_cancel", item.ToCancel());
    json.Field("to_refund_shipped", item.ToRefundShipped());
    json.Field("to_refund_unshipped", item.ToRefundUnshipped()).EndObject();
    json.Field("unit_price", item.unit_price.ToDecimal());
    const domain::LineAmounts& amounts = item.amounts;
    json.Field("row_total", amounts.row_total.ToDecimal());
    json.Field("shipping", amounts.shipping.ToDecimal());
    json.Field("tax", amounts.tax.ToDecimal()).Field("discount", amounts.discount.ToDecimal());
    json.Field("total", amounts.total.ToDecimal()).EndObject();
}

void WriteTotals(JsonWriter& json, const domain::OrderTotals& totals) {
    json.Key("totals").BeginObject();
    const std::pair<const char*, const base::Money*> amounts[] = {
        {"subtotal", &totals.subtotal},
        {"shipping", &totals.shipping},
        {"gift_wrap", &totals.gift_wrap},
        {"fee", &totals.fee},
        {"tip", &totals.tip},
        {"tax", &totals.tax},
        {"discount", &totals.discount},
        {"rounding", &totals.rounding},
        {"grand_total", &totals.grand_total},
        {"invoiced", &totals.invoiced},
        {"paid", &totals.paid},
        {"refunded", &totals.refunded},
        {"canceled", &totals.canceled},
    };
    for (const auto& [name, amount] : amounts) {
        json.Field(name, amount->ToDecimal());
    }
    json.Field("due", totals.Due().ToDecimal()).EndObject();
}

void WriteAddress(JsonWriter& json, const char* name, const domain::PersonalAddress& address,
                  const domain::Location& location) {
    json.Key(name).BeginObject().TextOrNull("name", address.name);
    json.TextIfAny("company", address.company);
    WriteTexts(json, "lines", address.lines);
    json.TextOrNull("postal_code", address.postal_code).TextOrNull("phone", address.phone);
    json.TextOrNull("city", location.city).TextOrNull("region", location.region);
    json.TextOrNull("country_code", location.country_code).EndObject();
}

void WriteChannel(JsonWriter& json, const Order& order, const domain::Store* store) {
    if (!order.channel) {
        json.NullField("channel");
        return;
    }
    json.Key("channel").BeginObject().Field("number", order.channel->number);
    json.Field("store_id", order.channel->store_id.value);
    json.TextOrNull("store_code", store == nullptr ? std::string_view() : store->code);
    json.TextOrNull("marketplace_id", order.channel->marketplace_id);
    json.Field("fulfilled_by", ToString(order.channel->fulfilled_by));
    WriteWindow(json, "ship_by", order.channel->ship_by);
    WriteWindow(json, "deliver_by", order.channel->deliver_by);
    WriteMarks(json, order.channel->marks);
    json.TextOrNull("page", ChannelPageOf(order.channel->marketplace_id, order.channel->number))
        .EndObject();
}

void WriteState(JsonWriter& json, const Order& order) {
    if (order.hold) {
        json.Key("hold").BeginObject().TextOrNull("reason", order.hold->reason);
        json.Field("state_before", ToString(order.hold->state_before));
        WriteInstant(json, "until", order.hold->until);
        json.EndObject();
    } else {
        json.NullField("hold");
    }
    if (order.pending_cancel) {
        json.Key("pending_cancel").BeginObject();
        json.Field("reason", order.pending_cancel->reason);
        json.Field("actor", order.pending_cancel->actor);
        WriteInstant(json, "asked_at", order.pending_cancel->asked_at);
        json.EndObject();
    } else {
        json.NullField("pending_cancel");
    }
    json.Key("exceptions").BeginArray();
    for (const auto& exception : order.exceptions) {
        json.BeginObject().Field("code", exception.code);
        json.TextOrNull("sku", exception.item_sku).Field("text", exception.text);
        WriteInstant(json, "raised_at", exception.raised_at);
        json.EndObject();
    }
    json.EndArray();
}

void WriteHistory(JsonWriter& json, const std::vector<domain::HistoryEntry>& history) {
    json.Key("history").BeginArray();
    for (const auto& entry : history) {
        json.BeginObject().Field("id", entry.id.value);
        WriteInstant(json, "at", entry.at);
        json.Field("actor_kind", ToString(entry.actor_kind)).TextOrNull("actor", entry.actor);
        json.Field("event", entry.event).TextOrNull("comment", entry.comment);
        json.Field("status", entry.status).TextOrNull("before", entry.before);
        json.TextOrNull("after", entry.after);
        json.Field("is_customer_notified", entry.is_customer_notified);
        json.Field("is_visible_on_front", entry.is_visible_on_front);
        json.Field("version", entry.order_version).EndObject();
    }
    json.EndArray();
}

void WriteDocuments(JsonWriter& json, const Papers& papers) {
    const OrderFile& file = papers.file;
    json.Key("invoices").BeginArray();
    for (const auto& invoice : file.invoices) {
        WriteInvoice(json, papers, invoice);
    }
    json.EndArray().Key("shipments").BeginArray();
    for (const auto& shipment : file.shipments) {
        WriteShipment(json, file, shipment);
    }
    json.EndArray().Key("credit_memos").BeginArray();
    for (const auto& memo : file.credit_memos) {
        WriteCreditMemo(json, papers, memo);
    }
    json.EndArray();
}

void WriteChannelRefunds(JsonWriter& json, const std::vector<domain::ChannelRefund>& refunds) {
    json.Key("channel_refunds").BeginArray();
    for (const auto& refund : refunds) {
        json.BeginObject().Field("transaction_id", refund.transaction_id);
        WriteInstant(json, "posted_at", refund.posted_at);
        WriteMoney(json, "amount", refund.amount);
        json.TextOrNull("status", refund.status);
        if (refund.credit_memo_id.IsSet()) {
            json.Field("credit_memo_id", refund.credit_memo_id.value);
        } else {
            json.NullField("credit_memo_id");
        }
        json.EndObject();
    }
    json.EndArray();
}

void WriteFollowUpMembers(JsonWriter& json, const domain::FollowUp& follow_up) {
    json.Field("id", follow_up.id.value).Field("seq", follow_up.seq);
    json.Field("order_id", follow_up.order_id.value);
    json.Field("channel_number", follow_up.channel_number);
    json.Field("kind", ToString(follow_up.kind)).Field("state", ToString(follow_up.state));
    json.Field("is_open", IsOpen(follow_up.state));
    if (follow_up.package_id.IsSet()) {
        json.Field("package_id", follow_up.package_id.value);
    }
    if (follow_up.invoice_id.IsSet()) {
        json.Field("invoice_id", follow_up.invoice_id.value);
    }
    if (follow_up.credit_memo_id.IsSet()) {
        json.Field("credit_memo_id", follow_up.credit_memo_id.value);
    }
    if (!follow_up.pieces.empty()) {
        json.Key("pieces").BeginArray();
        for (const auto& pieces : follow_up.pieces) {
            json.BeginObject().Field("channel_item_number", pieces.channel_item_number);
            json.Field("quantity", pieces.quantity).EndObject();
        }
        json.EndArray();
    }
    json.TextOrNull("reason", follow_up.reason);
    json.Field("attempts", follow_up.attempts).Field("looks", follow_up.looks);
    WriteInstant(json, "created_at", follow_up.created_at);
    WriteInstant(json, "not_before", follow_up.not_before);
    WriteInstant(json, "due_at", follow_up.due_at);
    WriteInstant(json, "sent_at", follow_up.sent_at);
    WriteInstant(json, "ended_at", follow_up.ended_at);
    json.Field("http_status", follow_up.answer_status)
        .TextOrNull("request_id", follow_up.request_id);
    json.TextOrNull("feed", follow_up.feed_reference).TextOrNull("error", follow_up.error);
    json.TextOrNull("next", follow_up.next);
}

}  // namespace

void WriteFollowUpRow(JsonWriter& json, const domain::FollowUp& follow_up) {
    json.BeginObject();
    WriteFollowUpMembers(json, follow_up);
    json.EndObject();
}

void WriteFollowUp(JsonWriter& json, const OrderFile& file, const domain::FollowUp& follow_up) {
    json.BeginObject();
    WriteFollowUpMembers(json, follow_up);
    json.Key("actions").BeginObject();
    WriteAllowed(json, "retry", actions::WhyNotRetry(file, follow_up));
    WriteAllowed(json, "resolve", actions::WhyNotResolve(file, follow_up));
    json.EndObject().EndObject();
}

void WriteOrderHead(JsonWriter& json, const Order& order) {
    json.Field("id", order.id.value).Field("increment_id", order.increment_id);
    json.Field("state", ToString(order.state)).Field("status", order.status);
    json.Field("version", order.version);
}

void WriteOrderRow(JsonWriter& json, const Order& order) {
    json.BeginObject();
    WriteOrderHead(json, order);
    json.TextOrNull("channel_number", order.channel ? order.channel->number : "");
    json.TextOrNull("buyer_name", order.personal.buyer_name);
    WriteMoney(json, "grand_total", order.totals.grand_total);
    json.Field("needs_attention", !order.exceptions.empty());
    json.TextOrNull("attention", order.exceptions.empty() ? "" : order.exceptions.front().text);
    json.Field("is_cancel_pending", order.pending_cancel.has_value());
    WriteInstant(json, "placed_at", order.placed_at);
    WriteInstant(json, "updated_at", order.updated_at);
    json.EndObject();
}

void WriteOrderPage(JsonWriter& json, const OrderView& view) {
    const OrderFile& file = view.file;
    const Order& order = file.order;
    json.BeginObject();
    WriteOrderHead(json, order);
    WriteInstant(json, "placed_at", order.placed_at);
    WriteInstant(json, "created_at", order.created_at);
    WriteInstant(json, "updated_at", order.updated_at);
    json.Field("currency", order.currency.code());
    WriteChannel(json, order, view.store);
    if (order.reordered_from.IsSet()) {
        json.Field("reordered_from", order.reordered_from.value);
    }
    WriteState(json, order);
    json.Key("buyer").BeginObject().TextOrNull("name", order.personal.buyer_name);
    json.TextOrNull("email", order.personal.buyer_email).EndObject();
    WriteAddress(json, "ship_to", order.personal.shipping, order.ship_to);
    WriteAddress(json, "bill_to", order.personal.billing, order.bill_to);
    json.Field("payment_method", order.payment.method);
    json.Field("shipping_method", order.shipping_method);
    json.TextOrNull("shipping_description", order.shipping_description);
    json.Key("items").BeginArray();
    for (const auto& item : order.items) {
        WriteItem(json, order, item);
    }
    json.EndArray();
    WriteTotals(json, order.totals);
    WriteDocuments(json, {file, view.store});
    json.Key("follow_ups").BeginArray();
    for (const auto& follow_up : file.follow_ups) {
        WriteFollowUp(json, file, follow_up);
    }
    json.EndArray();
    WriteChannelRefunds(json, view.channel_refunds);
    json.Key("actions").BeginObject();
    for (const auto verb : domain::kOrderVerbs) {
        WriteAllowed(json, ToString(verb), domain::WhyNot(verb, file));
    }
    json.EndObject();
    WriteHistory(json, view.history);
    json.EndObject();
}

}  // namespace orderyard::api::v1
