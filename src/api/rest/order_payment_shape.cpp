// The list loses its keys on the wire in Magento; connectors show it to people, so the order of
// values matters.
#include "api/rest/order_payment_shape.hpp"

#include <algorithm>

#include "api/rest/order_item_shape.hpp"

namespace orderyard::api::rest {
namespace {

using Details = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kTitleKey = "method_title";
constexpr const char* kChannelNumberKey = "amazon_order_id";

bool Has(const Details& details, std::string_view key) {
    return std::any_of(details.begin(), details.end(),
                       [&](const auto& detail) { return detail.first == key; });
}

void AddAmount(Details& details, const char* key, const base::Money& amount) {
    if (!amount.IsZero() && !Has(details, key)) {
        details.emplace_back(key, amount.ToDecimal());
    }
}

// When it was bought and what was promised: created_at is the day it came in here, and Magento has
// no members for these.
void AddDates(Details& details, const domain::Order& order) {
    if (!order.channel) {
        return;
    }
    const auto add = [&](const char* key, const std::optional<base::Instant>& at) {
        if (at && at->micros != 0 && !Has(details, key)) {
            details.emplace_back(key, at->ToSqlSeconds());
        }
    };
    add("placed_at", order.placed_at);
    add("ship_by", order.channel->ship_by.latest);
    add("deliver_by", order.channel->deliver_by.latest);
}

}  // namespace

Details PaymentDetails(const domain::Order& order) {
    Details details = order.payment.details;
    const std::string& title =
        order.payment.method_title.empty() ? order.payment.method : order.payment.method_title;
    if (!Has(details, kTitleKey) && !title.empty()) {
        details.emplace(details.begin(), kTitleKey, title);
    }
    if (order.channel && !Has(details, kChannelNumberKey)) {
        details.emplace_back(kChannelNumberKey, order.channel->number);
    }
    AddAmount(details, "gift_wrap_amount", order.totals.gift_wrap);
    AddAmount(details, "fee_amount", order.totals.fee);
    AddAmount(details, "tip_amount", order.totals.tip);
    AddAmount(details, "rounding_amount", order.totals.rounding);
    AddDates(details, order);
    return details;
}

void WritePayment(JsonWriter& json, const domain::Order& order) {
    json.BeginObject();
    json.NullField("account_status");
    json.Key("additional_information").BeginArray();
    for (const auto& [key, value] : PaymentDetails(order)) {
        json.String(value);
    }
    json.EndArray();
    Twins(json, "amount_ordered", order.payment.amount_ordered);
    if (!order.payment.amount_paid.IsZero()) {
        Twins(json, "amount_paid", order.payment.amount_paid);
        Twins(json, "shipping_captured", order.totals.shipping);
    }
    if (!order.totals.refunded.IsZero()) {
        Twins(json, "amount_refunded", order.totals.refunded);
    }
    json.NullField("cc_last4");
    json.Field("entity_id", order.id.value);
    json.Field("method", order.payment.method);
    json.Field("parent_id", order.id.value);
    json.TextIfAny("po_number", order.personal.purchase_order_number);
    Twins(json, "shipping_amount", order.totals.shipping);
    json.EndObject();
}

}  // namespace orderyard::api::rest
